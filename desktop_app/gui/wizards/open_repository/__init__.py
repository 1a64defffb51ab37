"""Opening an existing repository, on any computer: where it is → its key → what is in it → known
here, with all that can be restored from it."""
