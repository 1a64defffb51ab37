"""Reading perhaps millions of items into one snapshot: what is as it was is taken over."""
