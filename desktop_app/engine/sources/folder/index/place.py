"""Where the index of a target lies in a profile."""

from __future__ import annotations

from pathlib import Path

from blake3 import blake3

ENDING = ".folder-index.sqlite"


def index_of(cache: Path, workspace: str, target: str) -> Path:
    """The file for a target, whatever its name; ``cache`` is the profile's folder of caches."""
    name = blake3(f"{workspace}\0{target}".encode()).hexdigest()[:32]
    return cache / f"{name}{ENDING}"
