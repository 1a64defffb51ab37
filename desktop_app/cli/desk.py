"""What every command works with: the settings, the profile, and how to show progress."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from desktop_app.cli import progress_view
from desktop_app.cli.interrupts import cancelling
from desktop_app.credentials import Credentials
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.progress import Meter
from desktop_app.garbage import all_is_loaded
from desktop_app.settings import Settings

if TYPE_CHECKING:
    from desktop_app.engine.catalog.catalog import Catalog
    from desktop_app.engine.catalog.server import CatalogServer
    from desktop_app.engine.profile.settings import ProfileSettings
    from desktop_app.engine.workspace import Ended, Workspace
    from desktop_app.telling import Telling


@dataclass(frozen=True, slots=True)
class Desk:
    """One call of the command line. ``json``: stdout gets one JSON document. ``chosen`` is the
    name of the workspace that the call names, if it names one."""

    settings: Settings
    profile: Path
    json: bool
    chosen: str | None = None

    def credentials(self, *, recovery: bool = False) -> Credentials:
        """Where the workspace that is meant gets its secrets from."""
        return Credentials(self.settings, self.workspace_name(), recovery=recovery)

    def workspace(
        self,
        *,
        recovery: bool = False,
        credentials: Credentials | None = None,
        ended: Ended | None = None,
        target: str | None = None,
        backup: bool = False,
    ) -> Workspace:
        """The workspace that is meant, to be used in a ``with``. ``ended`` is told of each run; by
        default people are, at once. ``target``: whose repository will be opened first, if it is
        known; ``backup``: for a backup of it."""
        name, server = self.workspace_name(), self.catalog_server()
        keyholder = credentials or self.credentials(recovery=recovery)
        from desktop_app.engine.head_start import HeadStart

        head_start = HeadStart()
        try:
            if target is not None and server is None:
                head_start.begin(self.profile, name, target, keyholder, backup=backup)
            from desktop_app.engine.workspace import Workspace

            all_is_loaded()
            told = ended or self.telling().of_job
            return Workspace(
                self.profile, keyholder, name, server, ended=told, head_start=head_start
            )
        except BaseException:
            head_start.close()
            raise

    def telling(self) -> Telling:
        """What tells people of the jobs that this call runs."""
        from desktop_app.cli.telling import telling

        return telling(self.profile)

    def workspace_name(self) -> str:
        """As the call, the environment or the profile's settings say, in this order."""
        from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE

        named = self.chosen or self.settings.workspace
        return named or self.profile_settings().workspace or DEFAULT_WORKSPACE

    @contextmanager
    def catalog(self) -> Iterator[Catalog]:
        """The whole catalog, of all workspaces."""
        from desktop_app.engine.catalog.catalog import Catalog

        all_is_loaded()
        with closing(Catalog(self.profile, self.catalog_server())) as catalog:
            yield catalog

    def catalog_server(self) -> CatalogServer | None:
        """Where the catalog lies; None when it is a file of the profile."""
        settings = self.profile_settings()
        url = self.settings.catalog_url or settings.catalog_url
        if not url:
            return None
        from desktop_app.engine.profile.catalog_address import catalog_server

        kept = settings.catalog_password_kept and url == settings.catalog_url
        return catalog_server(url, kept, self.settings.postgres_password)

    def profile_settings(self) -> ProfileSettings:
        """What stands in the profile's settings file."""
        from desktop_app.engine.profile.settings import read_settings_file

        return read_settings_file(self.profile)

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
