"""How a folder target's index is kept: names in the options of the target."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from desktop_app.engine.sources.folder.index.look import Rules

AGE_DAYS, CHECK_DAYS = "index_age_days", "index_check_days"


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
