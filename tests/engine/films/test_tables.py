"""An MP4 that claims more than its bytes can hold is given up before FFmpeg makes room for it."""

from __future__ import annotations

import io
import resource
import struct

import av
import pytest

from desktop_app.engine.errors import BadFilm
from desktop_app.engine.films import tables
from desktop_app.engine.films.film import FilmFacts, open_film
from desktop_app.engine.films.limits import Limits
from tests.films import boxed_film

MANY = 0x0FFF_FFFF


def facts(data: bytes, **limits: int) -> FilmFacts:
    film = open_film(io.BytesIO(data), "a.mp4", Limits(**limits))
    try:
        return film.facts
    finally:
        film.close()


def patched(data: bytes, kind: bytes, offset: int, value: bytes) -> bytes:
    """``offset`` counts from the content of the only box of that kind."""
    assert data.count(kind) == 1
    at = data.index(kind) + 4 + offset
    return data[:at] + value + data[at + len(value) :]


def number(value: int) -> bytes:
    return struct.pack(">I", value)


def remuxed(kind: str, **options: str) -> bytes:
    """The film with its tables laid out otherwise."""
    out = io.BytesIO()
    with (
        av.open(io.BytesIO(boxed_film("mp4")), "r") as film,
        av.open(out, "w", format=kind, options=options) as made,
    ):
        stream = made.add_stream_from_template(film.streams.video[0])
        for packet in film.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                made.mux(packet)
    return out.getvalue()


def fragmented() -> bytes:
    return remuxed("mp4", movflags="frag_keyframe+empty_moov+default_base_moof")


FILM = boxed_film("mp4")
HOSTILE = {
    "pictures of one size": patched(FILM, b"stsz", 4, number(1) + number(MANY)),
    "one long run": patched(FILM, b"stts", 8, number(MANY)),
    "endless runs": patched(FILM, b"stts", 4, number(MANY)),
    "chunks": patched(FILM, b"stco", 4, number(MANY)),
    "a fragment": fragmented().replace(
        b"trun" + fragmented().split(b"trun")[1][:8],
        b"trun\0\0\0\0" + number(MANY),
        1,
    ),
    "below another name": patched(FILM, b"stsz", 4, number(1) + number(MANY)).replace(
        b"moov", b"free"
    ),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_more_pictures_than_bytes_are_refused_at_once(data: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadFilm, match="claims 268,435,455 pictures"):
        facts(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < before + (50 << 10), "KiB"


def test_more_pictures_than_a_look_may_cost_are_too_many() -> None:
    for data in (FILM, fragmented()):
        assert facts(data, pictures=50).width == 160
        with pytest.raises(BadFilm, match="more than 49 pictures") as caught:
            facts(data, pictures=49)
        assert caught.value.mild


def test_other_layouts_are_walked_through_as_well() -> None:
    assert facts(remuxed("mov")).frames == 50
    old = remuxed("mov")
    assert facts(old[int.from_bytes(old[:4], "big") :]).frames == 50  # without its first box


def test_samples_of_plain_sound_are_no_pictures() -> None:
    out = io.BytesIO()
    with av.open(out, "w", format="mov") as made:
        stream = made.add_stream("pcm_s16le", rate=8000)
        sound = av.AudioFrame("s16", "mono", 8000)
        sound.rate = 8000
        sound.planes[0].update(bytes(16000))
        made.mux(stream.encode(sound))
    with pytest.raises(BadFilm, match="at most sound"):
        facts(out.getvalue(), pictures=100)


def test_boxes_without_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b""
    for _ in range(20):
        deep = number(8 + len(deep)) + b"moov" + deep
    with pytest.raises(BadFilm, match="beyond all measure"):
        facts(FILM[:32] + deep)
    monkeypatch.setattr(tables, "MOST_BOXES", 10)
    with pytest.raises(BadFilm, match="more boxes"):
        facts(FILM)


def test_a_compressed_header_is_not_looked_into() -> None:
    hidden = number(16) + b"cmov" + bytes(8)
    with pytest.raises(BadFilm, match="compressed"):
        facts(FILM[:32] + number(8 + len(hidden)) + b"moov" + hidden)
