"""The sample laboratory's story in words."""

from __future__ import annotations

from functools import singledispatch

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
from desktop_app.gui import text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.text import shown, tr

MOST_NAMED = 3


def coming() -> tuple[str, ...]:
    """What will be done, one line a step."""
    return (
        tr("Build a laboratory: a PostgreSQL server of its own, with a database"),
        tr("Back it up"),
        tr("Back it up again after a day of work"),
        tr("Let three devices film flies, and back up their films"),
        tr("Compare the two snapshots of the database"),
        tr("Verify every byte"),
        tr("Damage a copy on purpose, and see whether it is found"),
        tr("Restore all of it into a fresh server, and compare every row"),
    )


def ahead() -> list[State]:
    """The same, as nothing of it is done yet."""
    return [State(Tone.NONE, words) for words in coming()]


def told(event: Event) -> State:
    """What was done, and how it went."""
    return State(Tone.OK if event.ok else Tone.BAD, _words(event))


@singledispatch
def _words(event: Event) -> str:
    raise TypeError(f"no words for {type(event).__name__}")


@_words.register
def _(event: Built) -> str:
    return tr("Built a laboratory: a database of {size}").format(size=text.size(event.size))


@_words.register
def _(event: BackedUp) -> str:
    words = (
        tr("Backed up: {rows}, {read} read, {stored} stored, in {time}")
        if event.first
        else tr("Backed up a day later: {rows}, {read} read, only {stored} new, in {time}")
    )
    return words.format(
        rows=text.count(event.snapshot.rows, "row", "rows"),
        read=text.size(event.bytes_read),
        stored=text.size(event.bytes_stored),
        time=text.duration(event.seconds),
    )


@_words.register
def _(event: Filmed) -> str:
    words = tr("Backed up {films} of {devices} with their databases: {read}, in {time}")
    return words.format(
        films=text.count(event.films, "film", "films"),
        devices=text.count(event.devices, "device", "devices"),
        read=text.size(event.bytes_read),
        time=text.duration(event.seconds),
    )


@_words.register
def _(event: Compared) -> str:
    names = ", ".join(
        shown(each.name) + (f" ({_signed(more_rows(each))})" if more_rows(each) else "")
        for each in event.most_changed[:MOST_NAMED]
    )
    left = len(event.changed) - MOST_NAMED
    if left > 0:
        names += " " + tr("and {n} more").format(n=text.number(left))
    return tr("Compared the two: {changed} of {tables} changed: {names}").format(
        changed=text.number(len(event.changed)),
        tables=text.count(event.tables, "table", "tables"),
        names=names,
    )


@_words.register
def _(event: Verified) -> str:
    items = text.count(event.items, "item", "items")
    if event.ok:
        return tr("Verified: every byte of {items} is as it was backed up").format(items=items)
    return tr("Verified {items}, and found damage").format(items=items)


@_words.register
def _(event: DamageSeen) -> str:
    if not event.found:
        return tr("One bit of a copy was flipped, and it was not found")
    items = text.count(event.lost, "item", "items")
    return tr("Flipped one bit of a copy: it was found, with the {items} it would cost").format(
        items=items
    )


@_words.register
def _(event: Restored) -> str:
    rows = text.count(event.rows, "row", "rows")
    if event.ok:
        time = text.duration(event.seconds)
        return tr("Restored into a fresh server in {time}: {rows}, each equal").format(
            time=time, rows=rows
        )
    problem = event.problems[0]
    words = tr("Restored, but not equal: {item}: {what}")
    return words.format(item=shown(problem.item), what=shown(problem.what))


def _signed(number: int) -> str:
    return f"+{text.number(number)}" if number > 0 else text.number(number)
