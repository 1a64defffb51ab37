"""The walk through the window: every page, and every wizard by its own buttons to its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from desktop_app.gui.questions import SecretDialog
from desktop_app.gui.widgets.as_command import CommandDialog
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.drill.wizard import drill_wizard
from desktop_app.gui.wizards.protect.wizard import protect_wizard
from desktop_app.gui.wizards.restore.wizard import restore_wizard
from desktop_app.gui.wizards.wizard import Wizard
from tests.screenshots.camera import Camera, settle, until
from tests.screenshots.sample import PASSPHRASE, Sample

W = TypeVar("W", bound=QWidget)
ROW = 7


def take_pages(camera: Camera, program: WindowProgram, prefix: str) -> None:
    """Every page, with its first row chosen where it has a table."""
    for number, page in enumerate(program.window.pages, 1):
        program.window.show_page(page)
        settle(program.lab)
        choose_first(page)
        name = f"{prefix}-{number}-{_file_name(page.name)}"
        camera.take(program.lab, program.window, name)
        for tabs in page.findChildren(QTabWidget):
            for at in range(1, tabs.count()):
                tabs.setCurrentIndex(at)
                choose_first(tabs.widget(at))
                camera.take(program.lab, program.window, f"{name}-{_file_name(tabs.tabText(at))}")
            tabs.setCurrentIndex(0)


def choose_first(parent: QWidget) -> None:
    """As somebody would who looks at what there is; a row in the middle, where tables have rows."""
    for view in parent.findChildren(QAbstractItemView):
        model = view.model()
        rows = model.rowCount() if model is not None and view.isVisible() else 0
        if rows and not view.currentIndex().isValid():
            view.setCurrentIndex(model.index(min(ROW, rows - 1), 0))


def take_wizards(camera: Camera, program: WindowProgram, sample: Sample, folder: Path) -> None:
    restore = restore_wizard(program.lab, program.window, "cryoprotect")
    walk(camera, program, restore, "restore", {})
    drill = drill_wizard(program.lab, program.window, "cryoprotect")
    walk(camera, program, drill, "drill", {})
    command = CommandDialog("labvault backup cryoprotect", program.window)
    command.show()
    camera.take(program.lab, command, "as-a-command")
    command.close()
    take_protect(camera, program, sample, folder)
    dialog = SecretDialog("passphrase", "NAS-2", True, program.window)
    dialog.show()
    camera.take(program.lab, dialog, "question-passphrase")
    dialog.close()


def take_protect(camera: Camera, program: WindowProgram, sample: Sample, folder: Path) -> None:
    """From the choice of a kind to the first verification."""
    protect = protect_wizard(program.lab, program.window)
    fillings = {
        "Connect": lambda: _log_in(camera, program, protect, sample),
        "Where": lambda: _fill_place(protect, folder),
        "Passphrase": lambda: _fill_passphrase(protect),
        "Recovery key": lambda: _fill_groups(protect),
    }
    walk(camera, program, protect, "protect", fillings)


def walk(
    camera: Camera,
    program: WindowProgram,
    wizard: Wizard,
    name: str,
    fillings: dict[str, Callable[[], None]],
) -> None:
    """Go through all steps with the primary button; a picture of each when it has settled."""
    wizard.show()
    for number, step in enumerate(wizard.steps, 1):
        picture = f"{name}-{number}-{_file_name(step.name)}"
        if step.busy():
            camera.snap(wizard, picture)
            until(lambda step=step: not step.busy() or wizard.step is not step)  # type: ignore[misc]
            if wizard.step is not step:  # it went on by itself when its work was done
                continue
        settle(program.lab)
        if step.name in fillings:
            fillings[step.name]()
        if number == len(wizard.steps):
            until(step.ready)
        camera.take(program.lab, wizard, picture)
        if number < len(wizard.steps):
            until(step.ready)
            step.go_on()
            until(lambda step=step: wizard.step is not step)  # type: ignore[misc]
    wizard.close()


def _log_in(camera: Camera, program: WindowProgram, wizard: Wizard, sample: Sample) -> None:
    """What follows is the list of the server's databases."""
    address = sample.unprotected
    named(wizard, QLineEdit, "Server").setText(address.host)
    named(wizard, QLineEdit, "User").setText(address.user)
    named(wizard, QSpinBox, "Port").setValue(address.port)
    camera.take(program.lab, wizard, "protect-2-connect-login")
    wizard.step.go_on()
    databases = lambda: [  # noqa: E731
        each.item(at)
        for each in wizard.findChildren(QListWidget)
        if each.accessibleName() == "Databases of the server"
        for at in range(each.count())
    ]
    until(lambda: bool(databases()))
    # Beside it there is what the restore wizard made, so that no choice is the only one.
    for item in databases():
        if item.data(Qt.ItemDataRole.UserRole).name == address.database:
            item.setCheckState(Qt.CheckState.Checked)
    until(lambda: wizard.step.ready())


def _fill_place(wizard: Wizard, folder: Path) -> None:
    new = [each for each in wizard.findChildren(QRadioButton) if "new repository" in each.text()]
    new[0].setChecked(True)
    named(wizard, QLineEdit, "Folder of the new repository").setText(str(folder / "usb drive"))
    named(wizard, QLineEdit, "Name of the new repository").setText("USB drive")


def _fill_passphrase(wizard: Wizard) -> None:
    for name in ("Passphrase", "The same again"):
        named(wizard, QLineEdit, name).setText(PASSPHRASE)


def _fill_groups(wizard: Wizard) -> None:
    groups = named(wizard, QLabel, "Recovery key").text().split("-")
    for at, group in enumerate(groups, 1):
        for field in wizard.findChildren(QLineEdit):
            if field.accessibleName() == f"Group {at}":
                field.setText(group)


def named(parent: QWidget, kind: type[W], name: str) -> W:
    """The visible control with that accessible name."""
    return next(
        each
        for each in parent.findChildren(kind)
        if each.accessibleName() == name and each.isVisible()
    )


def _file_name(words: str) -> str:
    return "-".join(words.casefold().split())
