"""What every command works with: the settings, the profile, and how to show progress."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from desktop_app.cli import progress_view
from desktop_app.cli.credentials import Credentials
from desktop_app.cli.interrupts import cancelling
from desktop_app.cli.settings import Settings
from desktop_app.engine.progress import Meter

if TYPE_CHECKING:
    from desktop_app.engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """One call of the command line. ``json``: stdout gets one JSON document."""

    settings: Settings
    profile: Path
    json: bool

    def workspace(self, *, recovery: bool = False) -> Workspace:
        """The profile's workspace, to be used in a ``with``."""
        from desktop_app.engine.workspace import Workspace

        return Workspace(self.profile, Credentials(self.settings, recovery=recovery))

    @contextmanager
    def working(self) -> Iterator[Meter]:
        """A meter that is shown, and that Ctrl-C cancels, while the block runs. Nothing may be
        asked or printed in it."""
        with self.narrating() as (meter, _):
            yield meter

    @contextmanager
    def narrating(self) -> Iterator[tuple[Meter, progress_view.View]]:
        """The same, with the view, whose ``note`` prints lines of the answer meanwhile."""
        meter = Meter()
        with cancelling(meter.cancel), progress_view.showing(meter, self._style()) as view:
            yield meter, view

    def _style(self) -> progress_view.Style:
        if self.json:
            return progress_view.Style.JSON
        live = sys.stderr.isatty()
        return progress_view.Style.LIVE if live else progress_view.Style.PLAIN


def desk_of(context: typer.Context) -> Desk:
    """The desk that the root command laid out."""
    desk = context.find_object(Desk)
    assert desk is not None
    return desk


def default_profile() -> Path:
    """Where catalog, settings and logs lie when nobody says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("labvault", appauthor=False)
