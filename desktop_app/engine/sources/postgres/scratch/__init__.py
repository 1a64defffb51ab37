"""The embedded server: private, under an account that is not root, and gone after a crash."""
