"""What is said of single items of a run, each as a line."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.engine.model import Problem, Remark
from desktop_app.gui import text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.text import shown

FEW = 3  # that are counted at a glance


def said_of(tone: Tone, about: Sequence[Remark | Problem]) -> list[State]:
    """A line for each."""
    return [State(tone, _words(each)) for each in about]


def remarks(about: Sequence[Remark]) -> list[State]:
    """Warnings; many of them are counted first."""
    count = text.count(len(about), "remark follows", "remarks follow")
    head = [State(Tone.WARNING, count)] if len(about) > FEW else []
    return head + said_of(Tone.WARNING, about)


def _words(about: Remark | Problem) -> str:
    what = shown(text.said(about.what))
    return f"{shown(about.item)}: {what}" if about.item else what
