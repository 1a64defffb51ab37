"""The wizard's step for PostgreSQL: log in, and choose among the server's databases."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import KeyringFailed, LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.secrets.keyring_entries import login_entry
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.databases import HOME
from desktop_app.engine.targets.following import DatabaseEntry, databases_of, protected_by
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.forms.connection import ConnectionForm
from desktop_app.gui.kinds.postgresql.addition import Databases, WholeServer
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class Server:
    """What a server answered. ``protected``: targets by the database that they protect."""

    address: Address
    databases: tuple[DatabaseEntry, ...]
    protected: dict[str, str]

    def offers(self, database: DatabaseEntry) -> bool:
        return database.may_connect and database.name not in self.protected


class ConnectStep(Step):
    """First the login, then the list of databases; each change of the login asks anew."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Connect")
        self._lab, self._choice = lab, choice
        self._task: Task[Server] | None = None
        self._server: Server | None = None
        self._form = ConnectionForm(many=True)
        self._form.changed.connect(self._edited)
        self._found = paragraph("", "note")
        self._some = QRadioButton(tr("The databases that are ticked"))
        self._all = QRadioButton(tr("All of this server, also those that will be made"))
        self._some.setChecked(True)
        self._all.toggled.connect(lambda _: self._tick_for_mode())
        self._list = QListWidget()
        self._list.setProperty("role", "list")
        self._list.setAccessibleName(tr("Databases of the server"))
        self._list.itemChanged.connect(lambda _: self._chosen())
        self._about = label("", "note")
        self._list_part = self._laid_out_list()
        self._list_part.hide()
        self._again = button(tr("Another login"), self._log_in_again, "link")
        self._again.hide()
        self.body.addWidget(self._form)
        answer = QHBoxLayout()
        answer.addWidget(self._found, 1)
        answer.addWidget(self._again)
        self.body.addLayout(answer)
        self.body.addWidget(self._list_part, 1)
        self.body.addStretch(0)

    def enter(self) -> None:
        self._say()
        if self._server is None:
            self._form.focus()

    def ready(self) -> bool:
        if self._server is None:
            return self._task is None and self._form.check(complain=False)
        return bool(self._ticked())

    def forward(self) -> str:
        return tr("Connect") if self._server is None else tr("Continue")

    def go_on(self) -> None:
        if self._server is None:
            self._connect()
            return
        kept = {}
        if self._form.password and self._form.keeps_password:
            kept = {login_entry(self._server.address, self._lab.name): self._form.password}
        address, ticked = self._server.address, self._ticked()
        if self._all.isChecked():
            names = {each.name for each in ticked}
            left = frozenset(
                each.name
                for each in self._server.databases
                if self._server.offers(each) and each.name not in names
            )
            self._choice.addition = WholeServer(address, self._server.databases, left, kept)
        else:
            self._choice.addition = Databases(address, ticked, kept)
        self.done.emit()

    def _say(self) -> None:
        if self._server is None:
            facts = tr("The connection is tried at once. LabVault only reads from the databases.")
            self.say(tr("Where is the server, and who logs in?"), facts)
            return
        count = text.count(len(self._server.databases), "database", "databases")
        where = shown(self._server.address.where)
        heading = tr("{databases} on {server}").format(databases=count, server=where)
        self.say(heading, tr("Which of them are to be protected?"))

    def _edited(self) -> None:
        """What a server answered does not hold for another login."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._show_server(None)
        self._tell(Tone.NONE, "")
        self._say()

    def _log_in_again(self) -> None:
        self._edited()
        self._form.focus()

    def _show_server(self, server: Server | None) -> None:
        """The list of its databases in the place of the login; None: the login."""
        self._server = server
        self._form.setVisible(server is None)
        for each in (self._list_part, self._again):
            each.setVisible(server is not None)

    def _connect(self) -> None:
        if not self._form.check():
            return
        address, password = self._form.address(), self._form.password
        kept = bool(password) and self._form.keeps_password
        self._tell(Tone.NONE, tr("Connecting…"))

        def work(meter: Meter) -> Server:
            if kept:
                os_keyring.check()
            found = databases_of(address, password or None, meter.cancel)
            there = tuple(each for each in found if not each.passing)
            targets = self._lab.catalog.targets.list()
            return Server(address, there, protected_by(address, there, targets))

        task = self._task = self._lab.tasks.run(
            self,
            work,
            lambda server: self._answered(task, server),
            lambda error: self._failed(task, error),
        )
        self.changed.emit()

    def _answered(self, task: Task[Server], server: Server) -> None:
        if task is not self._task:
            return  # the login was changed meanwhile
        self._task = None
        self._show_server(server)
        words = tr("The server answers {user}.").format(user=shown(server.address.user))
        self._tell(Tone.OK, words)
        self._fill(server)
        self._say()
        self._list.setFocus()

    def _failed(self, task: Task[Server], error: LabVaultError) -> None:
        if task is not self._task:
            return
        self._task = None
        words = str(error_text(error))
        if isinstance(error, KeyringFailed):
            words += " " + tr("Or untick it: then the password is asked for after each start.")
        self._form.complain_about(error, words)
        self._tell(Tone.NONE, "")
        self.changed.emit()

    def _fill(self, server: Server) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        for database in server.databases:
            item = QListWidgetItem(_line(database, server.protected.get(database.name, "")))
            item.setData(Qt.ItemDataRole.UserRole, database)
            if server.offers(database):
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(CHECKED if self._is_meant(database) else UNCHECKED)
            else:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setCheckState(CHECKED if database.name in server.protected else UNCHECKED)
            self._list.addItem(item)
        self._list.blockSignals(False)
        if self._all.isChecked():
            self._tick_for_mode()
        self._chosen()

    def _is_meant(self, database: DatabaseEntry) -> bool:
        """What was named is ticked; where nothing was, one that is the only one."""
        assert self._server is not None
        named = self._server.address.database
        if named != HOME:
            return database.name == named
        offered = [e for e in self._server.databases if self._server.offers(e) and e.name != HOME]
        return offered == [database]

    def _tick_for_mode(self) -> None:
        if self._server is not None and self._all.isChecked():
            self._tick_all()

    def _tick_all(self) -> None:
        self._list.blockSignals(True)
        for item in self._items():
            database = item.data(Qt.ItemDataRole.UserRole)
            item.setCheckState(UNCHECKED if database.name == HOME else CHECKED)
        self._list.blockSignals(False)
        self._chosen()

    def _items(self) -> list[QListWidgetItem]:
        """Those that can be ticked."""
        items = [self._list.item(at) for at in range(self._list.count())]
        return [item for item in items if item.flags() & Qt.ItemFlag.ItemIsUserCheckable]

    def _ticked(self) -> tuple[DatabaseEntry, ...]:
        ticked = [item for item in self._items() if item.checkState() is CHECKED]
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)

    def _chosen(self) -> None:
        ticked, offered = self._ticked(), len(self._items())
        words = tr("{n} of {all} ticked").format(n=text.number(len(ticked)), all=offered)
        sizes = [each.size for each in ticked if each.size is not None]
        if sizes:
            words += f" · {text.size(sum(sizes))}"
        self._about.setText(words)
        self.changed.emit()

    def _tell(self, tone: Tone, words: str) -> None:
        self._found.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        self._found.setVisible(bool(words))
        set_tone(self._found, tone)

    def _laid_out_list(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        modes = QHBoxLayout()
        modes.setSpacing(2 * GRID)
        modes.addWidget(self._some)
        modes.addWidget(self._all)
        modes.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self._about, 1)
        below.addWidget(button(tr("Tick all"), self._tick_all, "link"))
        column.addLayout(modes)
        column.addWidget(self._list, 1)
        column.addLayout(below)
        return part


def _line(database: DatabaseEntry, target: str) -> str:
    parts = [shown(database.name)]
    if database.size is not None:
        parts.append(text.size(database.size))
    if target:
        parts.append(tr("protected already, as {target}").format(target=shown(target)))
    elif not database.may_connect:
        parts.append(tr("this user may not connect to it"))
    return " · ".join(parts)
