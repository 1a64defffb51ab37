"""Tripwires: they fire at what no healthy day brings, and are quiet at what every week does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.assurance.tripwires import Content, Figures, Thresholds, tripped

LIMITS = Thresholds()
MB = 1 << 20


def rows(**tables: int) -> Figures:
    return Figures(rows=tables, size=100 * MB, stored=MB)


def told(
    now: Figures, *history: Figures, changed: tuple[Content, ...] = (), limits=LIMITS
) -> list[str]:
    return [f"{r.item}: {r.what}" for r in tripped(now, history, changed, limits)]


def test_the_first_snapshot_trips_nothing() -> None:
    assert told(rows(a=0)) == []


def test_rows_that_are_gone() -> None:
    assert told(rows(a=1000, b=1000), rows(a=1000, b=1000)) == []
    assert told(rows(a=500, b=900), rows(a=1000, b=1000)) == [
        ": tripwire: 30% (2,000 before, 1,400 now) of all rows are gone"
    ]
    assert told(rows(a=501, b=900), rows(a=1000, b=1000)) == []


def test_one_table_that_is_emptied_among_large_ones() -> None:
    before = rows(patients=800, log=100_000)
    assert told(rows(patients=0, log=100_000), before) == [
        "patients: tripwire: 100% (800 before, 0 now) of its rows are gone"
    ]
    assert told(rows(patients=321, log=100_000), before) == []
    assert told(rows(patients=0, log=100_000), rows(patients=99, log=100_000)) == []


def test_a_table_that_is_gone() -> None:
    before = rows(patients=800, log=100_000)
    assert told(rows(log=100_000), before) == [
        "patients: tripwire: the table is gone, it had 800 rows"
    ]
    assert told(rows(log=100_000), rows(patients=5, log=100_000)) == []


def test_what_comes_and_goes_every_week_is_no_loss() -> None:
    full, empty = rows(queue=5000, log=10_000), rows(queue=0, log=10_000)
    assert told(empty, full, empty, full) == []
    without = rows(log=10_000)
    assert told(without, full, without, full) == []
    assert told(rows(queue=0, log=10_000), full, full, full) != []


def test_files_that_are_gone() -> None:
    files = frozenset(f"video {n}" for n in range(100))
    few = frozenset(sorted(files)[:80])
    assert told(Figures(files=few), Figures(files=files)) == [
        ": tripwire: 20% (100 before, 80 now) of the files are gone"
    ]
    assert told(Figures(files=few | {"video 99"}), Figures(files=files)) == []
    # All under new names, as blackmailers leave them, is gone as well.
    assert told(Figures(files=frozenset(f"{n}.locked" for n in files)), Figures(files=files)) != []


def noise(fresh: int, packed: int, before: int = 10 * MB, before_packed: int = 3 * MB) -> Content:
    return Content("notes.csv", fresh, packed, before, before_packed)


def test_text_that_is_noise_now() -> None:
    same = rows(a=1)
    (words,) = told(same, same, changed=(noise(5 * MB, 5 * MB),))
    assert words.startswith("notes.csv: tripwire: what is new in 1 items cannot be compressed")
    assert "(100% remain, before it was 30%)" in words
    assert told(same, same, changed=(noise(5 * MB, 2 * MB),)) == []
    assert told(same, same, changed=(noise(100_000, 100_000),)) == []  # too little to tell
    video = noise(5 * MB, 5 * MB, 10 * MB, 10 * MB)
    assert told(same, same, changed=(video,)) == []  # it never was compressible
    assert told(same, same, changed=(noise(5 * MB, 5 * MB, 0, 0),)) == []  # nor known


def test_nearly_everything_changed_at_once() -> None:
    usual = [rows(a=1)] * 4
    much = (Content("a", 90 * MB, 40 * MB, 90 * MB, 40 * MB),)
    (words,) = told(rows(a=1), *usual, changed=much)
    assert words == ": tripwire: 90% of all content changed at once"
    assert told(rows(a=1), *usual[:2], changed=much) == []  # what is usual is not known yet
    always = [Figures({"a": 1}, size=100 * MB, stored=30 * MB)] * 4
    assert told(rows(a=1), *always, changed=much) == []


def test_where_nothing_is_new_nothing_trips_however_little_is_enough() -> None:
    usual, none = [rows(a=1)] * 4, Thresholds(least_bytes=0)
    assert told(rows(a=1), *usual, limits=none) == []
    assert told(Figures(), *[Figures()] * 4, limits=none) == []


def test_a_wire_can_be_moved_or_taken_away() -> None:
    before, now = rows(a=1000), rows(a=500)
    assert told(now, before) != []
    assert told(now, before, limits=Thresholds.of({"tripwires": {"rows_percent": 60}})) == []
    off = dict.fromkeys(("rows_percent", "table_percent", "files_percent"), 0)
    assert told(rows(), before, limits=Thresholds.of({"tripwires": off})) == []
    assert Thresholds.of({"tripwires": {"unheard_of": 1}}) == LIMITS


tables = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**6), max_size=6)


@given(st.lists(tables, min_size=1, max_size=5), tables)
def test_growth_never_trips(history: list[dict[str, int]], more: dict[str, int]) -> None:
    last = history[-1]
    grown = {name: count + more.get(name, 0) for name, count in last.items()} | {
        name: count for name, count in more.items() if name not in last
    }
    past = [Figures(rows=each) for each in history]
    assert tripped(Figures(rows=grown), past, (), LIMITS) == ()


@given(st.lists(tables, min_size=1, max_size=5), tables)
def test_what_was_seen_lately_never_trips(
    history: list[dict[str, int]], odd: dict[str, int]
) -> None:
    past = [Figures(rows=each) for each in (odd, *history)]
    assert tripped(Figures(rows=odd), past, (), LIMITS) == ()
