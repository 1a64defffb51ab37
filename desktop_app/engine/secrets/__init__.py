"""What opens a repository: typed, kept by this computer, or printed."""
