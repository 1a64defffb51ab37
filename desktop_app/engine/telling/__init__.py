"""What people are told of what happened, and the values that tell it."""
