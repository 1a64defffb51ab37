"""Devices over a real sshd and a real rsync."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import Oddity, SampleRun, Wish
from desktop_app.engine.errors import (
    Cancelled,
    LabVaultError,
    LoginRefused,
    ServerUnreachable,
    ToolFailed,
)
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.line import Line
from desktop_app.engine.sources.ethoscope.program import Ended
from desktop_app.engine.sources.ethoscope.remote import devices_on
from desktop_app.engine.sources.ethoscope.ssh import Access, failure
from desktop_app.engine.sources.ethoscope.staging import bring_up_to_date
from desktop_app.engine.sources.ethoscope.transfer import as_pattern, fetch_root
from desktop_app.engine.sources.sqlite.connection import uri
from tests.devices import ORDINARY_TOOLS, Device, device, free_port
from tests.waiting import wait_until

WISH = Wish(devices=2, runs=2, chunks=2, oddities={(1, 2): Oddity.RECORDING})


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Device]:
    folder = tmp_path_factory.mktemp("device")
    with device(folder / "the data", folder / "sshd") as found:
        found.root.mkdir()
        yield found


@pytest.fixture
def sample(there: Device) -> Iterator[tuple[SampleRun, ...]]:
    yield make_root(there.root, WISH)
    for path in sorted(there.root.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def line_to(found: Device, **more: object) -> Line:
    access = Access.of_options({**found.options, **more})
    return Line(DataRoot.parse(found.url), access, found.client)


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def rows(path: Path) -> int:
    with closing(sqlite3.connect(uri(path, immutable="1"), uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM ROI_1").fetchone()[0])


def processes_with(text: str) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if text in command:
            found.append(command)
    return found


def test_all_of_a_device_is_fetched_and_the_log_of_its_database_taken_in(
    there: Device, sample: tuple[SampleRun, ...], tmp_path: Path
) -> None:
    staged = bring_up_to_date(line_to(there), tmp_path / "s", Meter())
    assert staged.remarks == ()
    recording = str(next(r for r in sample if r.oddity is Oddity.RECORDING).database)
    here, device_has = files_in(tmp_path / "s/data"), files_in(there.root)
    sides = {f"{recording}-wal", f"{recording}-shm"}
    assert here.keys() == device_has.keys() - sides
    assert {n for n in here if here[n] != device_has[n]} == {recording}
    assert rows(tmp_path / "s/data" / recording) == 70
    assert staged.copied == {recording: "copied on the device by Python"}
    assert (tmp_path / "s").stat().st_mode & 0o777 == 0o700

    # Once more: what is gone there goes here, and only what changed comes again.
    gone, changed = (next(r for r in sample if r.oddity is None).films)[:2]
    (there.root / gone).unlink()
    (there.root / changed).write_bytes(b"other")
    before = (tmp_path / "s/data" / sample[3].films[0]).stat().st_ino
    bring_up_to_date(line_to(there), tmp_path / "s", Meter())
    assert not (tmp_path / "s/data" / gone).exists()
    assert (tmp_path / "s/data" / changed).read_bytes() == b"other"
    assert (tmp_path / "s/data" / sample[3].films[0]).stat().st_ino == before


def test_one_device_of_a_root_can_be_fetched_alone(
    there: Device, sample: tuple[SampleRun, ...], tmp_path: Path
) -> None:
    line = line_to(there)
    found = devices_on(line, Meter())
    assert {machine_id for machine_id, _ in found} == {run.machine_id for run in sample}
    one = Line(line.root.of_device(sample[2].machine_id), line.access, line.client)
    fetch_root(one, tmp_path, (), Meter())
    assert {path.name for path in (tmp_path / "results").iterdir()} == {sample[2].machine_id}


@pytest.mark.parametrize(
    ("tools", "way"),
    [
        ((*ORDINARY_TOOLS, "sqlite3"), "copied on the device by sqlite3"),
        (ORDINARY_TOOLS, "fetched with its log as files at rest"),
    ],
)
def test_the_newest_rows_come_also_where_the_device_lacks_tools(
    tools: tuple[str, ...], way: str, tmp_path: Path
) -> None:
    (run,) = make_root(
        tmp_path / "root", Wish(devices=1, runs=1, chunks=1, oddities={(1, 1): Oddity.RECORDING})
    )
    with device(tmp_path / "root", tmp_path / "sshd", tools) as found:
        staged = bring_up_to_date(line_to(found), tmp_path / "s", Meter())
    assert staged.copied == {run.database: way}
    assert rows(tmp_path / "s/data" / str(run.database)) == 70
    assert not list((tmp_path / "s").rglob("*-wal"))


def test_a_device_without_rsync_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    with (
        device(tmp_path / "root", tmp_path / "sshd", ("sh", "find")) as found,
        pytest.raises(ToolFailed) as refused,
    ):
        bring_up_to_date(line_to(found), tmp_path / "s", Meter())
    assert refused.value.tool == "rsync"
    assert "not installed on the device" in refused.value.reason


def test_a_database_under_a_writer_comes_as_of_one_moment(
    there: Device, sample: tuple[SampleRun, ...], tmp_path: Path
) -> None:
    """Two tables always hold as many rows; a torn copy would not."""
    database = there.root / str(sample[0].database)
    stop, written = threading.Event(), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            while not stop.is_set():
                connection.execute("BEGIN")
                for table in ("ROI_1", "ROI_2"):
                    connection.execute(f"INSERT INTO {table}(t) VALUES (1)")
                connection.execute("COMMIT")
                written.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(20)
        staged = bring_up_to_date(line_to(there), tmp_path / "s", Meter())
    finally:
        stop.set()
        writer.join()
    assert staged.remarks == ()
    copy = tmp_path / "s/data" / str(sample[0].database)
    with closing(sqlite3.connect(f"file:{copy}?immutable=1", uri=True)) as connection:
        (one,) = connection.execute("SELECT count(*) FROM ROI_1").fetchone()
        (two,) = connection.execute("SELECT count(*) FROM ROI_2").fetchone()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert one == two > 60


@pytest.mark.parametrize("tools", [None, (*ORDINARY_TOOLS, "sqlite3"), ORDINARY_TOOLS])
def test_names_of_a_device_never_reach_a_shell(
    tools: tuple[str, ...] | None, tmp_path: Path
) -> None:
    """A database under a name that means something to shells, to rsync's rules and to URLs."""
    root = tmp_path / "root"
    (run,) = make_root(root, Wish(devices=1, runs=1, chunks=1, oddities={(1, 1): Oddity.RECORDING}))
    odd = "-e '$(touch pwned)' [1]*?%41#\\\n;x"
    database = root / str(run.database)
    parent = database.parent.parent
    database.with_name(f"{database.name}-shm").unlink(missing_ok=True)
    parent.rename(parent.with_name(odd))
    name = str(run.database).replace(run.device, odd)
    with device(root, tmp_path / "sshd", tools) as found:
        staged = bring_up_to_date(line_to(found), tmp_path / "s", Meter())
        assert [machine_id for machine_id, _ in devices_on(line_to(found), Meter())] == [
            run.machine_id
        ] * 2
    assert (staged.remarks, set(staged.copied)) == ((), {name})
    assert rows(tmp_path / "s/data" / name) == 70
    for folder in (root, tmp_path, Path.home(), Path.cwd()):
        assert not (folder / "pwned").exists()


