"""Names that people give to targets and repositories."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli.text import shown


def checked_name(name: str) -> str:
    """A name that can be typed, shown and told from an option again."""
    if not name.strip() or name.startswith("-") or shown(name) != name or len(name) > 100:
        raise typer.BadParameter("a name has 1 to 100 visible characters and begins with no -")
    return name


Name = Annotated[str, typer.Argument(metavar="NAME", callback=checked_name)]
