"""Joins the command line's desk and the window: what was read at the start becomes a window."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE
from desktop_app.engine.workspace import Recorder, Workspace
from desktop_app.garbage import all_is_loaded

if TYPE_CHECKING:
    from desktop_app.cli.desk import Desk
    from desktop_app.engine.catalog.entries import Job
    from desktop_app.engine.sources.folder.index.feeder import Feeder
    from desktop_app.gui.lab import OpenWorkspace
    from desktop_app.gui.questions import Questions
    from desktop_app.gui.surroundings import Surroundings


def show_window(desk: Desk, *, hidden: bool = False) -> int:
    """Open the window of the profile until it is left; returns the exit code. ``hidden``: only in
    the tray at first."""
    from desktop_app.engine.targets.indexing import feeder_of
    from desktop_app.gui.app import open_window

    all_is_loaded()
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

    feeders: list[Feeder] = []

    def catalog() -> Catalog:
        opened = Catalog(desk.profile, server)
        feeders.append(feeder_of(opened, desk.profile / "cache", lambda _: None))
        feeders[-1].look()
        return opened

    def told(catalog: Catalog, job: Job) -> None:
        telling.of_job(catalog, job)
        for feeder in feeders:
            feeder.look()  # the job may have made a new target's index

    workspace = desk.workspace_name()
    options, around = _options(desk, workspace), _surroundings(desk)
    try:
        return open_window(
            desk.profile,
            catalog,
            workspace,
            opening,
            options,
            around,
            hidden=hidden,
            told=told,
        )
    finally:
        for feeder in feeders:
            feeder.close()


def _surroundings(desk: Desk) -> Surroundings:
    from platformdirs import user_config_path

    from desktop_app import autostart
    from desktop_app.gui.surroundings import Surroundings

    platform, settings = autostart.platform_of(sys.platform), desk.settings
    profile = str(desk.profile)
    return Surroundings(
        desk.profile,
        Path.home(),
        user_config_path() if platform is autostart.Platform.SYSTEMD else desk.profile,
        settings.for_tools,
        settings.notify_addresses,
        (sys.executable, "-m", "desktop_app", "--profile", profile),
        platform,
        settings.catalog_url or desk.profile_settings().catalog_url,
    )


def _options(desk: Desk, workspace: str) -> tuple[str, ...]:
    """Those that a call at another terminal needs, to mean what this window shows."""
    from desktop_app.cli.desk import default_profile

    elsewhere = desk.profile != default_profile().absolute()
    profile = ("--profile", str(desk.profile)) if elsewhere else ()
    return (*profile, *(("--workspace", workspace) if workspace != DEFAULT_WORKSPACE else ()))
