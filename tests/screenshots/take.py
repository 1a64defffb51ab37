"""Puts it together: a sample laboratory, a window on it, a camera."""

from __future__ import annotations

from pathlib import Path

from desktop_app.engine.workspace import Recorder, Workspace
from desktop_app.gui.app import dressed_application
from desktop_app.gui.lab import OpenWorkspace
from desktop_app.gui.language import ENGLISH
from tests.screenshots.camera import Camera
from tests.screenshots.sample import credentials, sample_laboratory
from tests.screenshots.settings import take_forms, take_kit, take_settings
from tests.screenshots.snapshots import take_replacement, take_snapshots
from tests.screenshots.stage import window
from tests.screenshots.walk import take_pages, take_wizards


def take_all(folder: Path, place: Path, size: tuple[int, int], spoken: str = ENGLISH) -> int:
    """All pictures into ``folder``; ``place`` is an empty folder for what they are taken of.
    Returns how many there are."""
    application = dressed_application(spoken)
    camera = Camera(application, folder)
    with window(place / "empty", _on_empty(place / "empty"), size) as program:
        take_pages(camera, program, "first-start")
        take_settings(camera, program, "first-start")
    with (
        sample_laboratory(place / "sample") as sample,
        window(sample.profile, sample.open_workspace, size) as program,
    ):
        take_pages(camera, program, "page")
        take_settings(camera, program, "page")
        take_forms(camera, program)
        take_wizards(camera, program, sample, place)
        take_snapshots(camera, program)
        take_replacement(camera, program)
        take_kit(camera, program)
    return len(camera.taken)


def _on_empty(profile: Path) -> OpenWorkspace:
    def open_workspace(name: str, recorder: Recorder | None = None) -> Workspace:
        return Workspace(profile, credentials(), name, recorder=recorder)

    return open_workspace
