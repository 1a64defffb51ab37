"""This computer, as its operating system tells of it."""
