"""One page a file. A page shows a model and starts actions; it does no work."""
