"""What to protect: a PostgreSQL database, tried at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSpinBox

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.sources.postgres.connection import Address, connect
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step

DATABASES = "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY 1"


class SourceStep(Step):
    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("What")
        self._lab, self._choice = lab, choice
        self._host, self._user = QLineEdit("localhost"), QLineEdit()
        self._port = QSpinBox()
        self._port.setRange(1, 65535)
        self._port.setValue(5432)
        self._port.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._password = QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._keep = QCheckBox(tr("Keep the password in this computer's keyring"))
        self._keep.setChecked(True)
        self._tls = QComboBox()
        for words, mode in (
            (tr("TLS where the server offers it"), "prefer"),
            (tr("Only with TLS"), "require"),
            (tr("Only with TLS and a certificate that is verified"), "verify-full"),
        ):
            self._tls.addItem(words, mode)
        self._database = QComboBox()
        self._database.setEditable(True)
        self._found = paragraph("", "note")
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for words, field in (
            (tr("Server"), self._host),
            (tr("Port"), self._port),
            (tr("User"), self._user),
            (tr("Password"), self._password),
            (tr("Encryption"), self._tls),
            (tr("Database"), self._database),
        ):
            field.setAccessibleName(words)
            form.addRow(words, field)
        self.body.addLayout(form)
        self.body.addWidget(self._keep)
        self.body.addWidget(button(tr("Try the connection"), self._try))
        self.body.addWidget(self._found)
        self.body.addStretch(1)
        for each in (self._host, self._user):
            each.textChanged.connect(lambda _: self._edited())
        self._database.editTextChanged.connect(lambda _: self.changed.emit())

    def enter(self) -> None:
        self.say(
            tr("What do you want to protect?"),
            tr("A PostgreSQL database. LabVault only reads from it."),
        )

    def ready(self) -> bool:
        return bool(self._host.text() and self._user.text() and self._database.currentText())

    def go_on(self) -> None:
        self._start(self._accepted)

    def _edited(self) -> None:
        self._found.clear()
        self.changed.emit()

    def _try(self) -> None:
        if not self._database.currentText():
            self._database.setEditText("postgres")
        self._start(self._show)

    def _start(self, done: Callable[[tuple[str, ...]], None]) -> None:
        address, password = self._address(), self._password.text()
        self._found.setText(tr("Connecting…"))
        set_tone(self._found, Tone.NONE)
        self._lab.tasks.run(
            self,
            lambda _: _databases(address, password),
            done,
            self._fail,
        )

    def _address(self) -> Address:
        return Address(
            host=self._host.text(),
            port=self._port.value(),
            user=self._user.text(),
            database=self._database.currentText(),
            options=(("sslmode", str(self._tls.currentData())),),
        )

    def _show(self, databases: tuple[str, ...]) -> None:
        kept = self._database.currentText()
        self._database.clear()
        self._database.addItems([name for name in databases if name != "postgres"])
        if kept in databases and kept != "postgres":
            self._database.setEditText(kept)
        names = ", ".join(shown(name) for name in databases[:6])
        words = tr("The server answers. Its databases: {names}").format(names=names)
        self._found.setText(f"{Tone.OK.shape}  {words}")
        set_tone(self._found, Tone.OK)
        self.changed.emit()

    def _accepted(self, databases: tuple[str, ...]) -> None:
        self._show(databases)
        self._choice.address = self._address()
        self._choice.password = self._password.text()
        self._choice.keep_password = self._keep.isChecked()
        self._choice.name = self._choice.address.database
        self.done.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._found.setText(f"{Tone.BAD.shape}  {error_text(error)}")
        set_tone(self._found, Tone.BAD)


def _databases(address: Address, password: str) -> tuple[str, ...]:
    """The databases of the server that can be logged into. For a task's thread."""
    with connect(address, password or None) as connection:
        return tuple(str(row[0]) for row in connection.execute(DATABASES))
