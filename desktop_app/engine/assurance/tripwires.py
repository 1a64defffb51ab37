"""Tripwires: what a backup finds that no healthy laboratory does overnight.

Pure. They compare what was read now with the last snapshots of the target: rows or files that are
suddenly gone, tables that vanished, content that was compressible and is noise now (as after an
encryption by blackmailers), and nearly everything changed at once. What is lost is measured from
the least that any of the last snapshots had, so that a table that is emptied every week and
filled again trips nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, fields
from types import MappingProxyType
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark

OPTION = "tripwires"
"""Under this name the options of a target hold thresholds that differ from those below."""
HISTORY = 5
"""So many of the last snapshots are looked at."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where each wire trips; a percentage of 0 takes that wire away.

    ``rows_percent``: of all rows lost; ``table_percent``: of the rows of one table;
    ``least_rows``: fewer lost rows than that are never sudden, and tables with fewer may vanish.
    ``files_percent`` and ``least_files``: the same for files. ``noise_percent``: of the new bytes
    that remain after compression, where the old ones took at most ``text_percent``.
    ``change_percent``: of all bytes that are new at once. ``least_bytes``: fewer new bytes than
    that say nothing about compression or change.
    """

    rows_percent: int = 30
    table_percent: int = 60
    least_rows: int = 100
    files_percent: int = 20
    least_files: int = 20
    noise_percent: int = 95
    text_percent: int = 70
    change_percent: int = 80
    least_bytes: int = 256 << 10

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Thresholds:
        """Those of a target. Names that are none are a newer program's, and left out.

        >>> Thresholds.of({"tripwires": {"rows_percent": 50}}).rows_percent
        50
        """
        known = {each.name for each in fields(cls)}
        found = options.get(OPTION, {})
        return cls(**{name: int(value) for name, value in found.items() if name in known})


@dataclass(frozen=True, slots=True)
class Figures:
    """What one snapshot held: rows by table, the names of its files, plain bytes, and how many
    bytes it added to the repository (0 while that is not known yet)."""

    rows: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    files: frozenset[str] = frozenset()
    size: int = 0
    stored: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """An item that changed: the plain bytes that are new in it and what they took compressed,
    and the same for all of it as it was before."""

    name: str
    fresh: int
    packed: int
    before: int
    before_packed: int


def tripped(
    now: Figures,
    history: Sequence[Figures],
    changed: Sequence[Content],
    limits: Thresholds,
) -> tuple[Remark, ...]:
    """What tripped, in words. ``history``: the last snapshots, oldest first; without any nothing
    can be sudden."""
    if not history:
        return ()
    found = [
        *_rows_lost(now, history, limits),
        *_tables(now, history, limits),
        *_files_gone(now, history, limits),
        *_noise(changed, limits),
        *_mass_change(now, history, changed, limits),
    ]
    return tuple(found)


def _rows_lost(now: Figures, history: Sequence[Figures], limits: Thresholds) -> list[Remark]:
    before = min(sum(each.rows.values()) for each in history)
    left = sum(now.rows.values())
    if not _is_loss(before, left, limits.rows_percent, limits.least_rows):
        return []
    return [Remark("", f"tripwire: {_lost(before, left)} of all rows are gone")]


def _tables(now: Figures, history: Sequence[Figures], limits: Thresholds) -> list[Remark]:
    found = []
    for name in sorted(history[-1].rows):
        seen = [each.rows[name] for each in history if name in each.rows]
        before = min(seen)
        if name not in now.rows:
            # One that came and went before, as tables of intermediate results do, is no loss.
            steady = len(seen) == len(history)
            if limits.table_percent and steady and before >= limits.least_rows:
                found.append(Remark(name, f"tripwire: the table is gone, it had {before:,} rows"))
        elif _is_loss(before, now.rows[name], limits.table_percent, limits.least_rows):
            lost = _lost(before, now.rows[name])
            found.append(Remark(name, f"tripwire: {lost} of its rows are gone"))
    return found


def _files_gone(now: Figures, history: Sequence[Figures], limits: Thresholds) -> list[Remark]:
    steady = frozenset.intersection(*(each.files for each in history))
    left = len(steady & now.files)
    if not _is_loss(len(steady), left, limits.files_percent, limits.least_files):
        return []
    return [Remark("", f"tripwire: {_lost(len(steady), left)} of the files are gone")]


def _noise(changed: Sequence[Content], limits: Thresholds) -> list[Remark]:
    were_text = [
        each
        for each in changed
        if each.before and each.before_packed * 100 <= each.before * limits.text_percent
    ]
    fresh = sum(each.fresh for each in were_text)
    packed = sum(each.packed for each in were_text)
    enough = limits.noise_percent and fresh >= max(1, limits.least_bytes)
    if not enough or packed * 100 < fresh * limits.noise_percent:
        return []
    before = sum(each.before_packed for each in were_text) / sum(e.before for e in were_text)
    worst = max(were_text, key=lambda each: each.packed)
    what = (
        f"tripwire: what is new in {len(were_text):,} items cannot be compressed any more "
        f"({packed / fresh:.0%} remain, before it was {before:.0%}), as if it had been encrypted"
    )
    return [Remark(worst.name, what)]


def _mass_change(
    now: Figures,
    history: Sequence[Figures],
    changed: Sequence[Content],
    limits: Thresholds,
) -> list[Remark]:
    """Not in the first snapshots: nobody knows yet what is usual. The oldest that is looked at
    may be the first of all, which stored everything."""
    usual = [each.stored for each in history[1:]]
    fresh, packed = sum(e.fresh for e in changed), sum(e.packed for e in changed)
    known = limits.change_percent and len(usual) >= 2 and fresh >= max(1, limits.least_bytes)
    if not known or fresh * 100 < now.size * limits.change_percent:
        return []
    if packed < 5 * max(usual):
        return []
    what = f"tripwire: {fresh / now.size:.0%} of all content changed at once"
    return [Remark("", what)]


def _is_loss(before: int, left: int, percent: int, least: int) -> bool:
    lost = before - left
    return bool(percent) and lost >= max(1, least) and lost * 100 >= before * percent


def _lost(before: int, left: int) -> str:
    """
    >>> _lost(1000, 380)
    '62% (1,000 before, 380 now)'
    """
    return f"{(before - left) / before:.0%} ({before:,} before, {left:,} now)"
