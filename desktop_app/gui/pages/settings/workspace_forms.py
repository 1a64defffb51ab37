"""What is asked about a workspace: its name, its quotas, its end."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.engine.catalog.entries import WorkspaceEntry
from desktop_app.engine.progress import Meter
from desktop_app.engine.workspace.lifetime import Limits, delete_workspace, set_limits
from desktop_app.gui import text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.workspaces import WorkspaceRow
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.form import Form, Work
from desktop_app.gui.widgets.number import NumberField

GIGABYTE = 1_000_000_000
MOST = 9_999_999


class AddWorkspace(Form):
    def __init__(self, lab: Lab, parent: QWidget) -> None:
        self._lab = lab
        super().__init__(
            lab.tasks,
            tr("Add a workspace"),
            tr("One for each lab group. Nothing of one is seen in another."),
            tr("Add it"),
            parent,
        )
        self._name = self.line(tr("Name"), placeholder=tr("A name, such as genetics"))

    def ready(self) -> bool:
        return bool(self._name.text().strip())

    def work(self) -> Work:
        name, lab = self._name.text().strip(), self._lab

        def add(_meter: Meter) -> str:
            lab.whole_catalog.workspaces.add(WorkspaceEntry(name, lab.clock()))
            return name

        return add

    def command(self) -> str:
        name = self._name.text().strip()
        return self._lab.command("workspace", "create", name) if name else ""


class LimitWorkspace(Form):
    """How much it may have; for a manager."""

    def __init__(self, lab: Lab, row: WorkspaceRow, parent: QWidget) -> None:
        self._lab, self._row = lab, row
        self._size, self._snapshots, self._targets = (
            NumberField("", 0, MOST, tr("no limit")) for _ in range(3)
        )
        super().__init__(
            lab.tasks,
            tr("Quotas of {name}").format(name=shown(row.name)),
            tr("A backup that would go over one is refused before it begins. 0 sets no limit."),
            tr("Set these quotas"),
            parent,
        )
        size, snapshots, targets = row.use
        self._size.setSuffix(" GB")
        boxes = (
            (self._size, tr("Stored, now {amount}"), text.size(size.used)),
            (self._snapshots, tr("Snapshots, now {amount}"), text.number(snapshots.used)),
            (self._targets, tr("Targets, now {amount}"), text.number(targets.used)),
        )
        limits = (-(-(size.limit or 0) // GIGABYTE), snapshots.limit or 0, targets.limit or 0)
        for (box, words, now), limit in zip(boxes, limits, strict=True):
            box.setValue(limit)
            box.setGroupSeparatorShown(True)
            self.field(words.format(amount=now), box)

    def limits(self) -> Limits:
        return Limits(
            self._size.value() * GIGABYTE or None,
            self._snapshots.value() or None,
            self._targets.value() or None,
        )

    def work(self) -> Work:
        limits, lab, name = self.limits(), self._lab, self._row.name

        def change(_meter: Meter) -> WorkspaceEntry:
            with lab.workspace(name) as workspace:
                return set_limits(workspace, limits)

        return change

    def command(self) -> str:
        limits = self.limits()
        words = ["workspace", "change", self._row.name]
        for option, limit in (
            ("--quota-bytes", limits.size),
            ("--quota-snapshots", limits.snapshots),
            ("--quota-targets", limits.targets),
        ):
            words += [option, "none" if limit is None else str(limit)]
        return self._lab.command(*words)


class RemoveWorkspace(Form):
    """Its name is typed; for a manager."""

    def __init__(self, lab: Lab, row: WorkspaceRow, parent: QWidget) -> None:
        self._lab, self._row = lab, row
        name = shown(row.name)
        title = tr("Remove the workspace {name}").format(name=name)
        super().__init__(lab.tasks, title, self._facts_of(row), "", parent, "danger")
        self._typed = self.confirmation(row.name)
        self._with_data = self.choice(tr("Also destroy its repositories, with all snapshots"))

    @staticmethod
    def _facts_of(row: WorkspaceRow) -> str:
        facts = tr(
            "Its {targets}, jobs and history are forgotten on this computer, and what its keyring "
            "holds. The data of its {repositories} stay where they are."
        )
        return facts.format(
            targets=text.count(row.use[2].used, "target", "targets"),
            repositories=text.count(len(row.repositories), "repository", "repositories"),
        )

    def look(self) -> None:
        name = shown(self._row.name)
        snapshots = text.count(self._row.use[1].used, "snapshot", "snapshots")
        self.name_effect(
            tr("Destroy {name} and {snapshots}").format(name=name, snapshots=snapshots)
            if self._with_data.isChecked()
            else tr("Forget {name}").format(name=name)
        )
        super().look()

    def ready(self) -> bool:
        return self._typed.text() == self._row.name

    def work(self) -> Work:
        with_data, lab, name = self._with_data.isChecked(), self._lab, self._row.name

        def remove(meter: Meter) -> object:
            with lab.workspace(name) as workspace:
                return delete_workspace(workspace, with_data=with_data, progress=meter)

        return remove

    def command(self) -> str:
        options = ("--with-data",) if self._with_data.isChecked() else ()
        return self._lab.command("workspace", "delete", self._row.name, *options)
