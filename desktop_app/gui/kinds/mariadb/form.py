"""How to get into a MariaDB or MySQL server."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop_app.engine.errors import BadAddress, KeyringFailed, LabVaultError, LoginRefused
from desktop_app.engine.sources.mariadb.address import PORT, Address
from desktop_app.gui.text import later, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.field import Field, secret_line, side_by_side
from desktop_app.gui.widgets.number import NumberField
from desktop_app.gui.widgets.path_line import PathLine

MODES = {
    "": later("TLS where the server offers it"),
    "on": later("Only with TLS"),
    "verify": later("Only with TLS and a certificate that is verified"),
    "off": later("Without TLS"),
}
TYPED = ("ssl", "ssl_ca", "socket")  # the options that have a field of their own


class MariaForm(QWidget):
    """Server, login, encryption, and where one is meant the database."""

    changed = Signal()

    def __init__(self, *, with_database: bool) -> None:
        super().__init__()
        self._with_database = with_database
        self._options: tuple[tuple[str, str], ...] = ()
        self._kept_before, self._filling = False, False
        self._host, self._user, self._database = QLineEdit(), QLineEdit(), QLineEdit()
        self._port = NumberField(tr("Port"), 1, 65535)
        self._port.setValue(PORT)
        self._password = secret_line(tr("Password"))
        self._keep = QCheckBox(tr("Keep the password in this computer's keyring"))
        self._keep.setChecked(True)
        self._tls = QComboBox()
        for mode, words in MODES.items():
            self._tls.addItem(tr(words), mode)
        title = tr("Choose the certificate of the authority")
        name, usual = tr("Certificate of the authority"), tr("Those that this computer knows")
        self._certificate = PathLine(name, title, usual, of_folder=False)
        self._build()
        for line in (self._host, self._user, self._database, self._password):
            line.textChanged.connect(lambda _: self._edited())
        self._port.valueChanged.connect(lambda _: self._edited())
        self._tls.activated.connect(lambda _: self._edited())
        self._certificate.changed.connect(self._edited)
        self._keep.clicked.connect(lambda _: self._edited())
        self._adapt()

    def fill(self, address: Address, password_kept: bool) -> None:
        """Show an address; its password stays what it is when nothing is typed."""
        self._filling = True
        self._options = address.options
        self._host.setText(address.option("socket") or address.host)
        self._port.setValue(address.port)
        self._user.setText(address.user)
        self._database.setText(address.database)
        self._certificate.show_path(address.option("ssl_ca"))
        self._tls.setCurrentIndex(self._tls.findData(address.option("ssl")))
        self._password.clear()
        self._password.setPlaceholderText(tr("As it is kept") if password_kept else "")
        self._kept_before = password_kept
        self._keep.setChecked(password_kept)
        for field in self._fields():
            field.complain("")
        self._filling = False
        self._adapt()

    @property
    def password(self) -> str:
        return self._password.text()

    @property
    def keeps_password(self) -> bool:
        """Whether the keyring is to have the password."""
        return self._keep.isChecked() and bool(self._password.text() or self._kept_before)

    def address(self, database: str = "") -> Address:
        """What the fields say; :meth:`check` first."""
        options = {n: v for n, v in self._options if n not in TYPED}
        mode = str(self._tls.currentData())
        if mode:
            options["ssl"] = mode
        if mode == "verify" and self._certificate.path:
            options["ssl_ca"] = self._certificate.path
        host = self._host.text().strip()
        if host.startswith("/"):  # the server's socket on this computer
            options["socket"], host = host, "localhost"
        return Address(
            host=host,
            port=self._port.value(),
            user=self._user.text().strip(),
            database=database or self._database.text().strip() or "mysql",
            options=tuple(sorted(options.items())),
        )

    def check(self, *, complain: bool = True) -> bool:
        """Whether the fields can be an address; what is wrong stands below its field then."""
        problems = {
            self._host_field: self._wrong_host(),
            self._user_field: "" if self._user.text().strip() else tr("Who logs in?"),
        }
        if self._with_database:
            named = self._database.text().strip()
            problems[self._database_field] = "" if named else tr("Which database?")
        if complain:
            for field, words in problems.items():
                field.complain(words)
        return not any(problems.values())

    def complain_about(self, error: LabVaultError, words: str) -> None:
        """What a try brought, at the field that it is about."""
        login = isinstance(error, LoginRefused | KeyringFailed)
        (self._password_field if login else self._host_field).complain(words)

    def focus(self) -> None:
        self._host.setFocus()

    def _wrong_host(self) -> str:
        host = self._host.text().strip()
        if not host:
            return tr("Which server? Its name, such as lab-db, or its address.")
        if "://" in host or "@" in host or any(sign.isspace() for sign in host):
            return tr("Only the server's name or address, such as lab-db or 10.0.0.7.")
        try:
            Address.from_url(self.address().url())
        except BadAddress as error:
            return tr("This is no address: {reason}.").format(reason=tr(error.reason))
        return ""

    def _fields(self) -> tuple[Field, ...]:
        return (self._host_field, self._user_field, self._password_field, self._database_field)

    def _adapt(self) -> None:
        self._certificate_field.setVisible(self._tls.currentData() == "verify")

    def _edited(self) -> None:
        if self._filling:
            return
        for field in self._fields():
            field.complain("")
        self._adapt()
        self.changed.emit()

    def _build(self) -> None:
        self._host_field = Field(tr("Server"), self._host)
        self._user_field = Field(tr("User"), self._user)
        self._password_field = Field(tr("Password"), self._password)
        self._database_field = Field(tr("Database"), self._database)
        self._database_field.setVisible(self._with_database)
        self._certificate_field = Field(tr("Certificate of the authority"), self._certificate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        port, tls = Field(tr("Port"), self._port), Field(tr("Encryption"), self._tls)
        column.addWidget(side_by_side((self._host_field, 4), (port, 1)))
        column.addWidget(side_by_side((self._user_field, 1), (self._password_field, 1)))
        column.addWidget(side_by_side((tls, 1), (self._database_field, 1)))
        column.addWidget(self._certificate_field)
        column.addWidget(self._keep)
