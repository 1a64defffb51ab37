"""When the place of a repository will be full. Pure: measures and the time in, forecast out.

The trend is that of Theil and Sen, the median of the slopes between all pairs of days, which a
few odd days do not move. It counts as growth only where the days rise more often than chance
makes them (Mann and Kendall's test, one-sided, 5 %), so that use that only wavers gives no date.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from statistics import median

from desktop_app.engine.catalog.history import Measure
from desktop_app.engine.dataclass import dataclass

WINDOW = timedelta(weeks=8)
LEAST_DAYS = 4
SURE = 1.645
WARNING_DAYS = 14
FARTHEST = timedelta(days=3650)
DAY = 86_400.0

Point = tuple[float, float]  # days, bytes


class Trend(StrEnum):
    """What can be said."""

    TOO_LITTLE = "too little data"
    STEADY = "not growing"
    GROWING = "growing"
    UNKNOWN_PLACE = "growing, and the place cannot say how much fits"


@dataclass(frozen=True, slots=True)
class Forecast:
    """``used`` and ``free`` as last measured, in bytes; ``daily`` is the growth in bytes a day,
    of the repository or of what else fills its place, whichever is faster. ``enough``: how long
    it lasts, at most :data:`FARTHEST`; None where there is no date."""

    trend: Trend
    used: int = 0
    free: int | None = None
    daily: float = 0.0
    enough: timedelta | None = None

    def warns(self, within: timedelta) -> bool:
        """Whether it will be full so soon, or is."""
        if self.free == 0:
            return True
        return self.enough is not None and self.enough <= within


def forecast(measures: Sequence[Measure], now: datetime) -> Forecast:
    """What the measures of the last weeks let expect; in any order."""
    recent = sorted((m for m in measures if now - WINDOW <= m.at <= now), key=lambda m: m.at)
    if not recent:
        return Forecast(Trend.TOO_LITTLE)
    last = recent[-1]
    by_day = list({math.floor((m.at - now).total_seconds() / DAY): m for m in recent}.values())
    if len(by_day) < LEAST_DAYS:
        return Forecast(Trend.TOO_LITTLE, last.used, last.free)
    daily = growth([(_days(m, now), float(m.used)) for m in by_day])
    places = [(_days(m, now), -float(m.free)) for m in by_day if m.free is not None]
    if len(places) == len(by_day):
        # Others may fill the place too; the faster of the two counts.
        daily = max(daily, growth(places))
    if daily <= 0:
        return Forecast(Trend.STEADY, last.used, last.free)
    if last.free is None:
        return Forecast(Trend.UNKNOWN_PLACE, last.used, None, daily)
    left = min(last.free / daily, FARTHEST / timedelta(days=1))
    enough = max(timedelta(0), timedelta(days=left) - (now - last.at))
    return Forecast(Trend.GROWING, last.used, last.free, daily, enough)


def growth(points: Sequence[Point]) -> float:
    """Bytes a day; 0 where it is not sure that there is any. At least two points, no two at once.

    >>> growth([(0, 10), (1, 20), (2, 30), (3, 40), (4, 1000)])
    10.0
    """
    pairs = [(b[0] - a[0], b[1] - a[1]) for a, b in combinations(sorted(points), 2)]
    score = sum((rise > 0) - (rise < 0) for _, rise in pairs)
    count = len(points)
    spread = math.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    if spread == 0 or (score - 1) / spread < SURE:
        return 0.0
    return max(0.0, median(rise / days for days, rise in pairs))


def _days(measure: Measure, now: datetime) -> float:
    return (measure.at - now).total_seconds() / DAY
