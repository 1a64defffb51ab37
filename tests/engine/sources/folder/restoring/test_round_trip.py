"""Any tree comes back as it was: names of any bytes, deep and long ones, and what they have."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Existing, Way
from tests.engine.sources.folder.restoring.conftest import Shelf
from tests.engine.sources.folder.trees import told

part = (
    st.binary(min_size=1, max_size=12)
    .map(lambda name: name.replace(b"/", b"|").replace(b"\0", b"0"))
    .filter(lambda name: name not in (b".", b".."))
) | st.sampled_from([b"CON", b"nul.txt", b"a\nb", b" ", b"-rf", b"~", b"\xff\xfe", "ü".encode()])
path = st.lists(part, min_size=1, max_size=4).map(b"/".join)
content = st.binary(max_size=40) | st.builds(
    lambda start, zeros, end: start + bytes(zeros) + end,
    st.binary(max_size=9),
    st.integers(0, 20_000),
    st.binary(max_size=9),
)
node = st.tuples(
    st.sampled_from(["file", "folder", "link", "name", "sparse"]),
    content,
    st.integers(0, 0o7777),
    st.integers(-(2**31) * 10**9, 2**33 * 10**9),
    st.dictionaries(st.sampled_from(["user.a", "user.ü"]), st.binary(max_size=5), max_size=2),
)
trees = st.dictionaries(path, node, max_size=8)


# Something else stands there, or a link that leads nowhere.
IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR, errno.ENOENT, errno.ENAMETOOLONG, errno.ELOOP}

Tree = dict[bytes, tuple[str, bytes, int, int, dict[str, bytes]]]


def grow(root: Path, tree: Tree) -> None:
    """Make what can be made of it: a path below a file cannot."""
    files: list[Path] = []
    for name, (form, data, mode, modified, extended) in tree.items():
        whole = root / os.fsdecode(name)
        try:
            whole.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(whole):
                continue
            put(whole, form, data, files)
        except OSError as fault:
            if fault.errno not in IN_THE_WAY:
                raise
            continue
        if form != "link":
            for key, value in extended.items():
                os.setxattr(whole, key, value)
            whole.chmod(mode | 0o700 if form == "folder" else mode)
        os.utime(whole, ns=(0, modified), follow_symlinks=False)


def put(whole: Path, form: str, data: bytes, files: list[Path]) -> None:
    if form == "link":
        whole.symlink_to(os.fsdecode(data[:4000].replace(b"\0", b"0") or b"?"))
    elif form == "name" and files:
        whole.hardlink_to(files[0])
    elif form == "folder":
        whole.mkdir()
    else:
        whole.write_bytes(data)
        if form == "sparse":
            os.truncate(whole, len(data) + 70_000)
        files.append(whole)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees)
def test_any_tree(shelf: Shelf, tree: Tree) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        root, out = folder / "root", folder / "out"
        root.mkdir()
        grow(root, tree)
        snapshot, before = shelf.keep(root), told(root)
        result = shelf.restore(snapshot, out)
        assert (result.problems, result.remarks) == ((), ())
        assert told(out) == before
        over = RestoreOptions(way=Way.OVER, existing=Existing.REPLACE)
        again = shelf.restore(snapshot, out, over)
        assert again.met is not None
        assert again.met.same == sum(i.kind != "folder" for i in shelf.items(snapshot))
        assert told(out) == before
    finally:
        shutil.rmtree(folder)


def test_long_names_and_deep_folders(shelf: Shelf, tmp_path: Path) -> None:
    """Names of 255 bytes, and paths far longer than the system takes at once."""
    root = tmp_path / "films"
    root.mkdir()
    name = "f" * 251 + "ü" + "l"
    handle = os.open(root, os.O_RDONLY)
    for _ in range(30):
        os.mkdir(name, dir_fd=handle)
        below = os.open(name, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    film = os.open("film", os.O_WRONLY | os.O_CREAT, dir_fd=handle)
    os.write(film, b"deep")
    os.close(film)
    os.close(handle)
    snapshot = shelf.keep(root)
    assert shelf.restore(snapshot, tmp_path / "out").remarks == ()
    again = shelf.keep(tmp_path / "out")
    both = [[(i.name, i.hash) for i in shelf.items(each)] for each in (snapshot, again)]
    assert both[0] == both[1]
    assert len(both[0]) == 32