def test_a_stop_really_ends_a_transfer_at_both_ends(
    there: Device, sample: tuple[SampleRun, ...], tmp_path: Path
) -> None:
    big = there.root / sample[0].films[0]
    big.write_bytes(os.urandom(4_000_000))
    meter, raised = Meter(), []

    def fetch() -> None:
        try:
            fetch_root(line_to(there, bandwidth=50), tmp_path, (), meter)
        except LabVaultError as error:
            raised.append(error)

    worker = threading.Thread(target=fetch)
    worker.start()
    # Both ends name the folder: rsync and its ssh here, rsync in server mode there.
    marks = (str(tmp_path), "rsync\0--server\0--sender")
    wait_until(lambda: all(processes_with(mark) for mark in marks))
    meter.cancel.cancel()
    worker.join(30)
    assert [type(error) for error in raised] == [Cancelled]
    wait_until(lambda: not any(str(there.root) in each for each in processes_with("rsync")))
    assert not processes_with(str(tmp_path))
    assert not processes_with(f"{there.port}\0-l")
    assert not (tmp_path / sample[0].films[0]).exists(), "a torn file bears its own name"


def test_a_stop_ends_a_copy_on_the_device_and_removes_it(
    there: Device, sample: tuple[SampleRun, ...], tmp_path: Path
) -> None:
    meter, raised = Meter(), []
    recording = next(r for r in sample if r.oddity is Oddity.RECORDING)

    def fetch() -> None:
        try:
            bring_up_to_date(line_to(there, bandwidth=1), tmp_path / "s", meter)
        except LabVaultError as error:
            raised.append(error)

    for path in there.root.rglob("*.h264"):
        path.write_bytes(b"x")
    for run in sample:
        if run is not recording:
            (there.root / str(run.database)).write_bytes(b"")
    worker = threading.Thread(target=fetch)
    before = set(Path("/var/tmp").glob("labvault-*/copy.db"))  # of who was killed long ago
    worker.start()
    wait_until(lambda: bool(set(Path("/var/tmp").glob("labvault-*/copy.db")) - before))
    (copy,) = set(Path("/var/tmp").glob("labvault-*/copy.db")) - before
    meter.cancel.cancel()
    worker.join(30)
    assert [type(error) for error in raised] == [Cancelled]
    wait_until(lambda: not copy.exists())
    wait_until(lambda: not processes_with(str(there.root)))


