"""Names that people give to targets and repositories."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.plain_text import can_be_name


def checked_name(name: str) -> str:
    """A name that can be typed, shown and told from an option again."""
    if not can_be_name(name):
        raise typer.BadParameter("a name has 1 to 100 visible characters and begins with no -")
    return name


Name = Annotated[str, typer.Argument(metavar="NAME", callback=checked_name)]
