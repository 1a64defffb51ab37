"""Pictures of what the page of snapshots does beyond its first look."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QRadioButton

from desktop_app.engine.keeping.upkeep import annotate
from desktop_app.gui.pages.snapshots.compare import CompareDialog
from desktop_app.gui.pages.snapshots.export import ExportDialog
from desktop_app.gui.pages.snapshots.label import LabelDialog
from desktop_app.gui.window_program import WindowProgram
from desktop_app.gui.wizards.restore.what import WhatStep
from desktop_app.gui.wizards.restore.wizard import restore_wizard
from tests.screenshots.camera import Camera, settle, until

TYPED_MS = 400
LABEL, NOTE = "before the freezer move", "Freezer 3 warmed up over night."


def take_snapshots(camera: Camera, program: WindowProgram) -> None:
    """The page with a label and a preview, a search, and its dialogs."""
    page, lab = program.snapshots, program.lab
    with lab.workspace() as workspace, workspace.holding("latest:cryoprotect") as (opened, found):
        annotate(workspace, opened, found[0], label=LABEL, note=NOTE, keep=True)
    program.window.show_page(page)
    settle(lab)
    page.days.go_to(found[0])
    settle(lab)
    until(lambda: page.detail.tree.rowCount() > 0)
    (mixtures,) = [item for item in page.detail._items if item.name == "lab.mixtures"]
    page.detail.view.setCurrentIndex(page.detail.tree.place_of(mixtures.kind, mixtures.name))
    camera.take(lab, program.window, "snapshots-labelled")
    page._search.setText("mix")
    QTest.qWait(TYPED_MS)
    until(lambda: page.facts.startswith("All of"))
    camera.take(lab, program.window, "snapshots-search")
    page._search.clear()
    QTest.qWait(TYPED_MS)
    snapshot, said = found[0], page.days.timeline.said(found[0])
    dialogs: dict[str, Callable[[], QDialog]] = {
        "compare": lambda: CompareDialog(lab, snapshot, program.window),
        "label": lambda: LabelDialog(lab, snapshot, said, program.window),
        "export": lambda: ExportDialog(lab, snapshot, program.window),
    }
    for name, make in dialogs.items():
        dialog = make()
        dialog.show()
        settle(lab)
        camera.take(lab, dialog, f"snapshots-{name}")
        dialog.close()


def take_replacement(camera: Camera, program: WindowProgram) -> None:
    """The restore wizard where some tables are ticked, and where it replaces what is live."""
    lab = program.lab
    wizard = restore_wizard(lab, program.window, "cryoprotect")
    wizard.show()
    while wizard.step.name != "Check":
        settle(lab)
        until(wizard.step.ready)
        step = wizard.step
        if isinstance(step, WhatStep):
            step._some.setChecked(True)
            role, checked = Qt.ItemDataRole.CheckStateRole, Qt.CheckState.Checked.value
            table = step.tree.index(1, 0, step.tree.index(0, 0))
            step.tree.setData(table, checked, role)
            step._view.setCurrentIndex(table)
            camera.take(lab, wizard, "replace-3-what")
            step._all.setChecked(True)
        if step.name == "Where":
            ways = step.findChildren(QRadioButton)
            next(way for way in ways if way.text().startswith("In place")).setChecked(True)
            field = [e for e in step.findChildren(QLineEdit) if "replaced" in e.accessibleName()]
            field[0].setText("cryoprotect")
            camera.take(lab, wizard, "replace-4-where")
        step.go_on()
        until(lambda step=step: wizard.step is not step)  # type: ignore[misc]
    settle(lab)
    camera.take(lab, wizard, "replace-5-check")
    wizard.step.go_on()
    until(lambda: wizard.step.name == "Proof")
    settle(lab)
    camera.take(lab, wizard, "replace-7-proof")
    wizard.close()
