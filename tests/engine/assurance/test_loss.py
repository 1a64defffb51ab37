"""Whether a database is another one than at the last snapshot."""

from __future__ import annotations

import pytest

from desktop_app.engine.assurance.loss import replaced
from desktop_app.engine.model import Item, ItemKind

MONDAY, TUESDAY = "2026-03-09 10:00:00", "2026-03-10 10:00:00"


def table(name: str, rows: int, created: str = MONDAY, content: bytes = b"x", **more: str) -> Item:
    detail = {"created": created, "names": '["id"]', "forms": "plain", "key": '["id"]', **more}
    return Item(name, ItemKind.ROWS, rows, rows, content, b"", detail)


OLD = [
    table("ROI_1", 500, next_id="501", first="a"),
    table("METADATA", 9, content=b"monday"),
    table("notes", 0),
]


@pytest.mark.parametrize(
    ("now", "sign"),
    [
        ([table("other", 3, TUESDAY)], "none of its 3 tables"),
        ([], "none of its 3 tables"),
        ([table("ROI_1", 499, TUESDAY, next_id="900", first="a")], "has 499 rows, it had 500"),
        ([table("ROI_1", 900, TUESDAY, next_id="1", first="a")], "counts from the beginning"),
        ([table("ROI_1", 900, TUESDAY, next_id="901", first="b")], "begins with another row"),
        ([table("METADATA", 9, TUESDAY, b"tuesday")], "METADATA says something else"),
    ],
)
def test_another_one_under_the_same_name(now: list[Item], sign: str) -> None:
    assert sign in replaced(now, OLD)


@pytest.mark.parametrize(
    "now",
    [
        OLD,
        # More of the same.
        [table("ROI_1", 900, next_id="901", first="a"), table("METADATA", 9, content=b"monday")],
        # Rows went, but the tables are the same: that is for tripwires.
        [table("ROI_1", 1, next_id="501", first="b"), table("METADATA", 9, content=b"monday")],
        # One table was made anew.
        [table("ROI_1", 1, TUESDAY, next_id="2", first="b"), table("METADATA", 9)],
        # All were, and hold the same and more, as after a dump was loaded.
        [
            table("ROI_1", 900, TUESDAY, next_id="901", first="a"),
            table("METADATA", 9, TUESDAY, b"monday"),
        ],
        # A column was added to all.
        [table("ROI_1", 500, TUESDAY, next_id="501", first="b", names='["id", "x"]')],
    ],
)
def test_the_same_one(now: list[Item]) -> None:
    assert replaced(now, OLD) == ""


def test_where_nothing_was_nothing_is_lost() -> None:
    assert replaced([], [table("notes", 0)]) == ""
    assert replaced([], []) == ""


def test_tables_that_do_not_tell_when_they_were_made_tell_nothing() -> None:
    old = [Item("lab.fly", ItemKind.ROWS, 9, 9, b"", b"")]
    assert replaced([], old) == ""
