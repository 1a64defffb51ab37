"""What a folder does beyond the contract: it survives kills, bad disks and hostile links."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop_app.cli.wording import sentence
from desktop_app.engine.errors import (
    AlreadyARepository,
    Damaged,
    NoSpace,
    ObjectAbsent,
    ObjectExists,
    ReadOnly,
    StorageUnreachable,
)
from desktop_app.engine.repository.storage.local import TEMPORARY, LocalStorage

MEGABYTE = 1 << 20


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    made = LocalStorage(tmp_path / "repository")
    made.create()
    return made


def files(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if not f.is_dir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# Crashes

WRITER = """
import sys
from pathlib import Path
from desktop_app.engine.repository.storage.local import LocalStorage
storage = LocalStorage(Path(sys.argv[1]))
for n in range(5):
    storage.store(f"packs/{n}", [bytes([n]) * (1 << 20)] * 64)
    print(n, flush=True)
"""


def test_a_killed_writer_leaves_only_whole_objects(storage: LocalStorage) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, storage.root], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        told = [int(writer.stdout.readline())]
        while not list((storage.root / "packs").glob(f"{TEMPORARY}*")):
            assert writer.poll() is None
        writer.kill()
        told += [int(line) for line in writer.stdout.read().split()]
    assert any(TEMPORARY in name for name in files(storage.root))
    listed = {info.name: info.size for info in storage.list()}
    assert {f"packs/{n}" for n in told} <= set(listed)
    assert set(listed.values()) == {64 * MEGABYTE}
    for name in listed:
        assert storage.load(name) == bytes([int(name[-1])]) * (64 * MEGABYTE)


def test_a_file_is_flushed_before_its_name_and_its_folder_after(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The calls are only overheard: the real ones are made."""
    calls: list[str] = []

    def overhear(name: str, told: Callable[..., str]) -> None:
        real = getattr(os, name)

        def call(*args: object, **more: object) -> object:
            calls.append(f"{name} {told(*args)}")
            return real(*args, **more)

        monkeypatch.setattr(os, name, call)

    def handle(number: int) -> str:
        return kind(Path(f"/proc/self/fd/{number}").readlink())

    def kind(path: str | Path) -> str:
        path = Path(path)
        return "temporary" if path.name.startswith(TEMPORARY) else path.name

    overhear("fsync", handle)
    overhear("link", lambda source, target: kind(target))
    overhear("replace", lambda source, target: kind(target))
    storage.store("packs/ab/x", [b"x"])
    made = ["fsync packs", "fsync repository"]  # the new folders' names, in their parents
    stored = ["fsync temporary", "link x", "fsync ab"]
    assert calls == [*made, *stored]
    calls.clear()
    storage.store("packs/ab/x", [b"y"], replace=True)
    assert calls == ["fsync temporary", "replace x", "fsync ab"]
    calls.clear()
    storage.delete("packs/ab/x")
    assert calls == ["fsync ab"]


def test_leftovers_of_killed_writers_are_hidden_and_go_after_a_day(storage: LocalStorage) -> None:
    folder = storage.root / "packs"
    folder.mkdir()
    young, old = folder / f"{TEMPORARY}young", folder / f"{TEMPORARY}old"
    for path, hours in ((young, 23), (old, 25)):
        path.write_bytes(b"half")
        os.utime(path, times=(time.time() - hours * 3600,) * 2)
    assert list(storage.list()) == []
    assert files(storage.root) == ["packs/.writing-old", "packs/.writing-young"]
    storage.store("packs/x", [b"x"])
    assert files(storage.root) == ["packs/.writing-young", "packs/x"]
    assert [info.name for info in storage.list()] == ["packs/x"]


# Disks


