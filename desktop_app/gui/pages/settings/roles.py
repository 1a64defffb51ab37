"""Roles: the manager's password, what it reserves, and who was refused."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.progress import Meter
from desktop_app.engine.roles import NEEDED, Action
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import roles as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section, button_row
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.form import ConfirmByName, Form, Work
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.widgets.views import table_view

SHORTEST = 8


class RolesSection(Section):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("Roles"))
        self._guarded = False
        self._actions: Table[Action] = Table(model.action_columns(False), self)
        self._refused = Table(model.refused_columns(self.lab.clock()), self)
        self._set = button(tr("Set a manager's password…"), self._ask_password, "primary")
        self._remove = button(tr("Remove the password…"), self._ask_removal, "danger")
        self._no_refusal = paragraph(tr("Nobody was refused so far."), "muted")
        self._refusals = table_view(self._refused, tr("Who was refused"), stretched=2)
        command = command_button(lambda: self.lab.command("roles", "show"), about=self.name)
        self.body.addWidget(
            paragraph(
                tr(
                    "The password keeps people who work with LabVault from what destroys. Who may "
                    "write to this computer's files can take it away."
                ),
                "muted",
            )
        )
        self.body.addWidget(button_row(self._set, self._remove, command))
        row = QHBoxLayout()
        row.setSpacing(MARGIN_INSIDE)
        row.addWidget(_column(tr("What is reserved"), table_view(self._actions, tr("Actions"))), 3)
        row.addWidget(_column(tr("Who was refused"), self._no_refusal, self._refusals), 2)
        self.body.addLayout(row, 1)

    def refresh(self) -> None:
        self.run(self._look, self._show)

    def _look(self, _meter: Meter) -> model.Roles:
        entry = self.lab.whole_catalog.workspaces.load(self.lab.name)
        deeds = self.lab.catalog.deeds.list()
        return model.Roles(entry.manager_hash is not None, model.refused(deeds))

    def _show(self, roles: model.Roles) -> None:
        self._guarded = roles.guarded
        self.say(*model.heading(roles, self.lab.name))
        self._actions.show_columns(model.action_columns(roles.guarded), list(NEEDED))
        self._refused.show_columns(model.refused_columns(self.lab.clock()), roles.refused)
        self._no_refusal.setVisible(not roles.refused)
        self._refusals.setVisible(bool(roles.refused))
        words = tr("Set a manager's password…")
        if roles.guarded:
            words = tr("Change the manager's password…")
        self._set.setText(words)
        self._set.setAccessibleName(words)
        self._remove.setVisible(roles.guarded)

    def _ask_password(self) -> None:
        self.ask(PasswordForm(self.lab, self._guarded, self), self._changed)

    def _changed(self, _nothing: object) -> None:
        self.tell(Tone.OK, tr("The manager's password is set."))
        self.refresh()

    def _ask_removal(self) -> None:
        name, lab = self.lab.name, self.lab

        def remove(_meter: Meter) -> None:
            with lab.workspace() as workspace:
                workspace.gate.remove_password()

        form = ConfirmByName(
            lab.tasks,
            tr("Remove the manager's password"),
            tr("Everybody may then do everything in {name}, also destroy.").format(
                name=shown(name)
            ),
            tr("Remove the password"),
            name,
            remove,
            self,
            lab.command("roles", "remove-password"),
        )
        self.ask(form, self._removed)

    def _removed(self, _nothing: object) -> None:
        self.tell(Tone.OK, tr("Everybody may do everything now."))
        self.refresh()


class PasswordForm(Form):
    """A new manager's password, typed twice; the old one is asked for by the gate."""

    def __init__(self, lab: Lab, guarded: bool, parent: QWidget) -> None:
        self._lab = lab
        facts = tr("At least {n} characters. Without it the password cannot be changed.")
        super().__init__(
            lab.tasks,
            tr("Change the manager's password") if guarded else tr("Set a manager's password"),
            facts.format(n=SHORTEST),
            tr("Change the password") if guarded else tr("Set the password"),
            parent,
        )
        self._first = self.line(tr("New password"), secret=True)
        self._again = self.line(tr("The same again"), secret=True)

    def look(self) -> None:
        alike = not self._again.text() or self._first.text() == self._again.text()
        self.tell(Tone.NONE, "" if alike else tr("The two are not alike yet."))
        super().look()

    def ready(self) -> bool:
        typed = self._first.text()
        return len(typed) >= SHORTEST and typed == self._again.text()

    def work(self) -> Work:
        password, lab = self._first.text(), self._lab

        def change(_meter: Meter) -> None:
            with lab.workspace() as workspace:
                workspace.gate.set_password(password)

        return change

    def command(self) -> str:
        return self._lab.command("roles", "set-password")


def _column(title: str, *widgets: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    column.addWidget(label(title, "title"))
    for at, widget in enumerate(widgets):
        column.addWidget(widget, int(at == len(widgets) - 1))
    if len(widgets) > 1:
        column.addStretch(0)
    return whole
