"""What things are called in the sample laboratory."""

from __future__ import annotations

PASSPHRASE = "laboratory"  # noqa: S105 (of sample data that anyone may read)
REPOSITORY, TARGET, DATABASE = "sample", "laboratory", "laboratory"
FLIES = "flies"
"""The target of the devices that film."""
WORKSPACE = "sample laboratory"
"""The one that the window makes for it, so that nothing of it mixes with real data."""
