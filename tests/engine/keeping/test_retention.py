"""Retention: which snapshots stay, and that the last good ones always do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.keeping.retention import Known, Policies, Retention, judge
from desktop_app.engine.model import Grade, Snapshot

START = datetime(2026, 1, 1, 1, 0, tzinfo=UTC)


def snapshot(sequence: int, started: datetime, target: str = "lab") -> Snapshot:
    return Snapshot(
        id=f"{target}-{sequence}",
        target=target,
        target_kind="postgresql",
        target_address="postgresql://localhost/lab",
        host="host",
        sequence=sequence,
        started=started,
        finished=started,
        grade=Grade.OK,
        warnings=(),
        items=0,
        rows=0,
        size=0,
        stored=0,
        facts={},
        item_list=b"",
    )


def nightly(count: int) -> list[Snapshot]:
    return [snapshot(n + 1, START + timedelta(days=n)) for n in range(count)]


def kept(snapshots: list[Snapshot], retention: Retention, verified: set[str]) -> list[int]:
    verdicts = judge(snapshots, retention, Known(frozenset(verified)), UTC)
    return [verdict.snapshot.sequence for verdict in verdicts if verdict.keep]


def test_without_a_rule_everything_stays() -> None:
    verdicts = judge(nightly(5), Retention(), Known(), UTC)
    assert all(verdict.keep for verdict in verdicts)
    assert {verdict.reason for verdict in verdicts[:-1]} == {"no rule is set"}


def test_the_last_n_stay() -> None:
    assert kept(nightly(10), Retention(last=3), set()) == [8, 9, 10]


def test_each_day_keeps_its_newest() -> None:
    twice_a_day = [snapshot(n + 1, START + timedelta(hours=12 * n)) for n in range(8)]
    assert kept(twice_a_day, Retention(daily=2), set()) == [6, 8]


def test_weeks_are_iso_weeks_and_months_and_years_are_those_of_the_calendar() -> None:
    snapshots = nightly(400)
    reasons = {
        verdict.snapshot.sequence: verdict.reason
        for verdict in judge(snapshots, Retention(weekly=2, monthly=2, yearly=2), Known(), UTC)
        if verdict.keep
    }
    assert reasons[365] == "yearly 2 of 2 (2026)"  # 2026-12-31
    assert "weekly 2 of 2 (2027-W04)" in reasons[396]  # the Sunday 2027-01-31
    assert set(reasons) == {365, 396, 400}


def test_the_newest_verified_snapshot_stays_whatever_the_rules() -> None:
    assert kept(nightly(10), Retention(last=1), {"lab-2", "lab-4"}) == [4, 10]


def test_a_clock_that_went_back_does_not_decide() -> None:
    snapshots = [*nightly(3), snapshot(4, START - timedelta(days=900))]
    assert kept(snapshots, Retention(last=1), set()) == [4]


def test_targets_do_not_count_against_each_other() -> None:
    other = [snapshot(n, START + timedelta(days=n), "other") for n in range(1, 4)]
    verdicts = judge(nightly(3) + other, Retention(last=1), Known(), UTC)
    assert [v.snapshot.id for v in verdicts if v.keep] == ["lab-3", "other-3"]


def test_a_bad_one_takes_no_place() -> None:
    known = Known(bad=frozenset({"lab-10", "lab-8"}))
    verdicts = judge(nightly(10), Retention(last=3), known, UTC)
    reasons = {v.snapshot.sequence: v.reason for v in verdicts if v.keep}
    assert set(reasons) == {10, 9, 8, 7, 6}
    assert reasons[9] == "the newest good, last 1 of 3"
    assert reasons[8] == "found bad, beside the good ones: last 3 of 3"
    assert verdicts[0].reason == "no rule keeps it"
    older = judge(nightly(10), Retention(last=1), Known(bad=frozenset({"lab-4"})), UTC)
    assert older[3].reason == "found bad, and no rule keeps it"


def test_a_failed_backup_is_bad() -> None:
    snapshots = [*nightly(3), replace(snapshot(4, START), grade=Grade.FAILED)]
    assert kept(snapshots, Retention(last=1), set()) == [3, 4]


def test_a_bad_one_is_not_the_newest_verified() -> None:
    known = Known(frozenset({"lab-2", "lab-4"}), frozenset({"lab-4"}))
    verdicts = judge(nightly(10), Retention(last=1), known, UTC)
    assert [v.snapshot.sequence for v in verdicts if v.keep] == [2, 10]


def test_kept_for_ever_with_its_reason() -> None:
    known = Known(kept={"lab-2": "kept for ever (the paper)"})
    verdicts = judge(nightly(5), Retention(last=1), known, UTC)
    assert [(v.snapshot.sequence, v.reason) for v in verdicts if v.keep] == [
        (2, "kept for ever (the paper)"),
        (5, "the newest, last 1 of 1"),
    ]


def test_at_least_so_many_good_ones_stay() -> None:
    assert kept(nightly(10), Retention(last=1, at_least=4), set()) == [7, 8, 9, 10]
    assert kept(nightly(10), Retention(daily=5, at_least=4), set()) == [6, 7, 8, 9, 10]
    assert kept(nightly(2), Retention(last=1, at_least=4), set()) == [1, 2]
    known = Known(bad=frozenset({"lab-9"}))
    verdicts = judge(nightly(10), Retention(last=1, at_least=3), known, UTC)
    assert [v.snapshot.sequence for v in verdicts if v.keep] == [7, 8, 10]


def test_each_target_has_its_own() -> None:
    other = [snapshot(n, START + timedelta(days=n), "other") for n in range(1, 4)]
    policies = Policies({"lab": Retention(last=1)}, Retention(last=2))
    verdicts = judge(nightly(3) + other, policies, Known(), UTC)
    assert [v.snapshot.id for v in verdicts if v.keep] == ["lab-3", "other-2", "other-3"]


def test_what_is_stored_is_what_was_set() -> None:
    rules = Retention(1, 2, 3, 4, 5, 6, 7)
    assert Retention.of(rules.to_store()) == rules
    assert Retention.of(None) is None
    assert Retention.of({"daily": 30}) == Retention(daily=30)
    assert Retention.of({"daily": 30, "hourly": 24}) is None  # a newer program's: nothing goes


counts = st.integers(0, 4)
retentions = st.builds(Retention, counts, counts, counts, counts, counts, counts)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Snapshot], Retention, Known]:
    hours = draw(st.lists(st.integers(0, 20_000), min_size=1, max_size=25))
    snapshots = [snapshot(n, START + timedelta(hours=h)) for n, h in enumerate(hours, 1)]
    some = st.sets(st.sampled_from([s.id for s in snapshots])).map(frozenset)
    kept = dict.fromkeys(draw(some), "kept for ever")
    return snapshots, draw(retentions), Known(draw(some), draw(some), kept)


@given(cases())
def test_what_always_stays(case) -> None:
    snapshots, retention, known = case
    left = {v.snapshot.id for v in judge(snapshots, retention, known, UTC) if v.keep}
    good = [s.id for s in snapshots if s.id not in known.bad]
    assert snapshots[-1].id in left
    assert set(known.kept) <= left
    assert set(good[-1:]) <= left
    assert set([i for i in good if i in known.verified][-1:]) <= left
    assert len(left & set(good)) >= min(retention.at_least, len(good))
    assert len(left & set(good)) >= min(retention.last, len(good))


@given(cases())
def test_a_second_prune_finds_nothing_to_do(case) -> None:
    snapshots, retention, known = case
    left = [v.snapshot for v in judge(snapshots, retention, known, UTC) if v.keep]
    assert all(v.keep for v in judge(left, retention, known, UTC))


@given(cases(), st.data())
def test_finding_one_bad_never_costs_another(case, data) -> None:
    snapshots, retention, known = case
    before = {v.snapshot.id for v in judge(snapshots, retention, known, UTC) if v.keep}
    bad = data.draw(st.sampled_from(snapshots)).id
    worse = replace(known, bad=known.bad | {bad})
    after = {v.snapshot.id for v in judge(snapshots, retention, worse, UTC) if v.keep}
    assert before - {bad} <= after


def test_every_verdict_has_a_reason() -> None:
    assert all(v.reason for v in judge(nightly(20), Retention(last=2, daily=3)))
