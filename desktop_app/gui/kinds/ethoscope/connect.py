"""The wizard's step for ethoscopes: where they are, then which of those that were found."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.kinds.registry import ETHOSCOPE
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.targets.ethoscope import whole_target
from desktop_app.engine.workspace import Workspace
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.kinds.addition import NewTarget, NewTargets
from desktop_app.gui.kinds.ethoscope.form import EthoscopeForm
from desktop_app.gui.kinds.ethoscope.look import Device, line, look
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import tr
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.widgets.tick_list import TickList
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step

STAGING = "devices"  # the folder of the profile that what devices hold is fetched to


@dataclass(frozen=True, slots=True)
class _Found:
    """``protected``: targets by the address that they protect."""

    devices: tuple[Device, ...]
    protected: dict[str, str]


class EthoscopeStep(Step):
    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Devices")
        self._lab, self._choice = lab, choice
        self._task: Task[_Found] | None = None
        self._found: _Found | None = None
        self._form = EthoscopeForm(many=True)
        self._form.changed.connect(self._edited)
        self._words = paragraph("", "note")
        self._again = button(tr("Look elsewhere"), self._edited, "link")
        self._list: TickList[Device] = TickList(tr("Devices that were found"))
        self._list.changed.connect(self.changed)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self._again)
        self.body.addWidget(self._form)
        self.body.addLayout(row)
        self.body.addWidget(self._list, 1)
        self.body.addStretch(0)
        self._show(None)

    def enter(self) -> None:
        self._say()
        if self._found is None:
            self._form.focus()

    def ready(self) -> bool:
        if self._found is None:
            return self._task is None and self._form.check(complain=False)
        return bool(self._list.ticked())

    def forward(self) -> str:
        return tr("Look for devices") if self._found is None else tr("Continue")

    def busy(self) -> bool:
        return self._task is not None

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def go_on(self) -> None:
        if self._found is None:
            self._look()
            return
        targets = tuple(self._target(device) for device in self._list.ticked())
        noun = ("device", "devices")
        self._choice.addition = NewTargets(ETHOSCOPE, targets, noun, finish=finished)
        self.done.emit()

    def _target(self, device: Device) -> NewTarget:
        options = self._form.options({})
        flags = ["--device", device.machine_id, "--zone", str(options["zone"])]
        if "identity" in options:
            flags += ["--identity", str(options["identity"])]
        operands = (device.root.of_device("").url(),)
        return NewTarget(device.name, device.url, options, device.size, operands, tuple(flags))

    def _say(self) -> None:
        if self._found is None:
            facts = tr("Each device becomes a target: its databases and films, run by run.")
            self.say(tr("Where are the ethoscopes?"), facts)
            return
        count = text.count(len(self._found.devices), "device found", "devices found")
        self.say(count, tr("Which of them are to be protected?"))

    def _edited(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._show(None)
        self._tell(Tone.NONE, "")
        self._say()

    def _look(self) -> None:
        if not self._form.check():
            return
        roots, options = self._form.roots(), self._form.options({})
        self._tell(Tone.NONE, tr("Looking for devices…"))

        def work(meter: Meter) -> _Found:
            with self._lab.workspace() as workspace:
                client = workspace.keyholder.client
                known = workspace.catalog.targets.list()
            devices = look(roots, options, client, meter)
            return _Found(devices, {t.url: t.name for t in known if t.kind == ETHOSCOPE})

        task = self._task = self._lab.tasks.run(
            self,
            work,
            lambda found: self._answered(found) if task is self._task else None,
            lambda error: self._failed(error) if task is self._task else None,
        )
        self.changed.emit()

    def _answered(self, found: _Found) -> None:
        self._task = None
        if not found.devices:
            self._form.complain(tr("No device keeps anything there."))
            self._tell(Tone.NONE, "")
            self.changed.emit()
            return
        self._show(found)
        self._tell(Tone.NONE, "")
        self._say()

    def _failed(self, error: LabVaultError) -> None:
        self._task = None
        self._form.complain(str(error_text(error)))
        self._tell(Tone.NONE, "")
        self.changed.emit()

    def _show(self, found: _Found | None) -> None:
        self._found = found
        self._form.setVisible(found is None)
        for each in (self._list, self._again):
            each.setVisible(found is not None)
        if found is not None:
            named = [(d, found.protected.get(d.url, "")) for d in found.devices]
            self._list.show_things((d, line(d, name), not name, True) for d, name in named)

    def _tell(self, tone: Tone, words: str) -> None:
        self._words.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._words, tone)


def finished(entry: TargetEntry, _repository: str, workspace: Workspace) -> TargetEntry:
    """What lies on a device is fetched to a folder of the profile first."""
    staging = workspace.profile / STAGING
    root = DataRoot.parse(entry.url)
    made = whole_target(entry.name, root, entry.repository, entry.options, staging=staging)
    return replace(entry, options=made.options)
