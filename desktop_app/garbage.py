"""When Python looks for circles of objects that nobody needs.

Much is made that stays, and few circles. Each look goes through all that was made since the last
one: to go through what was just imported is a twenty-fifth of a short command.
"""

from __future__ import annotations

import gc

LOADING = (200_000, 20, 20)
WORKING = (50_000, 20, 20)  # spares a hundredth of a long backup


def expect_to_load() -> None:
    """The program has begun, and most of it is still to be imported."""
    gc.set_threshold(*LOADING)


def all_is_loaded() -> None:
    """What is there now stays to the end, and is not gone through again. Does nothing in a
    program that did not expect it."""
    if gc.get_threshold() == LOADING:
        gc.freeze()
        gc.set_threshold(*WORKING)
