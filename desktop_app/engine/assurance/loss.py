"""Whether a database is another one than at the last snapshot: dropped, and made again.

Pure. What a recording program makes anew for each experiment bears the same name, and the data of
the experiment before are gone with it. Tables are made anew for good reasons, too (a table is
altered, a dump is loaded): only where all of them were, and at least one shows that its rows are
others, it is another database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.engine.model import Item, ItemKind

LABELS = frozenset({"metadata"})
"""Tables that say what the others are: other rows in one of these are another experiment."""


def replaced(now: Iterable[Item], before: Iterable[Item]) -> str:
    """What tells that the tables of the last snapshot are not those that were read now; nothing
    where they are, or where there was nothing to lose."""
    new, old = _tables(now), _tables(before)
    if not any(item.rows for item in old.values()):
        return ""
    common = [name for name in old if name in new]
    if not common:
        return f"none of its {len(old):,} tables is there any more"
    if not all(_was_made_anew(new[name], old[name]) for name in common):
        return ""
    signs = (sign for name in common if (sign := _sign(new[name], old[name])))
    sign = next(signs, "")
    return f"all its tables were made anew, and {sign}" if sign else ""


def _tables(items: Iterable[Item]) -> Mapping[str, Item]:
    """Those that tell when they were made."""
    return {i.name: i for i in items if i.kind is ItemKind.ROWS and "created" in i.detail}


def _was_made_anew(new: Item, old: Item) -> bool:
    return new.detail["created"] != old.detail["created"]


def _sign(new: Item, old: Item) -> str:
    """What tells that a table holds other rows than before, and not more of the same."""
    if (new.rows or 0) < (old.rows or 0):
        return f"{new.name} has {new.rows or 0:,} rows, it had {old.rows or 0:,}"
    if _number(new) < _number(old):
        return f"{new.name} counts from the beginning again"
    if _shape(new) != _shape(old):
        return ""  # an added column makes every row another one
    firsts = new.detail.get("first"), old.detail.get("first")
    if all(firsts) and firsts[0] != firsts[1]:
        return f"{new.name} begins with another row"
    if new.name.lower() in LABELS and new.hash != old.hash:
        return f"{new.name} says something else"
    return ""


def _shape(item: Item) -> tuple[str | None, ...]:
    return tuple(item.detail.get(name) for name in ("names", "forms", "key"))


def _number(item: Item) -> int:
    return int(item.detail.get("next_id", "0"))
