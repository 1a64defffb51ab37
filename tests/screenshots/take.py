"""Puts it together: a sample laboratory, a window on it, a camera."""

from __future__ import annotations

from pathlib import Path

from desktop_app.engine.workspace import Recorder, Workspace
from desktop_app.gui.app import dressed_application
from desktop_app.gui.lab import OpenWorkspace
from desktop_app.gui.language import ENGLISH, GERMAN, speak
from tests.screenshots.beginnings import take_import, take_open, take_sample
from tests.screenshots.camera import Camera
from tests.screenshots.kinds import take_kinds
from tests.screenshots.sample import Sample, credentials, sample_laboratory
from tests.screenshots.settings import take_forms, take_kit, take_settings
from tests.screenshots.snapshots import take_replacement, take_snapshots
from tests.screenshots.stage import window
from tests.screenshots.walk import take_pages, take_wizards


def take_all(folder: Path, place: Path, size: tuple[int, int]) -> int:
    """All pictures into ``folder``; ``place`` is an empty folder for what they are taken of.
    Returns how many there are."""
    application = dressed_application(ENGLISH)
    camera = Camera(application, folder)
    with window(place / "empty", _on_empty(place / "empty"), size) as program:
        take_pages(camera, program, "first-start")
        take_settings(camera, program, "first-start")
        take_sample(camera, program)
    other = place / "other"
    with window(other, _on_empty(other), size) as program:
        take_open(camera, program, place / "empty")
    with sample_laboratory(place / "sample") as sample:
        _take_sample_laboratory(camera, sample, place, size)
        speak(application, GERMAN)
        with window(sample.profile, sample.open_workspace, size) as program:
            take_pages(camera, program, "german")
            take_settings(camera, program, "german")
            take_import(camera, program, sample, place / "german", "german-import")
        speak(application, ENGLISH)
    return len(camera.taken)


def _take_sample_laboratory(
    camera: Camera, sample: Sample, place: Path, size: tuple[int, int]
) -> None:
    with window(sample.profile, sample.open_workspace, size) as program:
        take_pages(camera, program, "page")
        take_settings(camera, program, "page")
        take_forms(camera, program)
        take_wizards(camera, program, sample, place)
        take_snapshots(camera, program)
        take_replacement(camera, program)
        take_kit(camera, program)
        take_import(camera, program, sample, place)
        take_kinds(camera, program, place)


def _on_empty(profile: Path) -> OpenWorkspace:
    def open_workspace(name: str, recorder: Recorder | None = None) -> Workspace:
        return Workspace(profile, credentials(), name, recorder=recorder)

    return open_workspace
