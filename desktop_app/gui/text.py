"""Values in words, by the language of the window and its formats (see :mod:`language`).

Names come from databases that may be hostile: :func:`shown` escapes what could reorder a line.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from desktop_app.plain_text import shown

__all__ = [
    "age",
    "clock",
    "count",
    "day_name",
    "duration",
    "later",
    "moment",
    "number",
    "said",
    "shown",
    "size",
    "tr",
]

CONTEXT = "labvault"
MINUTE, HOUR, DAY = 60, 3600, 86400


def tr(text: str, count: int = -1) -> str:
    """The text in the language of the window; ``%n`` becomes ``count``."""
    return QCoreApplication.translate(CONTEXT, text, "", count)


def said(words: str) -> str:
    """What the engine says, in our language: all of it where it is a fixed sentence, else what
    stands before its colon; the rest is a tool's own words."""
    whole = tr(words) if words else ""
    head, colon, rest = words.partition(": ")
    if whole != words or not colon:
        return whole
    return f"{tr(head)}: {said(rest)}"


def later(text: str) -> str:
    """The same text. Marks one that is translated where it is shown, by ``tr`` of its value."""
    return text


def number(value: int) -> str:
    return QLocale().toString(value)


def size(count: float) -> str:
    """Bytes with a unit: powers of 1000, as drives are sold."""
    if round(count) == 1:  # which Qt's format calls 1 bytes
        return tr("1 byte")
    return QLocale().formattedDataSize(
        round(count), 1 if count >= 1000 else 0, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def duration(seconds: float) -> str:
    """How long: the two greatest units."""
    if seconds < 1:
        return tr("under 1 s")
    if seconds < MINUTE:
        return tr("%n s", round(seconds))
    if seconds < HOUR:
        return tr("%n min", round(seconds / MINUTE))
    if seconds < 2 * DAY:
        return tr("%n h", round(seconds / HOUR))
    return tr("%n days", round(seconds / DAY))


def age(at: datetime, now: datetime) -> str:
    """How long ago."""
    passed = (now - at).total_seconds()
    if passed < MINUTE:
        return tr("just now")
    if passed >= 2 * DAY:  # some languages have another form of the days here
        return tr("%n days ago", round(passed / DAY))
    return tr("{time} ago").format(time=duration(passed))


def clock(at: datetime) -> str:
    """The time of day, in this computer's zone."""
    time = QDateTime(at.astimezone().replace(tzinfo=None)).time()
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def day_name(day: date, now: datetime) -> str:
    """A day as people say it: today, yesterday, else its date."""
    days = (day - now.astimezone().date()).days
    near = {0: tr("today"), -1: tr("yesterday"), 1: tr("tomorrow")}
    if days in near:
        return near[days]
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def moment(at: datetime, now: datetime) -> str:
    """A day and a time as people say it, in this computer's zone."""
    day = day_name(at.astimezone().date(), now)
    return tr("{day} {time}").format(day=day, time=clock(at))


def count(amount: int, one: str, many: str) -> str:
    """A number and the right form of the noun; of other languages, that know more than two
    forms or other ones, what is translated is ``%Ln`` with the English plural."""
    source = f"%Ln {many}"
    said = QCoreApplication.translate(CONTEXT, source, "", amount)
    # Without a translation what comes back is the source, with the number in its place.
    if said == source.replace("%Ln", number(amount)):
        return f"{number(amount)} {one if amount == 1 else many}"
    return said


def limit(seconds: int | None) -> str:
    """The yardstick of an age."""
    if seconds is None:
        return tr("no limit set")
    return tr("limit {time}").format(time=duration(seconds))
