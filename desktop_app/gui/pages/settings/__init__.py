"""Settings: a list of sections on the left, one section on the right; a file a section."""
