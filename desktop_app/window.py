"""Joins the command line's desk and the window: what was read at the start becomes a window."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE
from desktop_app.engine.workspace import Recorder, Workspace

if TYPE_CHECKING:
    from desktop_app.cli.desk import Desk
    from desktop_app.gui.lab import OpenWorkspace
    from desktop_app.gui.questions import Questions


def show_window(desk: Desk) -> int:
    """Open the window of the profile until it is left; returns the exit code."""
    from desktop_app.gui.app import open_window

    server, telling = desk.catalog_server(), desk.telling()
    desk.profile.mkdir(parents=True, exist_ok=True, mode=0o700)

    def opening(questions: Questions) -> OpenWorkspace:
        @cache  # what was typed for one workspace is asked once, and is no other's
        def credentials(name: str) -> Credentials:
            return Credentials(desk.settings, name, asker=questions)

        def open_workspace(name: str, recorder: Recorder | None = None) -> Workspace:
            ended, keyholder = telling.of_job, credentials(name)
            return Workspace(desk.profile, keyholder, name, server, recorder=recorder, ended=ended)

        return open_workspace

    def catalog() -> Catalog:
        return Catalog(desk.profile, server)

    workspace = desk.workspace_name()
    options, told = _options(desk, workspace), telling.of_job
    return open_window(desk.profile, catalog, workspace, opening, options, told=told)


def _options(desk: Desk, workspace: str) -> tuple[str, ...]:
    """Those that a call at another terminal needs, to mean what this window shows."""
    from desktop_app.cli.desk import default_profile

    elsewhere = desk.profile != default_profile().absolute()
    profile = ("--profile", str(desk.profile)) if elsewhere else ()
    return (*profile, *(("--workspace", workspace) if workspace != DEFAULT_WORKSPACE else ()))
