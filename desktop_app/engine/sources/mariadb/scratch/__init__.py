"""A private server for drills, under an account that is not root, and gone after a crash."""
