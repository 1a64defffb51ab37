"""How far an item of a snapshot was verified, in a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desktop_app.engine.model import Item, Level, Problem
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.verification import NAMES, place_in
from desktop_app.gui.text import tr


def proof_of(level: Level | None, problems: Iterable[Problem]) -> Callable[[Item], State]:
    """``level``: the strongest that the whole snapshot passed; ``problems``: of the last look at
    each level."""
    bad = {place_in(problem.item) for problem in problems}
    fine = State(Tone.OK, tr(NAMES[level])) if level else State(Tone.NONE, tr("not yet"))
    damaged = State(Tone.BAD, tr("damaged"))

    def say(item: Item) -> State:
        return damaged if item.name in bad else fine

    return say