def test_nothing_goes_on_when_labvault_is_killed(
    there: Device, sample: tuple[SampleRun, ...], tmp_path: Path
) -> None:
    (there.root / sample[0].films[0]).write_bytes(os.urandom(4_000_000))
    options = {**there.options, "bandwidth": 50}
    code = (
        "import os, sys; from pathlib import Path\n"
        "from desktop_app.engine.progress import Meter\n"
        "from desktop_app.engine.sources.client import ClientSettings\n"
        "from desktop_app.engine.sources.ethoscope import address, line, ssh, staging\n"
        f"access = ssh.Access.of_options({options!r})\n"
        f"client = ClientSettings({dict(there.client.environment)!r})\n"
        f"to = line.Line(address.DataRoot.parse({there.url!r}), access, client)\n"
        f"staging.bring_up_to_date(to, Path({str(tmp_path)!r}), Meter())\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.DEVNULL)
    try:
        wait_until(lambda: bool(processes_with("rsync\0--server\0--sender")))
    finally:
        process.kill()
        process.wait()
    wait_until(lambda: not processes_with(f"{there.port}\0-l"))
    wait_until(lambda: not any(str(there.root) in each for each in processes_with("rsync")))


def test_what_vanishes_or_cannot_be_read_is_named(
    there: Device, sample: tuple[SampleRun, ...], tmp_path: Path
) -> None:
    """rsync's exit codes 24 and 23, through an rsync on the device that makes them come about."""
    tools = tmp_path / "bin"
    with device(there.root, tmp_path / "sshd", ORDINARY_TOOLS) as found:
        tools = found.folder / "bin"
        real = (tools / "rsync").resolve()
        (tools / "rsync").unlink()
        (tools / "rsync").write_text(
            f'#!/bin/sh\n{real} "$@"\ncode=$?\nprintf \'file has vanished: "%s"\\n\' '
            f"'{there.root}/{sample[0].films[0]}' >&2\nexit $((code ? code : 24))\n"
        )
        (tools / "rsync").chmod(0o755)
        done = fetch_root(line_to(found), tmp_path / "s", (), Meter())
    assert [(r.item, r.what) for r in done.remarks] == [
        (sample[0].films[0], "vanished on the device while it was read")
    ]


def test_refusals_are_told_by_what_they_mean(there: Device, tmp_path: Path) -> None:
    line = line_to(there)
    wrong = tmp_path / "no key"
    wrong.write_text("not a key\n")
    with pytest.raises(LoginRefused):
        devices_on(line_to(there, identity=str(wrong)), Meter())
    nobody = Line(DataRoot.parse(f"ssh://x@127.0.0.1:{free_port()}/d"), line.access, line.client)
    with pytest.raises(ServerUnreachable):
        devices_on(nobody, Meter())
    with pytest.raises(ServerUnreachable):
        fetch_root(nobody, tmp_path, (), Meter())
    absent = Line(DataRoot.parse(line.root.url() + "/none"), line.access, line.client)
    with pytest.raises(ToolFailed):
        devices_on(absent, Meter())
    known = there.folder / "known hosts"
    told = known.read_text()
    try:
        host = (there.folder / "key.pub").read_text().split()
        known.write_text(f"[127.0.0.1]:{there.port} {host[0]} {host[1]}\n")
        with pytest.raises(ServerUnreachable) as refused:
            devices_on(line, Meter())
        assert "key is not the one" in refused.value.reason
    finally:
        known.write_text(told)
    with pytest.raises(ToolFailed):
        devices_on(Line(line.root, line.access, ClientSettings({"PATH": "/nowhere"})), Meter())


@pytest.mark.parametrize(
    ("code", "complaint", "kind"),
    [
        (30, "rsync error: timeout in data send/receive", "ConnectionLost"),
        (12, "rsync: connection unexpectedly closed", "ConnectionLost"),
        (11, "rsync: write failed: No space left on device (28)", "NoSpace"),
        (127, "sh: rsync: command not found", "ToolFailed"),
        (255, "ssh: connect to host x port 22: Connection refused", "ServerUnreachable"),
        (2, "protocol version mismatch", "ToolFailed"),
    ],
)
def test_ends_of_rsync_mean_what_its_manual_says(code: int, complaint: str, kind: str) -> None:
    root = DataRoot.parse("ssh://e@h/d")
    assert type(failure("rsync", root, Ended(code, (complaint,)), "/s")).__name__ == kind


def test_rules_mean_one_name_only() -> None:
    assert as_pattern("a*[b]?.db") == r"a\*\[b]\?.db"
