"""``labvault compare``: two snapshots, item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.snapshots import Reference
from desktop_app.cli.text import count, shown, size, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.engine.compare import ItemDifference


def compare(context: typer.Context, before: Reference, after: Reference) -> Answer:
    """Tell what came, went and changed between two snapshots. Both in one repository."""
    from desktop_app.engine.compare import compare as compare_items

    desk = desk_of(context)
    with (
        desk.workspace() as workspace,
        workspace.holding(before, after) as (opened, (old, new)),
        desk.working() as meter,
    ):
        differences = compare_items(opened.repository, old, new, meter)

    def document() -> object:
        found = [_document(each) for each in differences]
        return {"before": old.id, "after": new.id, "items": found}

    return Answer(document, "" if desk.json else text_of(differences))


def text_of(differences: Iterable[ItemDifference]) -> str:
    """A table of what is not the same, and how much is."""
    from desktop_app.engine.compare import Change

    alike, changed = 0, []
    for each in differences:
        if each.change is Change.SAME:
            alike += 1
        else:
            changed.append(each)
    same = f"{count(alike, 'item')} the same"
    if not changed:
        return f"No difference: {same}."
    rows = [
        (
            each.change,
            shown(each.name),
            each.kind,
            _number(each.rows_before),
            _number(each.rows_after),
            _size(each.size_before),
            _size(each.size_after),
        )
        for each in changed
    ]
    head = ("CHANGE", "ITEM", "KIND", "ROWS BEFORE", "AFTER", "SIZE BEFORE", "AFTER")
    differ = f"{count(len(changed), 'item')} {'differs' if len(changed) == 1 else 'differ'}"
    return f"{table(head, rows, right=(3, 4, 5, 6))}\n{differ}, {same}."


def _document(each: ItemDifference) -> object:
    return {
        "item": each.name,
        "kind": each.kind,
        "change": each.change,
        "rows_before": each.rows_before,
        "rows_after": each.rows_after,
        "bytes_before": each.size_before,
        "bytes_after": each.size_after,
        "shared": round(each.shared, 4),
    }


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _size(value: int | None) -> str:
    return "" if value is None else size(value)
