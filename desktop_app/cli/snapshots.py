"""``labvault snapshots`` and ``labvault show``: what is in the repositories."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.rounds import Rounds
from desktop_app.cli.text import count, moment, noted, shown, size, table
from desktop_app.engine.errors import NotSupported, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.engine.catalog.entries import Annotation
    from desktop_app.engine.contents.preview import RowsPreview
    from desktop_app.engine.model import Item, Level, Snapshot
    from desktop_app.engine.repository.repository import Repository

PREVIEW_ROWS, PREVIEW_BYTES, WIDEST = 20, 1 << 20, 40
MOST_SHOWN_BYTES = 512  # of a file that is no text

Reference = Annotated[
    str, typer.Argument(metavar="SNAPSHOT", help="Digits of its id, or latest:TARGET.")
]


def snapshots(
    context: typer.Context,
    target: Annotated[str | None, typer.Argument()] = None,
    cached: Annotated[
        bool, typer.Option("--cached", help="As last seen; opens no repository.")
    ] = False,
) -> Answer:
    """List the snapshots of a target, or of all, oldest first."""
    with desk_of(context).workspace() as workspace:
        only = None if target is None else workspace.catalog.targets.load(target).repository
        rounds = Rounds(workspace, only)
        for _ in () if cached else rounds.one_by_one():
            pass  # opening it is looking at it
        levels = workspace.catalog.verifications.levels()
        said = workspace.catalog.snapshots.annotations()
        found = [s for s in workspace.catalog.snapshots.list() if target in (None, s.target)]
    document = [
        _document(snapshot, levels.get(snapshot.id)) | _said(said.get(snapshot.id))
        for snapshot in found
    ]
    if not found:
        none = "No snapshot yet. Take one with `labvault backup TARGET`."
        return Answer(document, none, faults=rounds.faults)
    rows = [_row(snapshot, levels.get(snapshot.id)) for snapshot in found]
    head: tuple[str, ...] = ("SNAPSHOT", "TARGET", "STARTED", "GRADE", "VERIFIED")
    head += ("ITEMS", "ROWS", "SIZE")
    if any(snapshot.id in said for snapshot in found):
        head += ("KEPT", "LABEL")
        labels = [_label(said.get(snapshot.id)) for snapshot in found]
        rows = [(*row, *more) for row, more in zip(rows, labels, strict=True)]
    return Answer(document, table(head, rows, right=(5, 6, 7)), faults=rounds.faults)


def _said(said: Annotation | None) -> dict[str, object]:
    return {
        "label": said.label if said else "",
        "note": said.note if said else "",
        "keep": bool(said and said.keep),
    }


def _label(said: Annotation | None) -> tuple[str, str]:
    if said is None:
        return "", ""
    return "for ever" if said.keep else "", shown(said.label)


def _document(snapshot: Snapshot, level: Level | None) -> dict[str, object]:
    return {
        "id": snapshot.id,
        "target": snapshot.target,
        "started": snapshot.started.isoformat(),
        "grade": snapshot.grade,
        "level": level,
        "items": snapshot.items,
        "rows": snapshot.rows,
        "bytes": snapshot.size,
        "stored": snapshot.stored,
        "warnings": [{"item": r.item, "what": r.what} for r in snapshot.warnings],
    }


def _row(snapshot: Snapshot, level: Level | None) -> tuple[str, ...]:
    return (
        snapshot.id[:12],
        shown(snapshot.target),
        moment(snapshot.started),
        snapshot.grade,
        level or "not yet",
        f"{snapshot.items:,}",
        f"{snapshot.rows:,}",
        size(snapshot.size),
    )


def show(
    context: typer.Context,
    snapshot: Reference,
    item: Annotated[str | None, typer.Argument(help="Preview this item.")] = None,
    rows: Annotated[int, typer.Option(min=1, max=10_000, help="Of a preview.")] = PREVIEW_ROWS,
) -> Answer:
    """Show the items of a snapshot; with ITEM, its first rows."""
    from desktop_app.engine.contents.reading import read_items

    desk = desk_of(context)
    with (
        desk.workspace() as workspace,
        workspace.holding(snapshot) as (opened, (found,)),
        desk.working() as meter,
    ):
        meter.phase("reading the snapshot", items=found.items)
        items = list(read_items(opened.repository, found, meter))
        if item is None:
            return _items(found, items)
        return _preview(opened.repository, _named(items, item), rows, items)


def _items(snapshot: Snapshot, items: Sequence[Item]) -> Answer:
    document = {
        "id": snapshot.id,
        "target": snapshot.target,
        "started": snapshot.started.isoformat(),
        "grade": snapshot.grade,
        "facts": dict(snapshot.facts),
        "warnings": [{"item": r.item, "what": r.what} for r in snapshot.warnings],
        "items": [
            {"item": i.name, "kind": i.kind, "rows": i.rows, "bytes": i.size, "hash": i.hash.hex()}
            for i in items
        ],
    }
    rows = [(shown(i.name), i.kind, _rows(i), size(i.size)) for i in items]
    lines = [
        f"Snapshot {snapshot.id[:12]} of {shown(snapshot.target)}, {moment(snapshot.started)}, "
        f"{snapshot.grade}: {count(len(items), 'item')}, {count(snapshot.rows, 'row')}, "
        f"{size(snapshot.size)}.",
        *(noted("◆", r.item, r.what) for r in snapshot.warnings),
        table(("ITEM", "KIND", "ROWS", "SIZE"), rows, right=(2, 3)),
    ]
    return Answer(document, "\n".join(lines))


def _rows(item: Item) -> str:
    return "" if item.rows is None else f"{item.rows:,}"


def _named(items: Sequence[Item], name: str) -> Item:
    """The item of that name; of several, the one with rows."""
    if found := [item for item in items if item.name == name]:
        return min(found, key=lambda item: item.rows is None)
    return _table_called(items, name)


def _table_called(items: Sequence[Item], name: str) -> Item:
    from desktop_app.engine.sources.selection import tables_called
    from desktop_app.engine.sources.table_names import spellings

    found = tables_called(items, name)
    if not found:
        raise UnknownName("item", name)
    if name not in spellings(found[0].name):
        some = ", ".join(item.name for item in found[:3])
        more = f" and {len(found) - 3:,} more" if len(found) > 3 else ""
        raise NotSupported(f"a preview of {name}", f"its rows lie in its partitions {some}{more}")
    return found[0]


def _preview(repository: Repository, item: Item, rows: int, beside: Sequence[Item]) -> Answer:
    from desktop_app.engine.contents.preview import preview_bytes, preview_rows
    from desktop_app.engine.model import ItemKind

    if item.kind in (ItemKind.ROWS, ItemKind.TABLE):
        return _table_of(item, preview_rows(repository, item, rows, beside))
    if item.kind in (ItemKind.SCHEMA, ItemKind.LARGE_OBJECTS):
        raise NotSupported(f"a preview of {item.name}", "what it holds is for pg_restore")
    first = preview_bytes(repository, item, PREVIEW_BYTES)
    document = {"item": item.name, "kind": item.kind, "bytes": item.size}
    if _is_text(first, len(first) == item.size):
        text = first.decode("utf-8", "replace")
        lines = [shown(line) for line in text.splitlines()]
        return Answer(document | {"text": text}, "\n".join(lines))
    start = first[:MOST_SHOWN_BYTES]
    return Answer(document | {"hex": start.hex()}, "\n".join(_hex_lines(start)))


def _is_text(start: bytes, whole: bool) -> bool:
    """Whether bytes mean text; where they are not the whole, a character may be cut at the end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start, whole)
    except UnicodeDecodeError:
        return False
    return b"\0" not in start


def _hex_lines(data: bytes) -> Iterator[str]:
    """As ``hexdump -C`` writes them: place, bytes, what of them can be printed."""
    for at in range(0, len(data), 16):
        part = data[at : at + 16]
        printed = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
        yield f"{at:08x}  {part[:8].hex(' '):<23}  {part[8:].hex(' '):<23}  {printed}"


def _table_of(item: Item, preview: RowsPreview) -> Answer:
    document = {
        "item": item.name,
        "kind": item.kind,
        "columns": list(preview.columns),
        "rows": [list(row) for row in preview.rows],
        "total_rows": preview.total_rows,
    }
    head = [_cell(column) for column in preview.columns]
    rows = [[_cell(field) for field in row] for row in preview.rows]
    of = f"{count(len(rows), 'row')} of {preview.total_rows:,} in {shown(item.name)}"
    return Answer(document, f"{table(head, rows)}\n{of}" if head else of)


def _cell(field: str | None) -> str:
    if field is None:
        return "NULL"
    text = shown(field)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
