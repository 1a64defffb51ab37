"""What is asked about a channel: which service, its address, and what it is told of."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from desktop_app.engine.notify.changes import ChannelChanges
from desktop_app.engine.progress import Meter
from desktop_app.engine.telling.notice import WANTED, Kind, Place, Rule
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import channels as model
from desktop_app.gui.models.channels import Encryption, Mail, Service
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.form import Form, Work, add_row
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.widgets.number import NumberField

NTFY = "ntfy.sh"
MOST_PORT = 65535


class Wants(QWidget):
    """A box to tick for each kind of message."""

    def __init__(self, wants: frozenset[Kind]) -> None:
        super().__init__()
        self._boxes: dict[Kind, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(GRID // 2)
        for at, kind in enumerate(WANTED):
            box = QCheckBox(tr(model.KINDS[kind]))
            box.setAccessibleName(box.text())
            box.setChecked(kind in wants)
            self._boxes[kind] = box
            grid.addWidget(box, at // 2, at % 2)

    def choose(self, wants: frozenset[Kind]) -> None:
        for kind, box in self._boxes.items():
            box.setChecked(kind in wants)

    def chosen(self) -> frozenset[Kind]:
        return frozenset(kind for kind, box in self._boxes.items() if box.isChecked())


class Details(QWidget):
    """The fields of one service."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self.fields = QFormLayout(self)
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setVerticalSpacing(GRID)

    def line(self, words: str, *, secret: bool = False, placeholder: str = "") -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        made.setPlaceholderText(placeholder)
        made.textChanged.connect(lambda _: self._form.look())
        add_row(self.fields, words, made)
        return made

    def address(self) -> str:
        """What was typed as an address; empty while something is missing."""
        raise NotImplementedError


class MailDetails(Details):
    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._server = self.line(tr("Mail server"), placeholder="smtp.example.org")
        self._mode = QComboBox()
        for mode, words in (
            (Encryption.STARTTLS, tr("encrypted (STARTTLS)")),
            (Encryption.SSL, tr("encrypted from the start (TLS)")),
            (Encryption.NONE, tr("not encrypted")),
        ):
            self._mode.addItem(words, mode.value)
        self._port = NumberField(tr("Port"), 1, MOST_PORT)
        self._mode.currentIndexChanged.connect(lambda _: self._usual_port())
        self._usual_port()
        for words, control in ((tr("Encryption"), self._mode), (tr("Port"), self._port)):
            add_row(self.fields, words, control)
        self._user = self.line(tr("User"), placeholder=tr("if the server wants a login"))
        self._password = self.line(tr("Password"), secret=True)
        self._from = self.line(tr("From"), placeholder="labvault@example.org")
        self._to = self.line(tr("To"), placeholder=tr("one or more addresses, with commas"))

    def address(self) -> str:
        lines = (self._server, self._from, self._to)
        server, sender, to = (line.text().strip() for line in lines)
        if not (server and "@" in sender and "@" in to):
            return ""
        login = self._user.text().strip(), self._password.text()
        mode = Encryption(str(self._mode.currentData()))
        return model.mail_address(Mail(server, self._port.value(), mode, sender, to, *login))

    def _usual_port(self) -> None:
        self._port.setValue(model.PORTS[Encryption(str(self._mode.currentData()))])


class UrlDetails(Details):
    """A service whose address is one URL that holds its secret."""

    def __init__(self, form: Form, words: str, placeholder: str, start: str = "") -> None:
        super().__init__(form)
        self._start = start
        self._url = self.line(words, secret=True, placeholder=placeholder)

    def address(self) -> str:
        typed = self._url.text().strip()
        if "://" not in typed:
            return ""
        return typed if typed.lower().startswith(self._start) else ""


class NtfyDetails(Details):
    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._server = self.line(tr("Server"), placeholder=NTFY)
        self._server.setText(NTFY)
        self._topic = self.line(tr("Topic"), placeholder=tr("a name that nobody guesses"))
        self._token = self.line(tr("Access token"), secret=True, placeholder=tr("if it has one"))

    def address(self) -> str:
        server, topic = self._server.text().strip(), self._topic.text().strip()
        if not server or not topic:
            return ""
        return model.ntfy_address(server, topic, self._token.text().strip())


