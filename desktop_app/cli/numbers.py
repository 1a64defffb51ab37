"""Numbers that people type: none that no date, no clock and no database can hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

MOST = 10**9
KINDS = frozenset({"int", "int range", "float", "float range"})  # as typer names them


def keep_within_reason(command: Any) -> None:
    """Refuse, in the command and in those below it, numbers beyond :data:`MOST`, and what is none
    though it is written like one (``nan``, which is neither below a limit nor above it)."""
    for parameter in command.params:
        kind = parameter.type
        if kind.name in KINDS and "convert" not in vars(kind):
            kind.convert = _checked(kind)
    for each in getattr(command, "commands", {}).values():
        keep_within_reason(each)


def _checked(kind: Any) -> Callable[[Any, Any, Any], Any]:
    convert = kind.convert

    def checked(value: Any, parameter: Any, context: Any) -> Any:
        number = convert(value, parameter, context)
        if not abs(number) <= MOST:
            kind.fail(f"{value} is not in the range of numbers up to {MOST:,}.", parameter, context)
        return number

    return checked
