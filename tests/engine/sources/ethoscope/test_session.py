"""Devices' data in a real repository and out of it again, and what is said of their runs."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import Oddity, SampleRun, Wish
from desktop_app.engine.backup import BackupResult, back_up
from desktop_app.engine.errors import BadAddress, FolderUnreadable, NothingMatches
from desktop_app.engine.kinds.kind import Place
from desktop_app.engine.kinds.registry import ETHOSCOPE, kind_of
from desktop_app.engine.model import Grade, Item
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.restore import RestoreOptions, restore
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.ethoscope import census
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.source import devices_here
from desktop_app.engine.verify import verify_structure
from tests.devices import device

NOW = datetime.now(UTC)
ZONE = "Europe/London"


@pytest.fixture
def repository() -> Iterator[Repository]:
    made, _ = Repository.create(MemoryStorage(), "passphrase")
    with closing(made):
        yield made


def protect(repository: Repository, url: str, **options: Any) -> BackupResult:
    place = Place(url, None, ClientSettings(dict(os.environ)), {"zone": ZONE, **options})
    with kind_of(ETHOSCOPE).source(place) as source:
        return back_up(source, "flies", repository)


def files_of(repository: Repository, done: BackupResult) -> dict[str, Item]:
    items = repository.items(done.snapshot)
    return {item.name: item for item in items if item.kind == "file"}


def by_oddity(runs: tuple[SampleRun, ...]) -> dict[Oddity | None, SampleRun]:
    return {run.oddity: run for run in runs}


def test_a_root_of_devices_comes_back_byte_for_byte_run_by_run(
    repository: Repository, tmp_path: Path
) -> None:
    root = tmp_path / "ethoscope_data"
    runs = make_root(root, Wish(devices=2, runs=2, now=NOW))
    done = protect(repository, str(root))
    assert (done.grade, done.remarks) == (Grade.OK, ())
    wanted = {p.relative_to(root).as_posix(): p.read_bytes() for p in files_below(root)}
    assert files_of(repository, done).keys() == wanted.keys()

    protect(repository, str(root))  # what had been written just before the first one began
    again = protect(repository, str(root))
    assert again.bytes_read == 0, "what did not change was read again"
    assert {i.detail["run"] for i in files_of(repository, again).values()} == {
        f"{run.started:%Y-%m-%d_%H-%M-%S}@{run.machine_id}" for run in runs
    }

    one = runs[1]
    only = f"run:{one.started:%Y-%m-%d}@{one.device}"
    kind = kind_of(ETHOSCOPE)
    place = Place(str(tmp_path / "back"), None, ClientSettings())
    result = restore(
        repository, again.snapshot, kind.destination(place), RestoreOptions(only=(only,))
    )
    assert result.grade is Grade.OK, result
    back = {p.relative_to(tmp_path / "back").as_posix() for p in files_below(tmp_path / "back")}
    assert back - {name for name in back if name.endswith(".txt")} == {one.database, *one.films}
    assert all((tmp_path / "back" / name).read_bytes() == wanted[name] for name in back)
    with pytest.raises(NothingMatches):
        kind.destination(place).choose(list(repository.items(again.snapshot)), ["run:1999@001"])


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_only_the_device_that_is_meant_is_taken_and_the_others_are_told(
    repository: Repository, tmp_path: Path
) -> None:
    runs = make_root(tmp_path, Wish(devices=3, runs=1, now=NOW))
    done = protect(repository, DataRoot(str(tmp_path)).of_device(runs[1].machine_id).url())
    assert files_of(repository, done).keys() == {runs[1].database, *runs[1].films}
    (found,) = census.read(done.snapshot.facts)
    assert (found.machine_id, found.name, found.runs) == (runs[1].machine_id, "ETHOSCOPE_002", 1)
    assert (found.sqlite_files, found.video_files) == (1, 3)
    assert found.video_bytes == sum((tmp_path / name).stat().st_size for name in runs[1].films)
    assert done.snapshot.facts[census.OTHERS].split() == [runs[0].machine_id, runs[2].machine_id]


def test_what_is_wrong_with_recent_runs_is_remarked_and_with_old_ones_only_counted(
    repository: Repository, tmp_path: Path
) -> None:
    oddities = {(at // 4 + 1, at % 4 + 1): each for at, each in enumerate(Oddity)}
    wish = Wish(devices=3, runs=4, oddities=oddities, now=NOW, shares=(0, 0.5, 0.5), chunks=4)
    runs = by_oddity(make_root(tmp_path, wish))
    done = protect(repository, str(tmp_path))
    told = {remark.item: remark.what for remark in done.remarks}
    assert done.grade is Grade.WARNING

    def about(oddity: Oddity) -> str:
        run = runs[oddity]
        names = (*run.films, run.database)
        return "; ".join(what for name, what in told.items() if name in names)

    assert about(Oddity.GAP) == "the film has gaps: chunk 2 is not there"
    assert "H.264" in about(Oddity.TORN_CHUNK)
    assert about(Oddity.NOT_A_FILM).endswith("text")
    assert about(Oddity.NO_METADATA) == "has no METADATA"
    assert about(Oddity.DAMAGED_DATABASE).startswith("cannot be read as a database: ")
    assert "before its database does" in about(Oddity.FILM_ENDS_EARLY)
    for fine in (Oddity.NO_DATABASE, Oddity.NO_FILM, Oddity.OTHER_CAMERA, Oddity.PLACEHOLDER):
        assert about(fine) == ""
    assert sum(each.faulty for each in census.read(done.snapshot.facts)) == 4

    old = tmp_path / "old"
    make_root(old, Wish(devices=1, runs=1, oddities={(1, 1): Oddity.GAP}, shares=(1, 0, 0)))
    quiet = protect(repository, str(old))
    assert quiet.remarks == ()
    assert [each.faulty for each in census.read(quiet.snapshot.facts)] == [1]

    found = verify_structure(
        repository, [done.snapshot], lambda s: kind_of(ETHOSCOPE).check(ClientSettings()), Meter()
    )
    problems = {problem.item.rpartition("/")[2]: problem.what for problem in found.problems}
    for oddity in (Oddity.NO_METADATA, Oddity.DAMAGED_DATABASE):
        assert any(str(runs[oddity].database).endswith(name) for name in problems)
    assert any(runs[Oddity.NOT_A_FILM].films[0].endswith(name) for name in problems)
    assert not any("truncated" in what for what in problems.values())


def test_what_changed_since_is_told_and_a_gap_is_no_change(
    repository: Repository, tmp_path: Path
) -> None:
    oddities = {(1, 1): Oddity.GAP, (1, 2): Oddity.RECORDING}
    runs = make_root(tmp_path, Wish(devices=1, runs=2, now=NOW, oddities=oddities))
    done = protect(repository, str(tmp_path))
    kind, place = kind_of(ETHOSCOPE), Place(str(tmp_path), None, ClientSettings(), {"zone": ZONE})

    def changed() -> list[str]:
        items = list(repository.items(done.snapshot))
        found = kind.differences(place, done.snapshot, items, repository.read, Meter())
        return [problem.item for problem in found]

    assert changed() == []
    (tmp_path / runs[0].films[0]).write_bytes(b"other")
    with closing(sqlite3.connect(tmp_path / str(runs[1].database))) as writer, writer:
        writer.execute("INSERT INTO ROI_1(t) VALUES (1)")
    assert changed() == [runs[1].database, runs[0].films[0]]


def test_the_newest_row_of_a_running_experiment_is_in_the_snapshot_every_time(
    repository: Repository, tmp_path: Path
) -> None:
    root = tmp_path / "data"
    (run,) = make_root(root, Wish(devices=1, runs=1, chunks=1, now=NOW))
    name = str(run.database)
    with closing(sqlite3.connect(root / name, isolation_level=None)) as writer:
        for count in (61, 62):
            writer.execute("INSERT INTO ROI_1(t) VALUES (1)")
            done = protect(repository, str(root))
            assert done.grade is Grade.OK, done.remarks
            items = files_of(repository, done)
            assert not [each for each in items if each.endswith(("-wal", "-shm"))]
            copy = tmp_path / f"{count}.db"
            copy.write_bytes(b"".join(repository.read(items[name])))
            with closing(sqlite3.connect(copy)) as found:
                assert found.execute("SELECT count(*) FROM ROI_1").fetchone() == (count,)
            assert "copied" in items[name].detail


def test_a_recording_in_progress_is_marked_and_taken_whole_next_time(
    repository: Repository, tmp_path: Path
) -> None:
    wish = Wish(devices=1, runs=1, chunks=2, now=NOW, oddities={(1, 1): Oddity.RECORDING})
    (run,) = make_root(tmp_path, wish)
    done = protect(repository, str(tmp_path), quiet_seconds=3600)
    last = files_of(repository, done)[run.films[-1]]
    assert "incomplete" in last.detail
    assert [r.item for r in done.remarks if r.item == run.films[-1]] == [run.films[-1]]
    old = time.time() - 7200
    os.utime(tmp_path / run.films[-1], (old, old))
    again = protect(repository, str(tmp_path), quiet_seconds=3600)
    assert "incomplete" not in files_of(repository, again)[run.films[-1]].detail


def test_a_device_over_ssh_is_protected_like_a_folder(
    repository: Repository, tmp_path: Path
) -> None:
    wish = Wish(devices=1, runs=1, chunks=2, now=NOW, oddities={(1, 1): Oddity.RECORDING})
    with device(tmp_path / "the data", tmp_path / "sshd") as there:
        (run,) = make_root(there.root, wish)
        place = Place(there.url, None, there.client, there.options)
        with kind_of(ETHOSCOPE).source(place) as source:
            done = back_up(source, "flies", repository)
            again = back_up(source, "flies", repository)
    assert done.grade is Grade.OK, done.remarks
    assert done.snapshot.target_address == DataRoot.parse(there.url).url()
    assert done.snapshot.facts["databases"] == "copied on the device by Python"
    assert again.bytes_read < done.bytes_read / 2
    data = b"".join(repository.read(files_of(repository, again)[str(run.database)]))
    (tmp_path / "copy.db").write_bytes(data)
    with closing(sqlite3.connect(tmp_path / "copy.db")) as found:
        assert found.execute("SELECT count(*) FROM ROI_1").fetchone() == (70,)


def test_hostile_names_and_values_stay_what_they_are(
    repository: Repository, tmp_path: Path
) -> None:
    root = tmp_path / "data"
    (run,) = make_root(root, Wish(devices=1, runs=1, chunks=1, now=NOW))
    database = root / str(run.database)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO METADATA VALUES ('\x1b]0;x\x07', '''; DROP TABLE a; --')")
        connection.execute('CREATE TABLE "ROI_1; DROP TABLE METADATA" (t)')
        connection.execute("CREATE TABLE ROI_9 (x)")
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON ROI_1 BEGIN DELETE FROM ROI_1; END")
    os.utime(database, (time.time(), time.time()))
    folder = database.parent
    (folder / "a\n\x1b[2J;$(touch x).db").write_bytes(b"no database")
    (root / "videos" / ("0" * 32)).symlink_to("/etc")
    linked = f"videos/{'0' * 32}"
    (folder.parent / "2026-03-14_09-00-00").symlink_to("/etc")
    done = protect(repository, str(root))
    names = {item.name for item in repository.items(done.snapshot)}
    assert not [name for name in names if "passwd" in name]
    assert any(r.item == linked and "is a link" in r.what for r in done.remarks)
    assert f"{folder.relative_to(root)}/a\n\x1b[2J;$(touch x).db" in names
    assert run.database in names
    assert devices_here(root) == ((run.machine_id, run.device),) * 2


@pytest.mark.parametrize(
    "text",
    [
        "relative/path",
        "ssh://host",
        "ssh://user:secret@host/data",
        "ssh://-oProxyCommand=x@host/data",
        "ssh://u@-oProxyCommand=x/data",
        "http://host/data",
        "ssh://u@host/data?x=1",
        "ssh://u@host:99999/data",
        "/data\n",
        "ssh://u@host/da%0Ata",
    ],
)
def test_addresses_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(BadAddress) as refused:
        DataRoot.parse(text)
    assert "secret" not in str(refused.value)


def test_what_is_no_data_root_is_refused(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(FolderUnreadable):
        protect(repository, str(tmp_path))
    with pytest.raises(FolderUnreadable):
        protect(repository, str(tmp_path / "none"))
    with pytest.raises(BadAddress):
        protect(repository, str(tmp_path), zone="Mars/Olympus")
