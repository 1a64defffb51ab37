"""How long snapshots are kept, what holds them, and what room they take."""
