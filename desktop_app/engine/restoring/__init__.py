"""What a restore does with contents: loads them, compares them, and is taken back."""
