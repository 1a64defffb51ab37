"""What a restored database answers, compared with what its snapshot says."""

from __future__ import annotations

from desktop_app.engine.kinds.postgresql import unanswered
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.sources.base import LiveRows


def table(name: str, rows: int, **detail: str) -> Item:
    return Item(name, ItemKind.ROWS, rows, rows * 10, bytes(32), b"", detail)


def told(items: list[Item], live: dict[str, LiveRows]) -> list[tuple[str, str]]:
    return [(problem.item, problem.what) for problem in unanswered(items, live)]


def test_tables_that_answer_as_they_should() -> None:
    items = [table("lab.a", 3), table("lab.b", 0)]
    assert told(items, {"lab.a": LiveRows(3), "lab.b": LiveRows(0)}) == []


def test_tables_that_do_not() -> None:
    items = [table("lab.a", 3), table("lab.b", 3), table("lab.c", 3)]
    live = {"lab.a": LiveRows(4), "lab.b": LiveRows(None)}
    assert told(items, live) == [
        ("lab.a", "a query tells 4 rows, the snapshot has 3"),
        ("lab.b", "does not answer a query"),
        ("lab.c", "does not answer a query"),
    ]


def test_rows_of_partitions_may_lie_in_another_one() -> None:
    items = [table("lab.p1", 3, load_via="lab.p"), table("lab.p2", 1, load_via="lab.p")]
    assert told(items, {"lab.p1": LiveRows(1), "lab.p2": LiveRows(3)}) == []
    assert told(items, {"lab.p1": LiveRows(1), "lab.p2": LiveRows(2)}) == [
        ("lab.p", "a query tells 3 rows, the snapshot has 4")
    ]


def test_an_extensions_table_holds_rows_of_its_own() -> None:
    items = [table("lab.settings", 3, extension="timescale")]
    assert told(items, {"lab.settings": LiveRows(9)}) == []
    assert told(items, {"lab.settings": LiveRows(2)}) != []


def test_an_estimate_says_nothing() -> None:
    assert told([table("lab.a", 3)], {"lab.a": LiveRows(2, exact=False)}) == []
