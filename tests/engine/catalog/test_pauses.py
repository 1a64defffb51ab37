"""A rest that ends by itself, whoever is there to see it; the same on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.status import TargetStatus, target_statuses
from tests.engine.catalog.test_catalog import LAB, NAS, NOON

HOUR = timedelta(hours=1)


def test_a_rest_is_over_at_its_time_and_one_without_a_time_is_not(
    whole: Catalog, catalog: Records
) -> None:
    catalog.repositories.add(NAS)
    catalog.targets.add(replace(LAB, name="a", paused=True, paused_until=NOON + HOUR))
    catalog.targets.add(replace(LAB, name="b", paused=True))

    def paused(hours: int) -> list[bool]:
        now = NOON + hours * HOUR
        return [s.paused for s in sorted(statuses(now), key=lambda s: s.target)]

    def statuses(now: datetime) -> tuple[TargetStatus, ...]:
        return target_statuses(whole.database, "default", now)

    assert paused(0) == [True, True]
    assert paused(1) == [False, True]  # also where nobody has ended it yet
    assert catalog.targets.resume(NOON) == ()
    assert catalog.targets.resume(NOON + HOUR) == ("a",)
    assert [t.paused for t in catalog.targets.list()] == [False, True]
    assert catalog.targets.load("a").paused_until is None
