"""Errors for people at the window: what happened, why, what to do, and the data to copy."""

from __future__ import annotations

from desktop_app.engine import errors
from desktop_app.engine.dataclass import dataclass
from desktop_app.gui import text
from desktop_app.gui.error_words import BUG, WORDS
from desktop_app.gui.text import tr
from desktop_app.plain_text import shown


@dataclass(frozen=True, slots=True)
class ErrorText:
    """``details`` are for whoever is asked for help; they hold no secret."""

    what: str
    why: str
    hint: str
    details: str

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.what}.", self.why, self.hint) if part)


COUNTED = {"sessions", "chunks", "seconds", "used", "more", "limit", "attempt"}


def error_text(error: Exception) -> ErrorText:
    """The words for an error; for one that has none of its own, those of its branch."""
    what, why, hint = next((WORDS[kind] for kind in type(error).__mro__ if kind in WORDS), BUG)
    data = {name: _said(error, name, value) for name, value in vars(error).items()}
    why, hint = (tr(part).format(**data) if part else "" for part in (why, hint))
    return ErrorText(tr(what), why.replace("..", "."), hint, shown(str(error)))


def _said(error: Exception, name: str, value: object) -> str:
    """A value of an error on one line; what the engine says in fixed words, in ours."""
    if isinstance(error, errors.MistypedKey):
        if error.group:
            return tr("group {n} has a slip").format(n=error.group)
        return tr("it is too short or too long")
    if isinstance(value, int) and name in COUNTED:
        of_bytes = isinstance(error, errors.QuotaReached) and error.what == "bytes"
        return text.size(value) if of_bytes else text.number(value)
    return shown(" ".join(text.said(str(value)).split()))
