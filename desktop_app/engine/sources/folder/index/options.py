"""How a folder target's index is kept: names in the options of the target."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from desktop_app.engine.sources.folder.index.look import Rules

AGE_DAYS, CHECK_DAYS = "index_age_days", "index_check_days"
"""How many days a file must have rested to be taken as it is known, and after how many days
everything is looked at, whatever is known; fractions are days too."""


def with_rules(
    options: Mapping[str, Any], age_days: float | None, check_days: float | None
) -> dict[str, Any]:
    """The options with these in place of what they held; None leaves one as it is."""
    given = {AGE_DAYS: age_days, CHECK_DAYS: check_days}
    return {**options, **{key: days for key, days in given.items() if days is not None}}


def told_rules(options: Mapping[str, Any]) -> dict[str, float]:
    """What the options say, with the defaults.

    >>> told_rules({"index_age_days": 30})
    {'index_age_days': 30.0, 'index_check_days': 1.0}
    """
    rules, day = rules_of(options), timedelta(days=1)
    return {AGE_DAYS: rules.age / day, CHECK_DAYS: rules.check / day}


def rules_of(options: Mapping[str, Any]) -> Rules:
    """
    >>> rules_of({"index_age_days": 30}).age.days, rules_of({}).check.days
    (30, 1)
    """
    plain = Rules()
    return Rules(
        age=timedelta(days=float(options.get(AGE_DAYS, plain.age / timedelta(days=1)))),
        check=timedelta(days=float(options.get(CHECK_DAYS, plain.check / timedelta(days=1)))),
    )
