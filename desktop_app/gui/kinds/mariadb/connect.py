"""The wizard's step for MariaDB and MySQL: log in, and choose among the server's databases."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress, LabVaultError
from desktop_app.engine.kinds.registry import MARIADB
from desktop_app.engine.progress import Meter
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.secrets.keyring_entries import login_entry
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.databases import DatabaseEntry, databases_of
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.kinds.addition import NewTarget, NewTargets
from desktop_app.gui.kinds.mariadb.form import MariaForm
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.widgets.tick_list import TickList
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step


@dataclass(frozen=True, slots=True)
class Server:
    """What a server answered. ``protected``: targets by the database that they protect."""

    address: Address
    databases: tuple[DatabaseEntry, ...]
    protected: dict[str, str]


class MariaStep(Step):
    """First the login, then the list of databases; each change of the login asks anew."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Connect")
        self._lab, self._choice = lab, choice
        self._task: Task[Server] | None = None
        self._server: Server | None = None
        self._form = MariaForm(with_database=False)
        self._form.changed.connect(self._edited)
        self._found = paragraph("", "note")
        self._again = button(tr("Another login"), self._log_in_again, "link")
        self._list: TickList[DatabaseEntry] = TickList(tr("Databases of the server"))
        self._list.changed.connect(self.changed)
        answer = QHBoxLayout()
        answer.addWidget(self._found, 1)
        answer.addWidget(self._again)
        self.body.addWidget(self._form)
        self.body.addLayout(answer)
        self.body.addWidget(self._list, 1)
        self.body.addStretch(0)
        self._show_server(None)

    def enter(self) -> None:
        self._say()
        if self._server is None:
            self._form.focus()

    def ready(self) -> bool:
        if self._server is None:
            return self._task is None and self._form.check(complain=False)
        return bool(self._list.ticked())

    def forward(self) -> str:
        return tr("Connect") if self._server is None else tr("Continue")

    def go_on(self) -> None:
        if self._server is None:
            self._connect()
            return
        kept = {}
        if self._form.password and self._form.keeps_password:
            kept = {login_entry(self._server.address, self._lab.name): self._form.password}
        targets = tuple(self._target(each) for each in self._list.ticked())
        noun = ("database", "databases")
        self._choice.addition = NewTargets(MARIADB, targets, noun, kept)
        self.done.emit()

    def _target(self, entry: DatabaseEntry) -> NewTarget:
        url = self._form.address(entry.name).url()
        return NewTarget(entry.name, url, size=entry.size, flags=("--url", url))

    def _say(self) -> None:
        if self._server is None:
            facts = tr("The connection is tried at once. LabVault only reads from the databases.")
            self.say(tr("Where is the server, and who logs in?"), facts)
            return
        count = text.count(len(self._server.databases), "database", "databases")
        heading = tr("{databases} on {server}")
        where = shown(self._server.address.where)
        self.say(
            heading.format(databases=count, server=where), tr("Which of them are to be protected?")
        )

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
        self._server = server
        self._form.setVisible(server is None)
        for each in (self._list, self._again):
            each.setVisible(server is not None)
        if server is not None:
            only = len(server.databases) == 1
            self._list.show_things(
                (
                    e,
                    _line(e, server.protected.get(e.name, "")),
                    e.name not in server.protected,
                    only or e.name in server.protected,
                )
                for e in server.databases
            )

    def _connect(self) -> None:
        if not self._form.check():
            return
        address, password = self._form.address(), self._form.password
        kept = bool(password) and self._form.keeps_password
        self._tell(Tone.NONE, tr("Connecting…"))

        def work(meter: Meter) -> Server:
            if kept:
                os_keyring.check()
            with self._lab.workspace() as workspace:
                environment = workspace.keyholder.client.environment
                known = workspace.catalog.targets.list()
            found = databases_of(address, password or None, environment, meter.cancel)
            there = tuple(each for each in found if not each.passing)
            here = {(t.url, t.name) for t in known if t.kind == MARIADB}
            return Server(address, there, _protected(address, here))

        task = self._task = self._lab.tasks.run(
            self,
            work,
            lambda server: self._answered(server) if task is self._task else None,
            lambda error: self._failed(error) if task is self._task else None,
        )
        self.changed.emit()

    def _answered(self, server: Server) -> None:
        self._task = None
        self._show_server(server)
        words = tr("The server answers {user}.").format(user=shown(server.address.user))
        self._tell(Tone.OK, words)
        self._say()

    def _failed(self, error: LabVaultError) -> None:
        self._task = None
        self._form.complain_about(error, str(error_text(error)))
        self._tell(Tone.BAD, tr("The connection does not work."))
        self.changed.emit()

    def _tell(self, tone: Tone, words: str) -> None:
        self._found.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        self._found.setVisible(bool(words))
        set_tone(self._found, tone)


def _protected(address: Address, known: set[tuple[str, str]]) -> dict[str, str]:
    """The targets that protect databases of this server, by database."""
    found = {}
    for url, name in known:
        try:
            other = Address.from_url(url)
        except BadAddress:
            continue
        if other.where == address.where:
            found[other.database] = name
    return found


def _line(database: DatabaseEntry, target: str) -> str:
    tables = text.count(database.tables, "table", "tables")
    parts = [shown(database.name), tables, text.size(database.size)]
    if target:
        parts.append(tr("protected already, as {target}").format(target=shown(target)))
    return " · ".join(parts)
