"""The keys of a repository: what opens it; add, change, revoke; the recovery key on paper."""

from __future__ import annotations

from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.keys import PASSPHRASE, Slot
from desktop_app.engine.workspace import Opened
from desktop_app.gui.models import keys as model
from desktop_app.gui.models import repositories
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.settings.drawer import Drawer
from desktop_app.gui.pages.settings.key_forms import AddPassphrase, ChangePassphrase, CheckKey
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import button_row
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.widgets.views import table_view


class KeysDrawer(Drawer):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("Keys"))
        self._slots: tuple[Slot, ...] = ()
        self._chosen: Slot | None = None
        self._table: Table[Slot] = Table(model.slot_columns(self.lab.clock(), ""), self)
        self._view = table_view(self._table, tr("Keys"), stretched=2)
        self._view.selectionModel().currentChanged.connect(
            lambda now, _before: self._choose(self._table.row(now))
        )
        self._paper = paragraph("")
        self._kit = button(tr("Make recovery kit…"), self._make_kit)
        self._check = button(tr("Check recovery key…"), self._ask_key)
        self._add = button(tr("Add a passphrase…"), self._ask_passphrase)
        self._change = button(tr("Change passphrase…"), self._ask_change)
        self._keep = button(tr("Keep in this computer's keyring"), self._keep_here)
        self._revoke = button(tr("Revoke…"), self._ask_revoke, "danger")
        command = command_button(self._command, about=self.name)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(self._paper)
        of_keys = self._change, self._add, self._keep, self._revoke
        self.body.addWidget(button_row(*of_keys, self._kit, self._check, self.again, command))
        self.empty()

    def empty(self) -> None:
        self.fill(())

    def look(self, opened: Opened) -> tuple[Slot, ...]:
        return opened.repository.header.slots

    def fill(self, found: tuple[Slot, ...]) -> None:
        self._slots, entry, now = found, self.entry, self.lab.clock()
        keyring_slot = entry.keyring_slot if entry else ""
        if entry is not None:
            entry = self.lab.catalog.repositories.load(entry.name)
            keyring_slot = entry.keyring_slot
            state = repositories.key_state(entry, now)
            words = tr("Recovery key: {state}").format(state=state.word)
            self._paper.setText(f"{state.tone.shape}  {words}")
            set_tone(self._paper, state.tone)
        self._table.show_columns(model.slot_columns(now, keyring_slot), found)
        self._keep.setVisible(bool(found) and not any(s.id == keyring_slot for s in found))
        for each in (self._add, self._change):
            each.setEnabled(bool(found))
        self._choose(None)

    def _choose(self, slot: Slot | None) -> None:
        self._chosen = slot
        self._revoke.setVisible(slot is not None and model.revocable(self._slots, slot))
        if slot is not None:
            words = tr("Revoke this {key}…").format(key=model.kind_of(slot))
            self._revoke.setText(words)
            self._revoke.setAccessibleName(words)

    def _make_kit(self) -> None:
        if self.entry is not None:
            self.office.actions.make_kit(self.entry.name)
            self.read()

    def _ask_key(self) -> None:
        if self.entry is not None:
            self.ask(CheckKey(self.lab, self.entry, self), self._checked)

    def _checked(self, others: object) -> None:
        words = tr("The recovery key opens the repository.")
        if others:
            words += " " + tr("Another recovery key opens it too: revoke it if nobody needs it.")
        self.changed(words)

    def _ask_passphrase(self) -> None:
        if self.entry is not None:
            done = tr("The new passphrase opens the repository from now on.")
            self.ask(AddPassphrase(self.lab, self.entry, self), lambda _: self.changed(done))

    def _ask_change(self) -> None:
        if self.entry is not None:
            done = tr("The passphrase is changed; the old one opens nothing any more.")
            several = len([s for s in self._slots if s.kind == PASSPHRASE]) > 1
            form = ChangePassphrase(self.lab, self.entry, several, self)
            self.ask(form, lambda _: self.changed(done))

    def _keep_here(self) -> None:
        self.with_opened(
            lambda workspace, opened, _meter: workspace.key_changes(opened).add_keyring(),
            lambda _: self.changed(tr("This computer's keyring opens it from now on.")),
        )

    def _ask_revoke(self) -> None:
        slot, entry = self._chosen, self.entry
        if slot is None or entry is None:
            return
        lab = self.lab

        def revoke(_meter: Meter) -> Slot:
            with lab.workspace() as workspace, workspace.repository(entry.name) as opened:
                return workspace.key_changes(opened).revoke(slot.id)

        key = model.kind_of(slot)
        form = ConfirmByName(
            lab.tasks,
            tr("Revoke a {key} of {name}").format(key=key, name=shown(entry.name)),
            tr("It opens the repository no more. The other keys still do."),
            tr("Revoke this {key}").format(key=key),
            entry.name,
            revoke,
            self,
            lab.command("key", "revoke", entry.name, slot.id[: model.SHORT]),
        )
        self.ask(form, lambda _: self.changed(tr("It is revoked.")))

    def _command(self) -> str:
        return self.lab.command("key", "list", self.entry.name) if self.entry else ""
