"""What a folder target can be told besides its path: names in the options of the target.

``include`` and ``exclude`` hold lists of patterns, see :mod:`.patterns`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

INCLUDE, EXCLUDE = "include", "exclude"
QUIET_SECONDS = "quiet_seconds"


def quiet_seconds(options: Mapping[str, Any]) -> float:
    """For how long a file must have rested to count as whole; 0: it need not.

    >>> quiet_seconds({"quiet_seconds": 30}), quiet_seconds({})
    (30.0, 0.0)
    """
    return float(options.get(QUIET_SECONDS, 0))