class DesktopDetails(Details):
    """Nothing to be typed: the window shows these messages itself."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        words = tr(
            "They appear on the desktop while LabVault runs, also in the tray alone. Failed jobs "
            "always do."
        )
        self.fields.addRow(paragraph(words, "note"))

    def address(self) -> str:
        return ""


def all_details(form: Form) -> dict[Service, Details]:
    """The fields of each service."""
    hook = "https://hooks.slack.com/services/…"
    return {
        Service.MAIL: MailDetails(form),
        Service.DESKTOP: DesktopDetails(form),
        Service.SLACK: UrlDetails(form, tr("Web hook of the channel"), hook, "https://"),
        Service.TEAMS: UrlDetails(form, tr("Web hook of the channel"), "https://…", "https://"),
        Service.NTFY: NtfyDetails(form),
        Service.WEBHOOK: UrlDetails(form, tr("Address that gets JSON"), "https://…", "http"),
        Service.OTHER: UrlDetails(form, tr("Address, as apprise writes it"), "discord://…"),
    }


class AddChannel(Form):
    """Its address goes to this computer's keyring."""

    def __init__(self, lab: Lab, changes: ChannelChanges, parent: QWidget) -> None:
        self._lab, self._changes = lab, changes
        super().__init__(
            lab.tasks,
            tr("Add a channel"),
            tr("Its address holds secrets: it is kept in this computer's keyring, nowhere else."),
            tr("Add it"),
            parent,
        )
        self._name = self.line(tr("Name"), placeholder=tr("such as head of lab"))
        self._service = QComboBox()
        self._stack = QStackedWidget()
        self._details = all_details(self)
        for service, details in self._details.items():
            self._service.addItem(tr(model.SERVICES[service]), service.value)
            self._stack.addWidget(details)
        self._service.currentIndexChanged.connect(self._choose)
        self.field(tr("Service"), self._service)
        self._wants = Wants(model.DEFAULT)
        self.body.addWidget(self._stack)
        self.body.addWidget(label(tr("It is told of"), "strong"))
        self.body.addWidget(self._wants)

    def ready(self) -> bool:
        return bool(self._name.text().strip() and (self._is_desktop() or self._address()))

    def work(self) -> Work:
        name, wants, address = self._name.text().strip(), self._wants.chosen(), self._address()
        changes, on_desktop = self._changes, self._is_desktop()
        service_name = self._service.currentText()

        def add(_meter: Meter) -> str:
            if on_desktop:
                changes.put(Rule(name, wants, Place.WINDOW))
                return f"{shown(name)} ({service_name})"
            service = changes.add(name, wants, address)
            return f"{shown(name)} ({shown(service)})"

        return add

    def command(self) -> str:
        name = self._name.text().strip()
        words = ("notify", "add", name, *(("--desktop",) if self._is_desktop() else ()))
        return self._lab.command(*words) if name else ""

    def _is_desktop(self) -> bool:
        return str(self._service.currentData()) == Service.DESKTOP.value

    def _address(self) -> str:
        return self._details[Service(str(self._service.currentData()))].address()

    def _choose(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._wants.choose(model.ON_DESKTOP if self._is_desktop() else model.DEFAULT)
        self.look()


class ChangeChannel(Form):
    """What it is told of, and where its address is in the keyring another address."""

    def __init__(self, lab: Lab, changes: ChannelChanges, rule: Rule, parent: QWidget) -> None:
        self._lab, self._changes, self._rule = lab, changes, rule
        name = shown(rule.name)
        super().__init__(
            lab.tasks,
            tr("Change the channel {name}").format(name=name),
            tr("An address that is left empty stays as it is."),
            tr("Change {name}").format(name=name),
            parent,
        )
        self._address = self.line(tr("New address"), secret=True, placeholder="mailtos://…")
        self._address.setEnabled(rule.place is Place.KEYRING)
        self._wants = Wants(rule.wants)
        self.body.addWidget(label(tr("It is told of"), "strong"))
        self.body.addWidget(self._wants)

    def ready(self) -> bool:
        typed = self._address.text().strip()
        return not typed or "://" in typed

    def work(self) -> Work:
        name, wants = self._rule.name, self._wants.chosen()
        address, changes = self._address.text().strip(), self._changes

        def change(_meter: Meter) -> None:
            if address:
                changes.move(name, address)
            changes.want(name, wants)

        return change

    def command(self) -> str:
        wants = [str(kind) for kind in WANTED if kind in self._wants.chosen()]
        options = [word for kind in wants for word in ("--on", kind)]
        return self._lab.command("notify", "change", self._rule.name, *options)
