"""The demo's story in words: each event is a step that is shown, with figures for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch

from desktop_app.cli.text import count, duration, shown, size
from desktop_app.demo.events import (
    BackedUp,
    Built,
    Compared,
    DamageSeen,
    Event,
    Filmed,
    Restored,
    Verified,
    more_rows,
)
from desktop_app.engine.dataclass import dataclass

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done. ``result`` is shown; ``figures`` are for scripts."""

    name: str
    title: str
    result: str
    ok: bool
    figures: Mapping[str, object]


@singledispatch
def step_of(event: Event) -> Step:
    """The words for an event."""
    raise TypeError(f"no words for {type(event).__name__}")


@step_of.register
def _(event: Built) -> Step:
    result = f"a PostgreSQL server of its own, a database of {size(event.size)}"
    figures = {"bytes": event.size}
    return Step("laboratory", "Built a sample laboratory", result, event.ok, figures)


@step_of.register
def _(event: BackedUp) -> Step:
    name, title = (
        ("first backup", "Backed up") if event.first else ("second backup", "Backed up a day later")
    )
    result = (
        f"{count(event.snapshot.rows, 'row')}, {size(event.bytes_read)} read, "
        f"{size(event.bytes_stored)} stored, {duration(event.seconds)}"
    )
    figures = {
        "snapshot": event.snapshot.id,
        "grade": event.grade,
        "bytes_read": event.bytes_read,
        "bytes_stored": event.bytes_stored,
    }
    return Step(name, title, result, event.ok, figures)


@step_of.register
def _(event: Filmed) -> Step:
    result = (
        f"{count(event.films, 'film')} of {count(event.devices, 'device')} with their databases, "
        f"{size(event.bytes_read)} read, {duration(event.seconds)}"
    )
    figures = {
        "snapshot": event.snapshot.id,
        "grade": event.grade,
        "films": event.films,
        "bytes_read": event.bytes_read,
    }
    return Step("films", "Backed up films of flies", result, event.ok, figures)


@step_of.register
def _(event: Compared) -> Step:
    number = len(event.changed)
    result = f"{number} of {count(event.tables, 'table')} changed: {_named(event)}"
    figures = {"changed": [each.name for each in event.changed]}
    return Step("compare", "Compared the two", result, event.ok, figures)


@step_of.register
def _(event: Verified) -> Step:
    result = f"every chunk opened and hashed: {count(event.items, 'item')} whole"
    figures = {"grade": event.grade, "items_checked": event.items}
    return Step("verify", "Verified all of it", result, event.ok, figures)


@step_of.register
def _(event: DamageSeen) -> Step:
    result = (
        f"one flipped bit was found, and that {count(event.lost, 'item')} would not restore"
        if event.found
        else "the flipped bit was NOT found"
    )
    figures = {"problems": [{"item": p.item, "what": p.what} for p in event.problems]}
    return Step("damage", "Damaged a copy, looked again", result, event.ok, figures)


@step_of.register
def _(event: Restored) -> Step:
    result = (
        f"{count(event.rows, 'row')} on a fresh server, each compared: equal, "
        f"{duration(event.seconds)}"
        if event.ok
        else f"not equal: {shown(event.problems[0].item)} {shown(event.problems[0].what)}"
    )
    figures = {"grade": event.grade, "rows": event.rows, "seconds": round(event.seconds, 3)}
    return Step("restore", "Restored and compared", result, event.ok, figures)


def _named(event: Compared) -> str:
    """The first few of the tables that changed most.

    Such as ``lab.measurements_2026_06 (+1,200), lab.mixtures (-1)``.
    """
    parts = [
        shown(each.name) + (f" ({more_rows(each):+,})" if more_rows(each) else "")
        for each in event.most_changed[:MOST_NAMED]
    ]
    left = len(event.changed) - len(parts)
    return ", ".join(parts) + (f" and {left} more" if left else "")
