"""What the catalog knows of repositories. For a task's thread."""

from __future__ import annotations

from datetime import timedelta

from desktop_app.engine.catalog.status import Look, TargetStatus, target_statuses
from desktop_app.engine.keeping.space import WINDOW, forecast
from desktop_app.engine.model import Level
from desktop_app.engine.profile.settings import read_settings_file
from desktop_app.engine.workspace.guarding import measure
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.repositories import RepositoryStanding
from desktop_app.gui.surroundings import Surroundings


def standings(lab: Lab, around: Surroundings) -> tuple[RepositoryStanding, ...]:
    """All repositories of the workspace, by name, without opening any."""
    now, catalog = lab.clock(), lab.catalog
    statuses = target_statuses(lab.whole_catalog.database, lab.name, now)
    counts = catalog.snapshots.counts()
    within = timedelta(days=read_settings_file(around.profile).space_warning_days)
    found = []
    for entry in catalog.repositories.list():
        expected = forecast(catalog.measures.list(entry.id, now - WINDOW), now)
        its = [status for status in statuses if status.repository == entry.name]
        names = tuple(status.target for status in its)
        looks, count = _looks(its), counts.get(entry.id, 0)
        warns = expected.warns(within)
        found.append(RepositoryStanding(entry, names, count, expected, looks, warns))
    return tuple(found)


def measure_now(lab: Lab, name: str) -> None:
    """Open a repository and look how large it is, and how much room it has."""
    with lab.workspace() as workspace, workspace.repository(name) as opened:
        measure(opened, workspace.catalog, lab.clock())


def _looks(statuses: list[TargetStatus]) -> dict[Level, Look]:
    newest: dict[Level, Look] = {}
    for status in statuses:
        for level, look in status.looks.items():
            if level not in newest or look.at > newest[level].at:
                newest[level] = look
    return newest
