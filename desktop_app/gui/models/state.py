"""A state as people see it: a tone, which has a shape and a colour, and a word."""

from __future__ import annotations

from enum import StrEnum

from desktop_app.engine.dataclass import dataclass

SHAPES = {"ok": "●", "warning": "◆", "bad": "▲", "none": "○"}


class Tone(StrEnum):
    """How good a state is. Never shown by its colour alone: each has a shape of its own."""

    OK = "ok"
    WARNING = "warning"
    BAD = "bad"
    NONE = "none"

    @property
    def shape(self) -> str:
        return SHAPES[self.value]


@dataclass(frozen=True, slots=True)
class State:
    """A tone and the word that names it."""

    tone: Tone
    word: str
