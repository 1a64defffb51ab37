"""A profile's settings, and where its catalog lies."""
