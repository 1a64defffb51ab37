"""What a folder's patterns take and leave out, in words and lines."""

from __future__ import annotations

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.folder.trial import Sums
from desktop_app.gui import text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr


@dataclass(frozen=True, slots=True)
class Told:
    """One path. ``size`` None: a folder."""

    name: str
    size: int | None
    taken: bool


def lines(sums: Sums) -> list[Told]:
    """The first of those that are left out, then of those that are taken."""
    left = [Told(name, _size(name, size), taken=False) for name, size in list(sums.left)]
    return left + [Told(name, size, taken=True) for name, size in list(sums.taken)]


def words(sums: Sums, *, ended: bool) -> tuple[Tone, str]:
    """How much comes to, in one sentence."""
    parts = [_amount(tr("Taken: {files} with {size}"), sums.files, sums.size)]
    if sums.left_files:
        parts.append(_amount(tr("left out: {files} with {size}"), sums.left_files, sums.left_size))
    if sums.unreadable:
        parts.append(text.count(sums.unreadable, "place not readable", "places not readable"))
    said = " · ".join(parts)
    if not ended:
        return Tone.NONE, tr("{words} so far…").format(words=said)
    if not sums.files:
        return Tone.WARNING, tr("Nothing would be taken. {words}").format(words=said)
    return (Tone.WARNING if sums.unreadable else Tone.OK), said


def columns() -> tuple[Column[Told], ...]:
    return (
        Column(tr("Path"), lambda each: shown(each.name)),
        Column(tr("Size"), lambda e: "" if e.size is None else text.size(e.size), number=True),
        Column(tr("Backed up"), _state_text, tone=lambda each: _state(each).tone),
    )


def _amount(form: str, files: int, size: int) -> str:
    return form.format(files=text.count(files, "file", "files"), size=text.size(size))


def _size(name: str, size: int) -> int | None:
    return None if name.endswith("/") else size


def _state(each: Told) -> State:
    return State(Tone.OK, tr("taken")) if each.taken else State(Tone.NONE, tr("left out"))


def _state_text(each: Told) -> str:
    return f"{_state(each).tone.shape}  {_state(each).word}"
