"""An error as data, without secrets, and the same error again."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.engine import errors
from desktop_app.engine.errors import Bug, LabVaultError

MOST_PLACES = 12

Fault = Mapping[str, Any]


def fault_of(error: BaseException) -> Fault:
    """What is kept of an error: its class, its fields, one line of text.

    Only our own errors are known to hold no secret. Of any other its class is kept, and the
    places in the program that it passed, without any value.
    """
    if isinstance(error, LabVaultError):
        return {"class": type(error).__name__, "what": str(error), "fields": _fields(error)}
    frames = traceback.extract_tb(error.__traceback__)[-MOST_PLACES:]
    places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    name = type(error).__name__
    return {"class": name, "what": name, "fields": {}, "places": places}


def _fields(error: LabVaultError) -> dict[str, str | int]:
    return {
        name: value if isinstance(value, int) else str(value) for name, value in vars(error).items()
    }


def error_of(fault: Fault) -> LabVaultError:
    """The error that was kept, for its words. What is no error of ours is a :class:`Bug`."""
    kind = getattr(errors, str(fault.get("class")), None)
    if not (isinstance(kind, type) and issubclass(kind, LabVaultError)):
        return Bug(str(fault.get("what", "")))
    kept = fault.get("fields", {})
    if any(name not in kept for name in kind.names):
        return Bug(str(fault.get("what", "")))  # an older program kept it, with other fields
    return kind(**{name: kept[name] for name in kind.names})
