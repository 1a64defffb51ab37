"""A drill: target → snapshot → what is checked → run → what was proven."""
