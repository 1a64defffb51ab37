"""Pickles of the old program are read as texts and numbers, and no pickle runs anything."""

from __future__ import annotations

import pickle
import pickletools
import struct
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.errors import BadCache
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.folder.index.figures import load_figures
from desktop_app.engine.sources.folder.index.hints import Hint, Imported, take_over
from desktop_app.engine.sources.folder.index.old_cache import OldEntry, read_old_cache
from desktop_app.engine.sources.folder.reach import Reach
from tests.engine.sources.folder.index.material import Tree

MARK = "a hostile pickle was here"


def cache(**files: dict[str, object]) -> dict[str, object]:
    return {"files": files, "timestamp": 1_700_000_000.5}


FILM = {"size_bytes": 4, "size_human": "4 B", "path": "/data/videos/a", "status": "done"}


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_old_caches_are_read_whatever_their_protocol(tmp_path: Path, protocol: int) -> None:
    file = tmp_path / "video_cache_012.pkl"
    more = {"seen": None, "ok": True, "tags": ["x", 2, 1.5, -7]}
    file.write_bytes(pickle.dumps(cache(a=FILM | more, b=FILM, ü=FILM), protocol))
    found = read_old_cache(file)
    assert [entry.name for entry in found] == ["a", "b", "ü"]
    assert found[0] == OldEntry("a", "/data/videos/a", 4, "done")


class Reduced:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        import os

        return os.system, (f"echo {MARK} > {self.path}",)


def hostile(path: Path) -> dict[str, bytes]:
    """Real attacks; each would write to ``path``, fill the memory, or never end."""
    command = f"echo {MARK} > {path}".encode()
    laughs = b"]" + b"".join(b"q%c]q%ch%ch%ch%ch%c" % (n, n + 1, n, n, n, n) for n in range(60))
    nested = b"(lp0\n" + b"".join(b"(g%d\ng%d\ng%d\ntp%d\n" % (n, n, n, n + 1) for n in range(100))
    text = command.decode()
    return {
        "reduce": pickle.dumps({"files": {"a": Reduced(path)}}),
        "reduce of protocol 0": pickle.dumps(Reduced(path), 0),
        "global": b"cos\nsystem\n(S'" + command + b"'\ntR.",
        "stack global": b"\x80\x04\x8c\x02os\x8c\x06system\x93\x8c%c%b\x85R."
        % (len(command), command),
        "inst": b"(S'" + command + b"'\nios\nsystem\n.",
        "obj": b"(cos\nsystem\nS'" + command + b"'\no.",
        "newobj": b"\x80\x02cbuiltins\nexec\n\x85\x81.",
        "build": b"\x80\x02cos\nenviron\n}(U\x01aU\x01bub.",
        "eval": b'c__builtin__\neval\n(S\'__import__("os").system('
        + repr(text).encode()
        + b")'\ntR.",
        "getattr of a module": b"cos\nsystem\n.",
        "ext 1": b"\x80\x02\x82\x01.",
        "ext 2": b"\x80\x02\x83\x01\x00.",
        "ext 4": b"\x80\x02\x84\x01\x00\x00\x00.",
        "persistent id": b"Pevil\n.",
        "binary persistent id": b"\x80\x02U\x04evilQ.",
        "huge frame": b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\x7f}.",
        "huge text": b"\x80\x04\x8d" + struct.pack("<Q", 1 << 62) + b"x.",
        "huge bytes": b"\x80\x04\x8e" + struct.pack("<Q", 1 << 40) + b"x.",
        "huge memory": b"\x80\x02}r\xff\xff\xff\x7f.",
        "huge memory of protocol 0": b"}p99999999999\n.",
        "huge number": b"\x80\x02\x8b" + struct.pack("<i", 1 << 20) + b"\xff" * (1 << 20) + b".",
        "long number": b"L" + b"9" * 1_000_000 + b"L\n.",
        "billion laughs": laughs + b".",
        "billion tuples as a key": nested + b"d.",
        "deep": b"(" * 100_000 + b"l" * 100_000 + b".",
        "deep lists": b"]" * 500_000 + b"a" * 499_999 + b".",
        "truncated": pickle.dumps(cache(a=FILM))[:-9],
        "empty": b"",
        "text": b"not a pickle",
        "get of nothing": b"h\x05.",
        "stack underflow": b"00000.",
        "two ends": b"}.}.cos\nsystem\n.",
        "buffers": b"\x80\x05\x97.",
        "bytearray": b"\x80\x05\x96" + struct.pack("<Q", 1 << 50) + b".",
        "a set": b"\x80\x04\x8f.",
        "dict as a key": b"}}}s.",
        "another shape": pickle.dumps({"films": []}),
        "a list": pickle.dumps([1, 2, 3]),
        "entries that are none": pickle.dumps({"files": {"a": 7}}),
        "size that is none": pickle.dumps({"files": {"a": FILM | {"size_bytes": "4"}}}),
        "size that is true": pickle.dumps({"files": {"a": FILM | {"size_bytes": True}}}),
        "name that is none": pickle.dumps({"files": {7: FILM}}),
        "a moment": pickle.dumps({"files": {}, "timestamp": datetime(2026, 1, 1, tzinfo=UTC)}),
    }


