"""Retention: which snapshots stay, and that the last good ones always do."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.model import Grade, Snapshot
from desktop_app.engine.retention import Known, Policies, Retention, judge

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


@given(
    hours=st.lists(st.integers(0, 20_000), min_size=1, max_size=30),
    retention=st.builds(Retention, *(st.integers(0, 4) for _ in range(5))),
    data=st.data(),
)
def test_no_rule_removes_the_newest_or_the_newest_verified(hours, retention, data) -> None:
    snapshots = [snapshot(n, START + timedelta(hours=h)) for n, h in enumerate(hours, 1)]
    verified = data.draw(st.sets(st.sampled_from([s.id for s in snapshots])))
    left = set(kept(snapshots, retention, verified))
    assert len(snapshots) in left
    if verified:
        assert max(int(name.removeprefix("lab-")) for name in verified) in left


def test_every_verdict_has_a_reason() -> None:
    assert all(v.reason for v in judge(nightly(20), Retention(last=2, daily=3)))
