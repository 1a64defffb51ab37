"""What the window's own workers run is told like what an agent runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.cli.telling import telling
from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import JobKind, JobState, RepositoryEntry, TargetEntry
from desktop_app.engine.telling.notice import Kind, Place, Rule
from desktop_app.engine.workspace import Recorder, Workspace
from desktop_app.gui.lab import Lab
from desktop_app.gui.tasks import Tasks
from desktop_app.settings import read_settings


@pytest.fixture
def lab(qtbot: QtBot, tmp_path: Path) -> Iterator[Lab]:
    """A lab whose window is there to show messages, and whose only repository is no more."""
    credentials = Credentials(read_settings({"LABVAULT_PASSPHRASE": "correct horse"}))

    def open_workspace(name: str, recorder: Recorder | None = None) -> Workspace:
        return Workspace(tmp_path, credentials, name, recorder=recorder)

    told = telling(tmp_path).of_job
    lab = Lab(Catalog(tmp_path), "default", open_workspace, Tasks(), told=told)
    lab.catalog.repositories.add(RepositoryEntry("nas", str(tmp_path / "gone"), "r"))
    lab.catalog.targets.add(TargetEntry("lab", "of a newer version", "/data/lab", "nas"))
    window = Rule("window", frozenset(Kind), Place.WINDOW)
    lab.catalog.notices.change_rules(lambda _: [window])
    lab.workers.start()
    yield lab
    lab.close()


def test_a_failure_goes_into_the_outbox_once(qtbot: QtBot, lab: Lab) -> None:
    for _ in range(2):
        with qtbot.waitSignal(lab.ended, timeout=20_000) as ended:
            lab.queue(JobKind.BACKUP, "lab")
        assert ended.args is not None
        assert ended.args[0].state in (JobState.FAILED, JobState.DEAD)
    (fault,) = lab.catalog.notices.faults()
    assert fault.key == "failure:backup:lab"
    assert [notice.channel for notice in lab.catalog.notices.notices()] == ["window"]
