"""Pictures of the ways to begin: the sample, an existing repository, an import from CryoProtect.
They find their controls by translated names, so that they can be taken in any language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit

from desktop_app.demo.laboratory import laboratory_of
from desktop_app.demo.names import WORKSPACE
from desktop_app.gui.text import tr
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.open_repository.wizard import open_repository_wizard
from desktop_app.gui.wizards.sample.wizard import sample_wizard
from desktop_app.gui.wizards.takeover.wizard import takeover_wizard
from tests.cryoprotect import CONFIG, Folder, pg_dump
from tests.screenshots.camera import Camera, settle, until
from tests.screenshots.sample import PASSPHRASE, Sample
from tests.screenshots.walk import named, walk


def take_sample(camera: Camera, program: WindowProgram, name: str = "sample") -> None:
    """The sample wizard on an empty profile, and the overview that it ends with."""
    walk(camera, program, sample_wizard(program.lab, program.window), name, {})
    lab = program.lab.beside(WORKSPACE)
    shown = WindowProgram(lab, program._questions, program._settings)
    shown.window.resize(program.window.size())
    shown.start()
    until(lambda: shown.beginnings.server.running is not None)
    settle(lab)
    camera.take(lab, shown.window, f"{name}-3-overview")
    shown.leave()
    shown.window.deleteLater()


def take_open(camera: Camera, program: WindowProgram, elsewhere: Path, name: str = "open") -> None:
    """``elsewhere``: the profile that :func:`take_sample` filled; another computer's, here."""
    wizard = open_repository_wizard(program.lab, program.window)

    def fill_place() -> None:
        folder = laboratory_of(elsewhere).repository
        named(wizard, QLineEdit, tr("Folder of the repository")).setText(str(folder))

    def fill_key() -> None:
        named(wizard, QLineEdit, tr("Passphrase")).setText(PASSPHRASE)

    walk(camera, program, wizard, name, {tr("Where"): fill_place, tr("Key"): fill_key})


def take_import(
    camera: Camera, program: WindowProgram, sample: Sample, place: Path, name: str = "import"
) -> None:
    """Good dumps, a damaged one, an empty one; into the repository that there is."""
    folder = Folder(place / "cryoprotect")
    dump = pg_dump(sample.unprotected, "--format=custom")
    for day in ("20260501", "20260502"):
        folder.add(dump, f"{day}_010000", database="mixtures_2025")
    folder.add(dump[:-4000], "20260503_010000", database="mixtures_2025", ending=".dump.gz")
    folder.add(b"", "20260504_010000", database="mixtures_2025")
    config = folder.path / "backup_config.yaml"
    config.write_text(CONFIG)
    wizard = takeover_wizard(program.lab, {}, program.window)

    def fill() -> None:
        named(wizard, QLineEdit, tr("Folder of dumps")).setText(str(folder.path))
        named(wizard, QLineEdit, tr("Settings")).setText(str(config))
        named(wizard, QComboBox, tr("Time zone of the names")).setCurrentText("Europe/Vienna")

    walk(camera, program, wizard, name, {tr("From where"): fill})