@pytest.mark.parametrize("name", hostile(Path("x")))
def test_hostile_pickles_are_refused_and_run_nothing(tmp_path: Path, name: str) -> None:
    written, file = tmp_path / "written", tmp_path / "video_cache_1.pkl"
    file.write_bytes(hostile(written)[name])
    since = time.monotonic()
    with pytest.raises(BadCache) as refused:
        read_old_cache(file)
    assert "\n" not in refused.value.reason
    assert time.monotonic() - since < 20
    assert not written.exists()


def test_attacks_are_real(tmp_path: Path) -> None:
    """The same bytes do run in an ordinary reader, or the test above would show nothing."""
    written = tmp_path / "written"
    for name in ("reduce", "global", "stack global", "inst", "obj", "eval"):
        attack = hostile(written)[name]
        pickle.loads(attack)
        assert MARK in written.read_text(), name
        written.unlink()


def test_file_beyond_measure_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadCache, match="cannot be read"):
        read_old_cache(tmp_path / "absent")
    with pytest.raises(BadCache, match="cannot be read"):
        read_old_cache(tmp_path)
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate((64 << 20) + 1)
    with pytest.raises(BadCache, match="more than 64 MB"):
        read_old_cache(big)


@given(st.binary(max_size=60), st.integers(0, 5))
def test_any_bytes_are_refused_or_read(tmp_path_factory: Any, data: bytes, protocol: int) -> None:
    file = tmp_path_factory.getbasetemp() / "any.pkl"
    whole = pickletools.optimize(pickle.dumps(cache(a=FILM), protocol))
    at = len(data) % len(whole)
    for content in (data, whole[:at] + data + whole[at:]):
        file.write_bytes(content)
        with suppress(BadCache):
            read_old_cache(file)


def test_entries_are_hints_each_looked_at_once(tree: Tree) -> None:
    tree.file("videos/012/a.h264")
    tree.file("videos/012/changed.h264", b"longer now")
    (tree.root / "videos/link.h264").symlink_to("012/a.h264")
    tree.look()
    before = tree.walk()
    entries = [
        OldEntry("a.h264", "/ethoscope_data/videos/012/a.h264", 4, ""),
        OldEntry("a.h264", f"{tree.root}/videos/012/a.h264", 4, ""),
        OldEntry("changed.h264", "videos/012/changed.h264", 4, ""),
        OldEntry("gone.h264", "/ethoscope_data/videos/gone.h264", 4, ""),
        OldEntry("link.h264", "videos/link.h264", 4, ""),
        OldEntry("up", "../../etc/passwd", 4, ""),
        OldEntry("nul", "a\0b", 4, ""),
        OldEntry("none", "", 4, ""),
        OldEntry("half", "\ud800", -(1 << 200), ""),
    ]
    with tree.opened() as file, Reach(str(tree.root)) as reach:
        found = take_over(file, reach, str(tree.root), entries, Silent())
        assert found == Imported(
            2,
            (
                Hint("videos/012/changed.h264", 4, "has another size"),
                Hint("/ethoscope_data/videos/gone.h264", 4, "is not there"),
                Hint("videos/link.h264", 4, "is not there"),
                Hint("../../etc/passwd", 4, "has no path that can be used"),
                Hint("a\0b", 4, "has no path that can be used"),
                Hint("", 4, "has no path that can be used"),
                Hint("\ud800", -(1 << 200), "is not there"),
            ),
        )
        assert len(file.hints()) == 7
    figures = load_figures(tree.index)
    assert figures is not None
    assert figures.unconfirmed == 7
    assert tree.look()[0] == before == tree.walk()
    figures = load_figures(tree.index)
    assert figures is not None
    assert figures.unconfirmed == 7
