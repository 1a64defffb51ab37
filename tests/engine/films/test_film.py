"""Real films, looked into from any seekable stream."""

from __future__ import annotations

import io

import pytest

from desktop_app.engine.errors import BadFilm, Cancelled
from desktop_app.engine.films.film import Film, Shot, first_shot, open_film
from desktop_app.engine.films.limits import Limits
from desktop_app.engine.films.names import Said, is_film, number_of, said_by
from desktop_app.engine.progress import Cancel
from tests.films import boxed_film, brightness, raw_film

NAME = "2026-03-14_09-00-00_0123456789abcdef0123456789abcdef_NA_160x120@25fps-20q_00001.h264"
BIG = (4000, 4000)


class Counting(io.BytesIO):
    """Tells how many bytes were read."""

    told = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.told += len(data)
        return data


def opened(data: bytes, name: str = NAME, **options: object) -> Film:
    return open_film(io.BytesIO(data), name, **options)  # type: ignore[arg-type]


def brightest(shot: Shot) -> float:
    """How bright a picture is all over: 0 to 255, from video levels."""
    rgb = shot.picture.rgb
    return 16 + sum(rgb) / len(rgb) * 219 / 255


def test_a_raw_film_tells_size_and_length_by_its_pictures_and_its_name() -> None:
    facts = opened(raw_film()).facts
    assert (facts.width, facts.height, facts.codec) == (160, 120, "H.264")
    assert (facts.frames, facts.rate, facts.seconds, facts.exact) == (50, 25.0, 2.0, True)


def test_the_rate_comes_from_the_name_and_else_from_the_stream() -> None:
    assert opened(raw_film(), "a_160x120@50_00001.h264").facts.seconds == 1.0
    assert opened(raw_film(), "plain.h264").facts.rate == 25.0


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (raw_film(), NAME),
        (boxed_film("mp4"), "a.mp4"),
        (boxed_film("matroska"), "a.mkv"),
        (boxed_film("avi"), "a.avi"),
    ],
)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.77, 1.0])
def test_the_picture_at_a_place_is_the_one_of_that_moment(
    data: bytes, name: str, share: float
) -> None:
    film = opened(data, name)
    shot = film.shot(share, BIG)
    film.close()
    wanted = [brightness(min(49, max(0, round(share * 50) + step))) for step in range(-2, 3)]
    assert (shot.picture.width, shot.picture.height, shot.whole) == (160, 120, True)
    # Grain and coding move it a little; pictures near by are 4 steps apart.
    assert min(abs(brightest(shot) - each) for each in wanted) < 12


def test_pictures_differ_from_place_to_place() -> None:
    film = opened(raw_film())
    told = [brightest(film.shot(share, BIG)) for share in (0.0, 0.25, 0.5, 0.75)]
    assert told == sorted(told)
    assert told[-1] > told[0] + 60


def test_a_thumbnail_keeps_the_proportions_and_never_grows() -> None:
    small = first_shot(opened(raw_film()), (80, 80)).picture
    assert (small.width, small.height, len(small.rgb)) == (80, 60, 80 * 60 * 3)
    assert first_shot(opened(raw_film()), BIG).picture.width == 160


def test_a_place_far_into_a_long_film_costs_a_few_stretches() -> None:
    data = raw_film(frames=60, width=640, height=480, gop=6) * 40
    stream = Counting(data)
    film = open_film(stream, NAME)
    assert not film.facts.exact or len(data) <= 16 << 20
    before = stream.told
    assert film.shot(0.6, BIG).whole
    assert stream.told - before < 4 << 20 < len(data)


def test_a_film_too_long_to_count_is_counted_in_parts() -> None:
    one = raw_film(frames=60, width=640, height=480, gop=6)
    data = one * (1 + (17 << 20) // len(one))
    facts = opened(data).facts
    assert not facts.exact
    assert facts.frames == pytest.approx(60 * len(data) / len(one), rel=0.05)


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", NAME, "is empty"),
        (b"", "a.mp4", "is empty"),
        (boxed_film("mp4"), NAME, "is no H.264 stream: it is an MP4 film"),
        (raw_film(), "a.mp4", "is no film: it is a bare stream of H.264"),
        (b"\xff\xd8\xff\xe0" + bytes(200), NAME, "is no H.264 stream: it is a JPEG picture"),
        (b"a,b\n1,2\n" * 40, NAME, "is no H.264 stream: it is text"),
        (b"a,b\n1,2\n" * 40, "a.avi", "is no film: it is text"),
        (bytes(5000), NAME, "is no H.264 stream: it is nothing but zeros"),
        (raw_film()[2000:], NAME, "does not begin like an H.264 stream"),
        (raw_film()[:12], NAME, "holds no picture where its first must be"),
        (boxed_film("mp4")[:20000], "a.mp4", "cut short"),
        (boxed_film("mp4").replace(b"avc1", b"zzzz"), "a.mp4", "has a codec that is not known"),
    ],
)
def test_what_is_no_film_is_told(data: bytes, name: str, why: str) -> None:
    with pytest.raises(BadFilm) as told:
        opened(data, name)
    assert why in told.value.reason


def test_a_torn_end_is_shown_and_told() -> None:
    film = opened(raw_film()[:-40])
    assert first_shot(film).whole
    assert not film.shot(1.0, BIG).whole


def test_a_film_that_makes_one_wait_is_given_up() -> None:
    with pytest.raises(BadFilm, match="takes too long"):
        opened(raw_film(), limits=Limits(seconds=-1))
    with pytest.raises(BadFilm, match="read too much"):
        opened(raw_film(), limits=Limits(read=1000))
    with pytest.raises(BadFilm, match="takes too long"):
        opened(boxed_film(), "a.mp4", limits=Limits(seconds=-1))


def test_a_picture_too_large_is_not_decoded() -> None:
    for data, name in ((raw_film(), NAME), (boxed_film(), "a.mp4")):
        with pytest.raises(BadFilm):
            opened(data, name, limits=Limits(pixels=100 * 100))


def test_a_look_can_be_cancelled() -> None:
    cancel = Cancel()
    film = opened(boxed_film(), "a.mp4", cancel=cancel)
    cancel.cancel()
    with pytest.raises(Cancelled):
        film.shot(0.5, BIG)


def test_what_names_say() -> None:
    assert is_film("a/b/c.H264")
    assert is_film("x_merged.mp4")
    assert not is_film("h264")
    assert not is_film("a.mp4/b")
    assert said_by(NAME) == Said(160, 120, 25.0)
    assert said_by("0x0@0.h264") is None
    assert number_of(NAME) == 1
    assert number_of("a.h264") is None
