"""Moments as devices write them, and what they are in UTC. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from desktop_app.engine.errors import BadAddress

FORM = "%Y-%m-%d_%H-%M-%S"


def zone_of(name: str) -> ZoneInfo:
    """A time zone by its IANA name. Raises :class:`BadAddress`."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError, of this one's kind
        raise BadAddress(name, "it is no time zone such as Europe/London") from None
    except KeyError:
        raise BadAddress(name, "it is no time zone such as Europe/London") from None


def from_utc(text: str) -> datetime | None:
    """None for what is no moment, such as a 30 February."""
    return _parsed(text, UTC)


def from_local(text: str, zone: tzinfo) -> tuple[datetime, ...]:
    """All moments in UTC that a clock of the zone may have meant: two in the hour that is there
    twice in autumn. Of an hour that is not there in spring, what a clock that was set too late
    would have meant. Empty for what is no moment.

    >>> [f"{m:%H:%M}" for m in from_local("2026-10-25_01-30-00", ZoneInfo("Europe/London"))]
    ['00:30', '01:30']
    """
    local = _parsed(text, zone)
    if local is None:
        return ()
    both = {local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(sorted(both))


def as_local(moment: datetime, zone: tzinfo) -> str:
    """As a clock of the zone shows it, in the devices' form."""
    return f"{moment.astimezone(zone):{FORM}}"


def as_utc(moment: datetime) -> str:
    """
    >>> as_utc(datetime(2026, 3, 14, 9, tzinfo=UTC))
    '2026-03-14_09-00-00'
    """
    return f"{moment.astimezone(UTC):{FORM}}"


def span(length: timedelta) -> str:
    """How long, in words for a remark.

    >>> span(timedelta(hours=5, minutes=40)), span(timedelta(seconds=95))
    ('5 h 40 min', '2 min')
    """
    minutes = round(length.total_seconds() / 60)
    hours, left = divmod(minutes, 60)
    return f"{hours} h {left} min" if hours else f"{left} min"


def _parsed(text: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.strptime(text, FORM).replace(tzinfo=zone)
    except ValueError:
        return None
