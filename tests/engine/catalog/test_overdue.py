"""One rule of what is overdue, and everybody who tells of it tells the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.agent.alarms import Outlook, alarms
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import RepositoryEntry, TargetEntry, Verification
from desktop_app.engine.catalog.history import History
from desktop_app.engine.catalog.overdue import Clocks, is_too_old, is_unproven
from desktop_app.engine.catalog.status import State, TargetStatus, target_statuses
from desktop_app.engine.model import Grade, Level
from desktop_app.engine.notify.events import About
from desktop_app.engine.telling.digest import make_digest
from desktop_app.gui.models.overview import Glimpse, overview, trouble
from tests.engine.catalog.test_catalog import SNAPSHOT

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)

ages = st.one_of(st.none(), st.timedeltas(timedelta(0), 60 * DAY))
limits = st.one_of(st.none(), st.timedeltas(timedelta(seconds=1), 60 * DAY))


@given(ages, ages, ages, limits, limits)
def test_nothing_is_overdue_before_its_limit_nor_forgotten_after_it(
    created: timedelta | None,
    newest: timedelta | None,
    proven: timedelta | None,
    rpo: timedelta | None,
    within: timedelta | None,
) -> None:
    def moment(age: timedelta | None) -> datetime | None:
        return None if age is None else NOW - age

    clocks = Clocks(moment(created), moment(newest), moment(proven), rpo, within)
    begun = newest if newest is not None else created
    assert is_too_old(clocks, NOW) is (rpo is not None and (begun is None or begun > rpo))
    begun = proven if proven is not None else created
    owed = within is not None and newest is not None
    assert is_unproven(clocks, NOW) is bool(owed and (begun is None or within < begun))
    resting = replace(clocks, paused=True)
    assert not is_too_old(resting, NOW)
    assert not is_unproven(resting, NOW)


def glimpse(status: TargetStatus) -> Glimpse:
    """As the window makes it."""
    return Glimpse(
        status.target,
        status.kind,
        "postgresql://db/x",
        paused=status.paused,
        newest=status.newest.started if status.newest else None,
        rpo_seconds=None if status.rpo is None else round(status.rpo.total_seconds()),
        proven=status.proven,
        proof_days=None if status.proof_within is None else status.proof_within.days,
        created=status.created,
    )


def test_status_agent_digest_and_window_agree(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    records = catalog.of()
    records.repositories.add(RepositoryEntry("nas", "/nas", "r1"))
    number = 0
    for created in (1, 40):
        for newest in (None, 0.5, 20):
            for proven in (None, 3, 35):
                for paused in (False, True):
                    number += 1
                    target = TargetEntry(
                        f"t{number}",
                        "postgresql",
                        "postgresql://db/x",
                        "nas",
                        paused=paused,
                        rpo_seconds=10 * 86_400,
                        proof_days=30,
                        created=NOW - created * DAY,
                    )
                    records.targets.add(target)
                    if newest is None:
                        continue
                    name, began = f"{number:064x}", NOW - newest * DAY
                    snapshot = replace(SNAPSHOT, id=name, target=target.name, started=began)
                    records.snapshots.add("r1", replace(snapshot, grade=Grade.OK, warnings=()))
                    if proven is not None:
                        at = NOW - proven * DAY
                        look = Verification(name, Level.RESTORED, Grade.OK, False, at)
                        records.verifications.add(look)
    statuses = target_statuses(catalog.database, "default", NOW)
    standings = History(catalog.database, "default").standings()
    found = alarms(Outlook(records.targets.list(), (), standings), NOW)
    rung = {(each.about, each.target) for each in found}
    digest = make_digest(catalog, "default", NOW - DAY, NOW, lambda _: "")
    late = {each.name for each in digest.targets if each.overdue}
    for each in statuses:
        assert each.too_old is ((About.BACKUP, each.target) in rung), each
        assert each.too_old is (each.target in late)
        assert each.unproven is ((About.PROOF, each.target) in rung), each
        shown = trouble(glimpse(each), NOW) is not None
        assert shown is (each.too_old or each.unproven) is (each.state is State.OVERDUE)
    assert {each.too_old for each in statuses} == {each.unproven for each in statuses}
    assert overview([glimpse(each) for each in statuses], NOW).troubles
    catalog.close()
