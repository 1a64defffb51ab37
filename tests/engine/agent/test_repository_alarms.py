"""Alarms about repositories: damage, a tripwire, and a place that fills; rung and ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine.agent.repository_alarms import repository_alarms
from desktop_app.engine.agent.tidings import Tidings
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.catalog.history import History, Measure
from desktop_app.engine.keeping.space import Forecast, Trend
from desktop_app.engine.notify.events import Event, Recovery, Trouble
from desktop_app.engine.telling.notice import Fault

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NAS = RepositoryEntry("nas", "/mnt/nas", "r1")


def keys(entry: RepositoryEntry, expected: Forecast | None = None) -> list[str]:
    forecasts = {} if expected is None else {"nas": expected}
    return [trouble.key for trouble in repository_alarms([entry], forecasts, 14, NOW)]


def test_each_has_a_key_of_its_own() -> None:
    assert keys(NAS) == []
    assert keys(RepositoryEntry("nas", "x", "r1", damaged=NOW)) == ["alarm:damage:nas"]
    assert keys(RepositoryEntry("nas", "x", "r1", held="lab: gone")) == ["alarm:tripwire:nas"]
    soon, late = (Forecast(Trend.GROWING, 1, 1, 1.0, days * DAY) for days in (14, 15))
    assert keys(NAS, soon) == ["alarm:space:nas"]
    assert keys(NAS, late) == []


@dataclass
class Listener:
    """Remembers what it is told; ``told`` empties it."""

    events: list[Event] = field(default_factory=list)

    def tell(self, event: Event) -> None:
        self.events.append(event)

    def told(self) -> list[Event]:
        events, self.events = self.events, []
        return events


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path)
    yield catalog
    catalog.close()


def test_they_ring_from_what_the_catalog_knows(catalog: Catalog) -> None:
    records, listener = catalog.of(), Listener()
    records.repositories.add(NAS)
    tidings_of: Any = Tidings
    history = History(catalog.database, records.workspace)
    tidings = tidings_of(records, history, listener, lambda error: "", 10)
    assert not tidings.of_alarms({}, NOW)
    for n in range(20):
        records.measures.add("r1", Measure(NOW - n * DAY, (50 - n) * 10, (9 + n) * 10))
    records.repositories.hold("nas", "lab: all rows are gone")
    records.repositories.note_damage("nas", NOW)
    assert tidings.of_alarms({}, NOW)
    found = [event for event in listener.told() if isinstance(event, Trouble)]
    assert [t.key.split(":")[1] for t in found] == ["damage", "tripwire", "space"]
    assert "all rows are gone" in found[1].why
    assert "--release nas" in found[1].advice
    assert "about 9 days" in found[2].why


def test_an_alarm_that_is_over_is_told(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    records, listener = catalog.of(), Listener()
    records.repositories.add(NAS)
    (trouble,) = repository_alarms(
        [RepositoryEntry("nas", "x", "r1", held="lab: gone")], {}, 14, NOW
    )
    fault = Fault(trouble.key, trouble.kind, "nas", NOW, NOW, "", "")
    monkeypatch.setattr(records.notices, "faults", lambda: [fault])
    tidings_of: Any = Tidings
    tidings = tidings_of(
        records, History(catalog.database, records.workspace), listener, lambda error: ""
    )
    tidings.of_alarms({}, NOW)
    assert [e.keys for e in listener.told() if isinstance(e, Recovery)] == [(trouble.key,)]


def test_measures_of_another_workspace_are_not_seen(catalog: Catalog) -> None:
    records = catalog.of()
    records.repositories.add(NAS)
    records.measures.add("r1", Measure(NOW, 5, None))
    records.measures.add("r1", Measure(NOW, 6, 7))  # the same moment: the later stays
    records.measures.add("r1", Measure(NOW - DAY, 4, 8))
    assert records.measures.list("r1", NOW - DAY) == (
        Measure(NOW - DAY, 4, 8),
        Measure(NOW, 6, 7),
    )
    assert records.measures.list("r1", NOW) == (Measure(NOW, 6, 7),)
    assert records.measures.list("r2", NOW) == ()
    records.measures.add("r1", Measure(NOW + 400 * DAY, 1, 1))
    assert len(records.measures.list("r1", NOW - 10 * DAY)) == 2
