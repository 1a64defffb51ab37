"""What a command gives back: the same facts as JSON and as text, and an exit code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade

if TYPE_CHECKING:
    from desktop_app.engine.errors import LabVaultError

OK, FOUND_PROBLEM, USAGE, ENVIRONMENT, BUG, CANCELLED = 0, 1, 2, 3, 4, 130
STOPPED = "Stopped: you asked for it."


@dataclass(frozen=True, slots=True)
class Answer:
    """``document`` is what :mod:`json` can write, or a function that makes it, where it may be
    large and nobody may want it. ``text`` is shown as it is: names in it went
    through :func:`desktop_app.cli.text.shown` already; it may be empty. ``faults`` kept a part of
    the work from being done: they are told on stderr, and have the say over the exit code."""

    document: object
    text: str
    code: int = OK
    faults: Sequence[LabVaultError] = ()

    def whole_document(self) -> object:
        """What is to be written."""
        return self.document() if callable(self.document) else self.document


def failure(words: str, code: int) -> str:
    """The document of a command that failed."""
    return json.dumps({"error": words, "code": code}, ensure_ascii=False)


def code_for(grade: Grade) -> int:
    """A run that left items out exits 1, so that no script takes it for whole."""
    return OK if grade is Grade.OK else FOUND_PROBLEM
