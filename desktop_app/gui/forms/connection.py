"""How to get into a PostgreSQL server, and whether that works."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.errors import (
    BadAddress,
    KeyringFailed,
    LabVaultError,
    LoginRefused,
    UnknownName,
)
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.databases import HOME
from desktop_app.gui.text import later, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.field import Field, secret_line, side_by_side
from desktop_app.gui.widgets.number import NumberField

PORT = 5432
USUAL_MODE = "prefer"  # libpq's, where an address says nothing
MODES = {
    "prefer": later("TLS where the server offers it"),
    "require": later("Only with TLS"),
    "verify-full": later("Only with TLS and a certificate that is verified"),
}
VERIFIED = ("verify-ca", "verify-full")
TYPED = ("sslmode", "sslrootcert")  # the options that have a field of their own


class ConnectionForm(QWidget):
    """Server, login, encryption, database. ``many``: the database is only the one through which
    the others are listed, and may be left empty."""

    changed = Signal()

    def __init__(self, *, many: bool) -> None:
        super().__init__()
        self._many = many
        self._options: tuple[tuple[str, str], ...] = ()
        self._kept_before, self._filling = False, False
        self._host, self._user, self._database = QLineEdit(), QLineEdit(), QLineEdit()
        self._port = NumberField(tr("Port"), 1, 65535)
        self._port.setValue(PORT)
        self._password = secret_line(tr("Password"))
        self._keep = QCheckBox(tr("Keep the password in this computer's keyring"))
        self._keep.setChecked(True)
        self._tls, self._certificate = QComboBox(), QLineEdit()
        for mode, words in MODES.items():
            self._tls.addItem(tr(words), mode)
        self._certificate.setPlaceholderText(tr("The usual one of this computer's user"))
        self._build()
        self._connect()
        self._adapt()

    def fill(self, address: Address, password_kept: bool) -> None:
        """Show an address; its password is not asked for, and stays what it is when nothing is
        typed."""
        self._filling = True
        for field in self._fields():
            field.complain("")
        self._options, options = address.options, dict(address.options)
        self._host.setText(address.host)
        self._port.setValue(address.port)
        self._user.setText(address.user)
        self._database.setText(address.database)
        self._certificate.setText(options.get("sslrootcert", ""))
        mode = options.get("sslmode", USUAL_MODE)
        if self._tls.findData(mode) < 0:  # one of libpq's that is rare
            self._tls.addItem(mode, mode)
        self._tls.setCurrentIndex(self._tls.findData(mode))
        self._password.clear()
        self._kept_before = password_kept
        self._password.setPlaceholderText(tr("As it is kept") if password_kept else "")
        self._keep.setChecked(password_kept)
        self._filling = False
        self._adapt()

    @property
    def password(self) -> str:
        """What was typed; empty where nothing was."""
        return self._password.text()

    @property
    def keeps_password(self) -> bool:
        """Whether the keyring is to have the password."""
        return self._keep.isChecked() and bool(self._password.text() or self._kept_before)

    def address(self) -> Address:
        """What the fields say; :meth:`check` first."""
        return Address(
            host=self._host.text().strip(),
            port=self._port.value(),
            user=self._user.text().strip(),
            database=self._database.text().strip() or HOME,
            options=self._said_options(),
        )

    def check(self, *, complain: bool = True) -> bool:
        """Whether the fields can be an address; what is wrong stands below its field then."""
        problems = {
            self._host_field: self._wrong_host(),
            self._user_field: "" if self._user.text().strip() else tr("Who logs in?"),
            self._database_field: self._wrong_database(),
        }
        if complain:
            for field, words in problems.items():
                field.complain(words)
        return not any(problems.values())

    def complain_about(self, error: LabVaultError, words: str) -> None:
        """What a try brought, at the field that it is about; raises nothing."""
        self._field_of(error).complain(words)

    def focus(self) -> None:
        self._host.setFocus()

    def _wrong_host(self) -> str:
        host = self._host.text().strip()
        if not host:
            return tr("Which server? Its name, such as lab-db, or its address.")
        if "://" in host or "@" in host[1:] or any(sign.isspace() for sign in host):
            return tr("Only the server's name or address, such as lab-db or 10.0.0.7.")
        return ""

    def _wrong_database(self) -> str:
        if not self._many and not self._database.text().strip():
            return tr("Which database?")
        try:
            Address.from_url(self.address().url())
        except BadAddress as error:
            return tr("This is no address: {reason}.").format(reason=tr(error.reason))
        return ""

    def _said_options(self) -> tuple[tuple[str, str], ...]:
        others = [(name, value) for name, value in self._options if name not in TYPED]
        mode = str(self._tls.currentData())
        if mode != USUAL_MODE or "sslmode" in dict(self._options):
            others.append(("sslmode", mode))
        certificate = self._certificate.text().strip()
        if certificate and mode in VERIFIED:
            others.append(("sslrootcert", certificate))
        return tuple(sorted(others))

    def _field_of(self, error: LabVaultError) -> Field:
        if isinstance(error, LoginRefused | KeyringFailed):
            return self._password_field
        if isinstance(error, UnknownName):
            return self._database_field
        return self._host_field

    def _fields(self) -> tuple[Field, ...]:
        return (self._host_field, self._user_field, self._database_field, self._password_field)

    def _adapt(self) -> None:
        self._certificate_field.setVisible(self._tls.currentData() in VERIFIED)

    def _edited(self) -> None:
        if self._filling:
            return
        for field in self._fields():
            if field.problem:
                field.complain("")
        self._adapt()
        self.changed.emit()

    def _connect(self) -> None:
        for each in (self._host, self._user, self._database, self._password, self._certificate):
            each.textChanged.connect(lambda _: self._edited())
        self._port.valueChanged.connect(lambda _: self._edited())
        self._tls.activated.connect(lambda _: self._edited())
        self._keep.clicked.connect(lambda _: self._edited())

    def _build(self) -> None:
        many = self._many
        self._host_field = Field(tr("Server"), self._host)
        self._user_field = Field(tr("User"), self._user)
        self._password_field = Field(tr("Password"), self._password)
        self._database_field = Field(tr("Database"), self._database)
        if many:
            self._database.setPlaceholderText(tr("{name}, to list the others").format(name=HOME))
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GRID)
        beside.addWidget(self._certificate, 1)
        beside.addWidget(button(tr("Choose…"), self._browse, about=tr("Certificate")))
        self._certificate.setAccessibleName(tr("Certificate of the authority"))
        self._certificate_field = Field(tr("Certificate of the authority"), row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for left, right, share in (
            (self._host_field, Field(tr("Port"), self._port), 4),
            (self._user_field, self._password_field, 1),
            (Field(tr("Encryption"), self._tls), self._database_field, 1),
        ):
            column.addWidget(side_by_side((left, share), (right, 1)))
        column.addWidget(self._certificate_field)
        column.addWidget(self._keep)

    def _browse(self) -> None:
        title = tr("Choose the certificate of the authority")
        chosen, _ = QFileDialog.getOpenFileName(self, title)
        if chosen:
            self._certificate.setText(chosen)


def tried(size: str, version: str, *, encrypted: bool) -> str:
    """What a connection that works is told as."""
    way = tr("through TLS") if encrypted else tr("not encrypted")
    words = tr("The server answers: PostgreSQL {version}, {size}, {way}.")
    return words.format(version=version, size=size, way=way)
