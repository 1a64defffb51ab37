"""Pictures on disk: up to a limit, and never a reason for anything to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.films.cabinet import Cabinet, Kept, key_of


def kept(number: int) -> Kept:
    return Kept(bytes([number]) * 1000, "")


def test_what_is_kept_is_given_back(tmp_path: Path) -> None:
    cabinet, key = Cabinet(tmp_path / "deep" / "pictures.sqlite"), key_of("lab", "a.h264", 5, 7)
    assert cabinet.load(key) is None
    cabinet.store(key, Kept(b"jpeg", "{}"))
    assert Cabinet(tmp_path / "deep" / "pictures.sqlite").load(key) == Kept(b"jpeg", "{}")


def test_keys_tell_films_apart() -> None:
    keys = {key_of("a", "b", 1, 2), key_of("a", "b", 1, 3), key_of("ab", "", 1, 2)}
    assert len(keys) == 3
    assert key_of("a", "\udce9", 1, 2)


def test_those_go_that_nobody_looked_at_for_longest(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path / "pictures.sqlite", limit=10_000)
    keys = [key_of(str(n)) for n in range(11)]
    for n, key in enumerate(keys[:10]):
        cabinet.store(key, kept(n))
    assert cabinet.load(keys[0]) == kept(0)
    cabinet.store(keys[10], kept(10))
    assert cabinet.size() <= 9_000
    assert cabinet.load(keys[0]) == kept(0), "it was looked at since"
    assert cabinet.load(keys[1]) is None
    assert cabinet.load(keys[10]) == kept(10)


@pytest.mark.parametrize("content", [b"no database" * 200, b""])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "pictures.sqlite"
    file.write_bytes(content)
    cabinet, key = Cabinet(file), key_of("a")
    assert cabinet.load(key) is None
    cabinet.store(key, kept(1))
    assert cabinet.load(key) == kept(1)


def test_a_place_that_cannot_be_used_costs_the_pictures_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cabinet = Cabinet(tmp_path / "file" / "pictures.sqlite")
    cabinet.store(key_of("a"), kept(1))
    assert cabinet.load(key_of("a")) is None
    assert cabinet.size() == 0
