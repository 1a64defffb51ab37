"""Pictures of the settings, section by section, of their forms, and of the recovery kit."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget

from desktop_app.gui.models.workspaces import read
from desktop_app.gui.pages.settings.channel_forms import AddChannel
from desktop_app.gui.pages.settings.free_space import FreeSpace
from desktop_app.gui.pages.settings.key_forms import ChangePassphrase
from desktop_app.gui.pages.settings.notifications import NotificationsSection
from desktop_app.gui.pages.settings.section import Section
from desktop_app.gui.pages.settings.workspace_forms import LimitWorkspace
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.recovery_kit.proving import TypeBackStep
from desktop_app.gui.wizards.recovery_kit.wizard import recovery_kit_wizard
from tests.screenshots.camera import Camera, settle, until
from tests.screenshots.sample import REPOSITORY


def take_settings(camera: Camera, program: WindowProgram, prefix: str) -> None:
    """Every section, and every side of what is chosen in it."""
    program.window.show_page(program.settings)
    for number, section in enumerate(program.settings.sections, 1):
        program.settings.show_section(type(section))
        settle(program.lab)
        name = f"{prefix}-settings-{number}-{_file_name(section.name)}"
        camera.take(program.lab, program.window, name)
        _take_sides(camera, program, section, name)


def take_forms(camera: Camera, program: WindowProgram) -> None:
    """What the sections ask."""
    lab, page = program.lab, program.settings
    entry = lab.catalog.repositories.load(REPOSITORY)
    notifications = next(s for s in page.sections if isinstance(s, NotificationsSection))
    for name, form in (
        ("channel", AddChannel(lab, notifications.changes, page)),
        ("free-space", FreeSpace(lab, entry, page)),
        ("passphrase", ChangePassphrase(lab, entry, False, page)),
        ("quotas", LimitWorkspace(lab, read(lab.whole_catalog)[0], page)),
    ):
        form.open()
        camera.take(lab, form, f"form-{name}")
        form.reject()


def take_kit(camera: Camera, program: WindowProgram) -> None:
    """The wizard to its end: the sample's recovery key is another one then."""
    wizard = recovery_kit_wizard(program.lab, program.window, REPOSITORY)
    wizard.show()
    for number, step in enumerate(wizard.steps, 1):
        settle(program.lab)
        camera.take(program.lab, wizard, f"recovery-kit-{number}-{_file_name(step.name)}")
        if isinstance(step, TypeBackStep):
            assert wizard._choice.kit is not None
            for place, field in step._asked:
                field.setText(wizard._choice.kit.groups[place])
        if number < len(wizard.steps):
            until(step.ready)
            step.go_on()
            until(lambda step=step: wizard.step is not step)  # type: ignore[misc]
    wizard.close()


def _take_sides(camera: Camera, program: WindowProgram, section: Section, name: str) -> None:
    tabs: list[QTabWidget] = [t for t in section.findChildren(QTabWidget) if t.isVisible()]
    for side in tabs:
        for at in range(1, side.count()):
            side.setCurrentIndex(at)
            camera.take(program.lab, program.window, f"{name}-{_file_name(side.tabText(at))}")
        side.setCurrentIndex(0)


def _file_name(words: str) -> str:
    return "-".join(words.casefold().split())
