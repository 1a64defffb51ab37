"""The sample laboratory: what will be seen → the story, while it happens."""
