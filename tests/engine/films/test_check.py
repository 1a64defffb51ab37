"""Whether a film can be played, told from a stream that is read once."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.errors import BadFilm
from desktop_app.engine.films import check
from desktop_app.engine.films.check import TORN, FilmCheck, check_film
from desktop_app.engine.films.film import open_film
from tests.films import boxed_film, raw_film

NAME = "x_160x120@25fps-20q_00001.h264"
BOXES = [("a.mp4", "mp4"), ("a.avi", "avi"), ("a.mkv", "matroska")]


def pieces(data: bytes, size: int = 5000) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def checked(data: bytes, name: str = NAME) -> FilmCheck:
    left = pieces(data)
    found = check_film(name, len(data), left)
    assert next(left, None) is None, "whoever asks counts on every byte being read"
    return found


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def test_a_sound_film_has_all_its_pictures_counted() -> None:
    found = checked(raw_film())
    assert (found.pictures, found.fault) == (50, "")
    assert found.decoded >= 50
    assert checked(raw_film(b=2)).fault == ""
    assert checked(raw_film(gop=250)).fault == ""


@pytest.mark.parametrize(("name", "kind"), BOXES)
def test_sound_films_in_containers(name: str, kind: str) -> None:
    found = checked(boxed_film(kind), name)
    assert (found.pictures, found.fault) == (50, "")


def test_of_a_long_film_a_sample_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "WHOLE", 1000)
    data = raw_film(frames=200)
    found = checked(data)
    assert (found.pictures, found.fault) == (200, "")
    assert 40 < found.decoded < 100
    assert checked(data[:-30]).fault == TORN
    # Damage from end to end does not slip between the samples.
    broken = bytearray(data)
    for at in range(3000, len(data) - 400, 900):
        broken[at : at + 40] = noise(40)
    assert "broken pictures" in checked(bytes(broken)).fault


@pytest.mark.parametrize("lost", [1, 20, 300])
def test_a_torn_end_is_told_mildly(lost: int) -> None:
    found = checked(raw_film()[:-lost])
    assert (found.fault, found.mild) == (TORN, True)


def test_an_end_between_two_pictures_is_none_that_anybody_misses() -> None:
    data = raw_film()
    last = data.rindex(b"\x00\x00\x01\x41")
    assert checked(data[:last]) == FilmCheck(49, 58, "")
    # Parameters for a key picture that never came.
    cut = data[: data.rindex(b"\x00\x00\x01\x65")]
    assert (checked(cut).fault, checked(cut).mild) == (TORN, True)


@pytest.mark.parametrize(("name", "kind"), BOXES[1:])
def test_a_torn_end_in_a_container(name: str, kind: str) -> None:
    whole = boxed_film(kind)
    found = checked(whole[: len(whole) * 2 // 3], name)
    assert (found.fault, found.mild) == (TORN, True)


def test_an_mp4_without_its_table_is_told_mildly() -> None:
    found = checked(boxed_film("mp4")[:-2000], "a.mp4")
    assert "cut short" in found.fault
    assert found.mild


@pytest.mark.parametrize(("name", "whole"), [(NAME, raw_film()), ("a.mp4", boxed_film())])
def test_broken_pictures_in_the_middle_are_no_torn_end(name: str, whole: bytes) -> None:
    broken = bytearray(whole)
    middle = len(whole) // 4
    broken[middle : middle + 2000] = noise(2000)
    found = checked(bytes(broken), name)
    assert "broken pictures" in found.fault or "does not decode" in found.fault
    assert not found.mild


def test_what_is_something_else_is_told_and_read_to_its_end() -> None:
    found = checked(b"\xff\xd8\xff" + noise(400_000))
    assert found == FilmCheck(0, 0, "is no H.264 stream: it is a JPEG picture", mild=False)
    assert checked(b"").mild


def test_a_stream_that_stops_being_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "MOST_SILENT", 100_000)
    tail = b"\x00\x00\x01\x06" + b"\xaa" * 500_000
    assert "no pictures any more" in checked(raw_film() + tail).fault


def test_the_place_to_look_again_is_used_for_containers() -> None:
    data = boxed_film()
    found = check_film("a.mp4", len(data), pieces(data), lambda: io.BytesIO(data))
    assert found.fault == ""
    other = check_film("a.mp4", len(data), pieces(data), lambda: io.BytesIO(b"text" * 9))
    assert "text" in other.fault


DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=60)), min_size=1, max_size=6
)


@settings(max_examples=60, deadline=None)
@given(damage=DAMAGE, which=st.integers(0, 3), end=st.floats(0.01, 1))
def test_whatever_the_bytes_are_there_is_an_answer(
    damage: list[tuple[float, bytes]], which: int, end: float
) -> None:
    name, whole = [(NAME, raw_film(12)), *((n, boxed_film(k, 12)) for n, k in BOXES)][which]
    data = bytearray(whole)
    for share, other in damage:
        at = int(share * len(data))
        data[at : at + len(other)] = other
    data = data[: max(1, int(len(data) * end))]
    checked(bytes(data), name)
    with suppress(BadFilm):
        film = open_film(io.BytesIO(bytes(data)), name)
        for share in (0.0, 0.5, 1.0):
            film.shot(share, (64, 64))
        film.close()
