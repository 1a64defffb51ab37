"""What the catalog remembers, as one text, of all that holds prune in a repository. Pure."""

from __future__ import annotations

from collections.abc import Mapping

BETWEEN = " | "
LOST = ": data about to be lost: "


def loss_words(target: str, what: str) -> str:
    """How a hold says that what was backed up of a target is there no more."""
    return f"{target}{LOST}{what}"


def lost_targets(held: str) -> Mapping[str, str]:
    """The targets that are about to be lost, with why.

    >>> lost_targets("fly: data about to be lost: it is gone | lab: 90% of all rows are gone")
    {'fly': 'it is gone'}
    """
    parts = (part.partition(LOST) for part in held.split(BETWEEN))
    return {target: what for target, mark, what in parts if mark}


def tripped(held: str) -> str:
    """All the rest.

    >>> tripped("fly: data about to be lost: it is gone | lab: 90% of all rows are gone")
    'lab: 90% of all rows are gone'
    """
    return BETWEEN.join(part for part in held.split(BETWEEN) if LOST not in part)
