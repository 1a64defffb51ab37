"""What a restore would do to each table: rows that come back, and rows that would vanish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.sources.base import LiveRows, Met
from desktop_app.gui import text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr

UNKNOWN = -1  # the bytes of a table that lies in a file
TABLES = (ItemKind.ROWS, ItemKind.TABLE)


@dataclass(frozen=True, slots=True)
class Fate:
    """One table. ``restored``: its rows in the snapshot, None where the restore does not bring it;
    ``live``: what it has now, None where it is not there or was not counted."""

    name: str
    restored: int | None
    size: int
    live: LiveRows | None

    @property
    def back(self) -> int:
        """Rows that there will be more than now; all of them where nobody knows."""
        if self.restored is None:
            return 0
        return max(0, self.restored - self.now)

    @property
    def lost(self) -> int:
        """Rows that there will be fewer than now, when this takes the place of what is live."""
        return max(0, self.now - (self.restored or 0))

    @property
    def now(self) -> int:
        """Rows that are known to be live."""
        return (self.live.rows or 0) if self.live else 0


def fates(
    items: Iterable[Item], live: Mapping[str, LiveRows] | None, *, replacing: bool
) -> tuple[Fate, ...]:
    """All tables that come, those that lose most first; when ``replacing``, also those that only
    the live database has."""
    known = live or {}
    tables = {item.name: item for item in items if item.kind in TABLES}
    found = [Fate(i.name, i.rows or 0, _bytes(i), known.get(i.name)) for i in tables.values()]
    if replacing:
        only_live = known.keys() - tables.keys()
        found += [Fate(name, None, 0, known[name]) for name in only_live]
    return tuple(sorted(found, key=lambda f: (-f.lost if replacing else 0, -f.back, f.name)))


def files(items: Iterable[Item]) -> tuple[Fate, ...]:
    """All files and links that come, by name."""
    found = (i for i in items if i.kind in (ItemKind.FILE, ItemKind.LINK))
    return tuple(sorted((Fate(i.name, None, i.size, None) for i in found), key=lambda f: f.name))


def file_columns() -> tuple[Column[Fate], ...]:
    return (
        Column[Fate](tr("File"), lambda fate: shown(fate.name)),
        Column[Fate](tr("Size"), _size, True, lambda fate: fate.size),
    )


def met_words(met: Met) -> tuple[State, ...]:
    """What becomes of files where a restore goes into a folder that is there, in numbers."""
    said = (
        (met.new, Tone.OK, tr("New: {files}")),
        (met.same, Tone.OK, tr("There already, and the same: {files}")),
        (met.skipped, Tone.WARNING, tr("Skipped, for another one is there: {files}")),
        (met.both, Tone.WARNING, tr("Restored under another name, beside the one there: {files}")),
        (met.replaced, Tone.WARNING, tr("Giving way, kept in a folder beside: {files}")),
    )
    return tuple(
        State(tone, words.format(files=text.count(number, "file", "files")))
        for number, tone, words in said
        if number
    )


def columns(*, replacing: bool, counted: bool) -> tuple[Column[Fate], ...]:
    """``counted``: what is live now is known."""
    name = Column[Fate](tr("Table"), lambda fate: shown(fate.name))
    rows = Column[Fate](tr("In the snapshot"), _restored, True, lambda fate: fate.restored or 0)
    size = Column[Fate](tr("Size"), _size, True, lambda fate: fate.size)
    if not counted:
        return name, rows, size
    now = Column[Fate](tr("Live now"), _live, True, lambda fate: fate.now)
    back = Column[Fate](tr("Come back"), _back, True, lambda fate: fate.back)
    if not replacing:
        return name, rows, now, back, size
    lost = Column[Fate](tr("Would vanish"), _lost, True, lambda fate: fate.lost, _tone)
    return name, rows, now, back, lost


def _restored(fate: Fate) -> str:
    return tr("not in it") if fate.restored is None else text.number(fate.restored)


def _bytes(item: Item) -> int:
    return UNKNOWN if item.kind is ItemKind.TABLE else item.size


def _size(fate: Fate) -> str:
    return "" if fate.size == UNKNOWN else text.size(fate.size)


def _live(fate: Fate) -> str:
    if fate.live is None:
        return tr("not there")
    if fate.live.rows is None:
        return tr("not readable")
    words = text.number(fate.live.rows)
    return words if fate.live.exact else tr("about {n}").format(n=words)


def _back(fate: Fate) -> str:
    return f"+{text.number(fate.back)}" if fate.back else "–"


def _lost(fate: Fate) -> str:
    if not fate.lost:
        return f"{Tone.OK.shape}  " + tr("none")
    return f"{Tone.BAD.shape}  " + text.count(fate.lost, "row", "rows")


def _tone(fate: Fate) -> Tone:
    return Tone.BAD if fate.lost else Tone.OK
