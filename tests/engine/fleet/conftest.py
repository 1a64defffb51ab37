"""A workspace with devices' data, and repositories of which it is told where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import SampleRun, Wish
from desktop_app.engine.assurance.verification import verify_and_remember
from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.computer.disks import Ground
from desktop_app.engine.fleet.places import Grounds
from desktop_app.engine.kinds.registry import ETHOSCOPE
from desktop_app.engine.model import Level, Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository import keys
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.workspace import Workspace
from tests.engine.workspace.people import PASSPHRASE, Person

CHEAP = {"iterations": 1, "lanes": 1, "memory_kib": 64}


@dataclass
class Laboratory:
    """``disks``: on which disk a folder lies, by its name; others on the system's."""

    workspace: Workspace
    folder: Path
    disks: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.folder / "ethoscope_data"

    @property
    def grounds(self) -> Grounds:
        def of(path: Path) -> Ground:
            if not path.exists():
                raise FileNotFoundError(path)
            name = self.disks.get(path.name, "system")
            share = name if ":" in name else ""
            return Ground(frozenset({name}), share)

        return Grounds(of, lambda: Ground(frozenset({"system"})))

    def make_runs(self, **wish: object) -> tuple[SampleRun, ...]:
        return make_root(self.root, Wish(now=datetime.now(UTC) - timedelta(hours=3), **wish))  # type: ignore[arg-type]

    def add_repository(self, name: str, disk: str) -> None:
        made, _ = self.workspace.create_repository(name, str(self.folder / name), PASSPHRASE)
        made.repository.close()
        self.disks[name] = disk

    def protect(self, target: str, repository: str, machine_id: str = "") -> None:
        url = DataRoot(str(self.root), machine_id=machine_id).url()
        options = {"zone": "Europe/London"}
        entry = TargetEntry(target, ETHOSCOPE, url, repository, options=options)
        self.workspace.catalog.targets.add(entry)

    def back_up(self, target: str) -> Snapshot:
        with self.workspace.prepared(target) as run:
            return run(Meter()).snapshot

    def verify(self, snapshot: Snapshot, level: Level = Level.BYTES) -> None:
        repository = self.workspace.repository_of(snapshot.target).name
        with self.workspace.repository(repository) as opened:
            verify_and_remember(self.workspace, opened, [snapshot], level, None, Meter())


@pytest.fixture
def laboratory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laboratory]:
    # Headers carry their own parameters, so the real code runs, much faster.
    monkeypatch.setattr(keys, "ARGON2", CHEAP)
    with Workspace(tmp_path / "profile", Person()) as workspace:
        yield Laboratory(workspace, tmp_path, {"ethoscope_data": "data"})