def test_a_full_disk_is_told_and_leaves_nothing(small_disk: Path) -> None:
    storage = LocalStorage(small_disk / "repository")
    storage.create()
    storage.store("packs/a", [bytes(3 * MEGABYTE)])
    free = storage.free_space()
    assert free is not None
    assert free <= MEGABYTE
    with pytest.raises(NoSpace) as caught:
        storage.store("packs/b", [bytes(700_000)] * 3)
    assert caught.value.where == storage.url
    assert storage.free_space() == free
    assert files(storage.root) == ["packs/a"]
    storage.store("packs/c", [bytes(MEGABYTE // 2)])  # what fits still goes in
    storage.delete("packs/a")
    storage.store("packs/b", [bytes(MEGABYTE)] * 2)


def test_a_read_only_disk_gives_no_permission_to_write(small_disk: Path) -> None:
    storage = LocalStorage(small_disk / "repository")
    storage.create()
    storage.store("packs/a", [b"x"])
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    again = LocalStorage(storage.root)
    again.open()
    assert again.load("packs/a") == b"x"
    writes: list[Callable[[], object]] = [
        lambda: again.store("packs/b", [b"x"]),
        lambda: again.store("other/b", [b"x"]),
        lambda: again.store("packs/a", [b"x"], replace=True),
        lambda: again.delete("packs/a"),
        LocalStorage(small_disk / "new").create,
    ]
    for write in writes:
        with pytest.raises(ReadOnly) as caught:
            write()
        assert caught.value.where in (again.url, str(small_disk / "new"))
        assert "its file system is read-only. Take off" in sentence(caught.value)


def test_folders_of_others_give_no_permission(storage: LocalStorage) -> None:
    storage.store("packs/a", [b"x"])
    storage.root.chmod(0)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from desktop_app.engine.errors import NoPermission\n"
        "from desktop_app.engine.repository.storage.local import LocalStorage\n"
        "if os.geteuid() == 0: os.setresuid(65534, 65534, 65534)\n"
        "storage = LocalStorage(Path(sys.argv[1]))\n"
        "for call in (lambda: storage.load('packs/a'), lambda: storage.store('packs/b', [b'x']),\n"
        "             lambda: list(storage.list()), lambda: storage.delete('packs/a')):\n"
        "    try: call()\n"
        "    except NoPermission: continue\n"
        "    sys.exit('something was permitted')\n"
    )
    for folder in storage.root.parents[:-1]:
        folder.chmod(folder.stat().st_mode | 0o011)
    subprocess.run([sys.executable, "-c", code, storage.root], check=True)
    storage.root.chmod(0o700)


def test_a_folder_that_goes_away_is_unreachable(storage: LocalStorage, tmp_path: Path) -> None:
    storage.store("packs/a", [b"x"])
    listing = storage.list()
    shutil.rmtree(storage.root)
    calls: list[Callable[[], object]] = [
        storage.open,
        lambda: storage.load("packs/a"),
        lambda: storage.store("packs/b", [b"x"]),
        lambda: storage.delete("packs/a"),
        lambda: list(listing),
        lambda: list(storage.list("packs/")),
        storage.free_space,
    ]
    for call in calls:
        with pytest.raises(StorageUnreachable) as caught:
            call()
        assert caught.value.where == storage.url
    assert not storage.root.exists()


def test_a_folder_that_goes_away_while_it_is_listed_is_unreachable(storage: LocalStorage) -> None:
    for name in ("a/1", "b/1", "c/1"):
        storage.store(name, [b"x"])
    listing = storage.list()
    assert next(listing).name == "a/1"
    shutil.rmtree(storage.root)
    with pytest.raises(StorageUnreachable):
        list(listing)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for root in (tmp_path / "file", tmp_path / "file" / "below"):
        storage = LocalStorage(root)
        with pytest.raises(StorageUnreachable):
            storage.open()
        with pytest.raises(StorageUnreachable):
            storage.create()


def test_a_drive_without_hard_links_keeps_the_contract(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer of a FAT drive, which no test machine can be relied on to have."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    storage.store("packs/a", [b"first"])
    with pytest.raises(ObjectExists):
        storage.store("packs/a", [b"second"])
    assert storage.load("packs/a") == b"first"
    assert files(storage.root) == ["packs/a"]


def test_a_share_that_cannot_flush_folders_is_usable(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    storage.store("packs/a", [b"x"])
    assert storage.load("packs/a") == b"x"


@pytest.mark.parametrize("call", ["fsync", "link", "fsync of a folder"])
def test_a_failing_disk_is_unreachable(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    real = os.fsync

    def fail(handle: int, *_: object) -> None:
        if call == "fsync of a folder" and not stat.S_ISDIR(os.fstat(handle).st_mode):
            return real(handle)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, call.split()[0], fail)
    with pytest.raises(StorageUnreachable, match="Input/output error"):
        storage.store("a", [b"x"])
    assert not any(TEMPORARY in name for name in files(storage.root))


# A hostile repository


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere" / "deep"
    folder.mkdir(parents=True)
    (folder / "secret").write_bytes(b"not yours")
    return folder / "secret"


def test_a_link_for_an_object_is_not_followed(storage: LocalStorage, secret: Path) -> None:
    (storage.root / "link").symlink_to(secret)
    (storage.root / "dangling").symlink_to(secret.parent / "new")
    for name in ("link", "dangling"):
        with pytest.raises(ObjectAbsent):
            storage.load(name)
        with pytest.raises(ObjectExists):
            storage.store(name, [b"x"])
    assert list(storage.list()) == []
    storage.store("link", [b"mine"], replace=True)
    assert storage.load("link") == b"mine"
    storage.delete("dangling")
    assert secret.read_bytes() == b"not yours"
    assert files(secret.parent) == ["secret"]


def test_a_link_above_an_object_is_not_followed(storage: LocalStorage, secret: Path) -> None:
    (storage.root / "packs").symlink_to(secret.parent.parent)
    (storage.root / "snapshots").symlink_to(secret.parent)
    for name in ("packs/deep/secret", "snapshots/secret"):
        with pytest.raises(ObjectAbsent):
            storage.load(name)
        with pytest.raises(ObjectAbsent):
            storage.delete(name)
        with pytest.raises(StorageUnreachable, match="link to elsewhere"):
            storage.store(f"{name}-2", [b"x"])
        with pytest.raises(StorageUnreachable, match="link to elsewhere"):
            storage.store(name, [b"x"], replace=True)
    for prefix in ("", "packs/", "packs/deep/", "snapshots/"):
        assert list(storage.list(prefix)) == []
    assert secret.read_bytes() == b"not yours"
    assert files(secret.parent) == ["secret"]


def test_a_pipe_does_not_make_the_reader_wait(storage: LocalStorage) -> None:
    pipe = storage.root / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as crew:
        reader = crew.submit(storage.load, "pipe")
        try:
            with pytest.raises(ObjectAbsent):
                reader.result(timeout=5)
        finally:
            os.close(os.open(pipe, os.O_RDWR))  # lets a reader that does wait go on
    assert list(storage.list()) == []


def test_a_file_with_a_hole_of_terabytes_is_not_read(storage: LocalStorage) -> None:
    (storage.root / "snapshots").mkdir()
    with (storage.root / "snapshots" / "a").open("wb") as file:
        file.truncate(1 << 42)
    with pytest.raises(Damaged, match="longer than"):
        storage.load("snapshots/a")


def test_the_repository_itself_may_be_reached_by_a_link(
    storage: LocalStorage, tmp_path: Path
) -> None:
    storage.store("packs/a", [b"x"])
    (tmp_path / "link").symlink_to(storage.root)
    linked = LocalStorage(tmp_path / "link")
    linked.open()
    linked.store("packs/b", [b"y"])
    assert [info.name for info in linked.list("packs/")] == ["packs/a", "packs/b"]


# Folders


def test_only_the_owner_may_read(storage: LocalStorage) -> None:
    old = os.umask(0)
    try:
        storage.store("packs/ab/x", [b"x"])
        LocalStorage(storage.root.parent / "other").create()
    finally:
        os.umask(old)
    assert mode(storage.root / "packs/ab/x") == 0o600
    for folder in (".", "packs", "packs/ab", "../other"):
        assert mode(storage.root / folder) == 0o700


def test_creating_makes_the_folders_above(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path / "a" / "b" / "c")
    storage.create()
    storage.open()


def test_creating_disregards_what_systems_leave_on_drives(storage: LocalStorage) -> None:
    for name in (".Trash-1000", "lost+found", "System Volume Information"):
        (storage.root / name).mkdir()
    storage.create()
    assert list(storage.list()) == []


@pytest.mark.parametrize("name", ["thesis.odt", "My thesis.odt", "Übersicht", "labvault.json"])
def test_creating_refuses_a_folder_that_holds_somebodys_work(
    storage: LocalStorage, name: str
) -> None:
    (storage.root / name).write_bytes(b"x")
    with pytest.raises(AlreadyARepository):
        storage.create()


def test_a_folder_removed_meanwhile_is_made_again(storage: LocalStorage) -> None:
    storage.store("packs/ab/x", [b"x"])
    shutil.rmtree(storage.root / "packs")
    storage.store("packs/ab/x", [b"y"])
    assert storage.load("packs/ab/x") == b"y"


def test_many_programs_make_the_same_folders_at_once(storage: LocalStorage) -> None:
    start = threading.Barrier(6)

    def store(n: int) -> None:
        own = LocalStorage(storage.root)
        start.wait()
        for turn in range(20):
            own.store(f"packs/{turn}/{n}", [b"x"])

    with ThreadPoolExecutor(6) as crew:
        list(crew.map(store, range(6)))
    assert len(list(storage.list())) == 120


def test_more_buffers_than_the_system_takes_at_once(storage: LocalStorage) -> None:
    parts = [os.urandom(n % 7) for n in range(5000)]
    storage.store("a", parts)
    assert storage.load("a") == b"".join(parts)


@pytest.mark.parametrize("system", ["in small bites", "without writev"])
def test_systems_that_write_and_read_a_little_at_a_time(
    storage: LocalStorage, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """The real calls are made, with fewer bytes each."""
    read, write = os.read, os.write
    monkeypatch.setattr(os, "read", lambda handle, most: read(handle, min(most, 1000)))
    if system == "without writev":
        monkeypatch.delattr(os, "writev")
    else:
        monkeypatch.setattr(os, "writev", lambda handle, parts: write(handle, parts[0][:999]))
    parts = [os.urandom(size) for size in (1, 999, 5000, 0, 1000, 77)]
    storage.store("a", parts)
    assert storage.load("a") == b"".join(parts)
    assert storage.load("a", 3, 4321) == b"".join(parts)[3:4324]


def test_no_handle_stays_open(storage: LocalStorage, small_disk: Path) -> None:
    def handles() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = handles()
    storage.store("packs/a", [b"x"])
    full = LocalStorage(small_disk)
    for call in (
        lambda: storage.load("packs"),
        lambda: storage.load("packs/b"),
        lambda: storage.store("packs/a", [b"x"]),
        lambda: full.store("a", [bytes(5 * MEGABYTE)]),
    ):
        with pytest.raises((ObjectAbsent, ObjectExists, NoSpace)):
            call()
    next(storage.list())
    assert handles() == before
