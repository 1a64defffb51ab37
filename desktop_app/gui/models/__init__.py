"""What pages show, as values: made from the engine's, without any widget."""
