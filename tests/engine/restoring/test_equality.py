"""Rows compared without their order."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.restoring.equality import RowBag

rows = st.lists(st.binary(max_size=6).map(lambda row: row.replace(b"\n", b"") + b"\n"), max_size=20)


def bag(pieces: list[bytes]) -> RowBag:
    made = RowBag()
    made.add(pieces)
    return made


@given(rows, st.randoms(), st.integers(1, 9))
def test_order_and_pieces_do_not_matter(lines: list[bytes], random, size: int) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)
    joined = b"".join(shuffled)
    pieces = [joined[at : at + size] for at in range(0, len(joined), size)]
    assert bag(pieces) == bag(lines)


@given(rows, rows)
def test_other_rows_make_another_bag(left: list[bytes], right: list[bytes]) -> None:
    assert (bag(left) == bag(right)) == (sorted(left) == sorted(right))


def test_a_row_twice_is_not_the_row_once() -> None:
    assert bag([b"a\na\nb\n"]) != bag([b"a\nb\nb\n"])


def test_a_row_without_its_end_is_another_row() -> None:
    assert bag([b"a\nb"]) != bag([b"a\nb\n"])
