"""Where ethoscopes keep their data: a folder here, or devices that ssh reaches."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget
from tzlocal import get_localzone_name

from desktop_app.engine.errors import BadAddress
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.field import Field, side_by_side
from desktop_app.gui.widgets.path_line import PathLine

ADDRESSES_HEIGHT = 10 * GRID
USUAL_QUIET = 60  # seconds; a camera that records writes all the time


class EthoscopeForm(QWidget):
    """``many``: several devices may be named, a line each."""

    changed = Signal()

    def __init__(self, *, many: bool) -> None:
        super().__init__()
        self._many, self._machine_id = many, ""
        self._here = QRadioButton(tr("A data root that this computer sees as a folder"))
        self._there = QRadioButton(tr("Devices that are reached over ssh"))
        self._here.setChecked(True)
        title, hint = tr("Choose the data root"), tr("Such as /mnt/ethoscope_data")
        self._path = PathLine(tr("Data root"), title, hint, of_folder=True)
        self._hosts = QPlainTextEdit()
        self._hosts.setTabChangesFocus(True)
        self._hosts.setFixedHeight(ADDRESSES_HEIGHT)
        self._hosts.setPlaceholderText("ssh://ethoscope@10.0.0.12/ethoscope_data")
        title, hint = tr("Choose the private key"), tr("The one that ssh takes by itself")
        self._key = PathLine(tr("Private key"), title, hint, of_folder=False)
        self._zone = QComboBox()
        self._zone.addItems(sorted(available_timezones()))
        self._zone.setCurrentText(get_localzone_name() or "UTC")
        self._path_field = Field(tr("Data root"), self._path)
        words = tr("Addresses, a device a line") if many else tr("Address")
        self._hosts_field = Field(words, self._hosts)
        self._key_field = Field(tr("Private key"), self._key)
        zone = Field(tr("Time zone of the devices' clocks"), self._zone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for each in (self._here, self._path_field, self._there, self._hosts_field):
            column.addWidget(each)
        column.addWidget(side_by_side((zone, 1), (self._key_field, 1)))
        self._here.toggled.connect(lambda _: self._edited())
        self._path.changed.connect(self._edited)
        self._key.changed.connect(self._edited)
        self._hosts.textChanged.connect(self._edited)
        self._zone.activated.connect(lambda _: self._edited())
        self._adapt()

    def fill(self, url: str, options: Mapping[str, Any]) -> None:
        """Show one device, or one root with all of them."""
        parts = (self._here, self._path, self._hosts, self._key)
        for part in parts:
            part.blockSignals(True)
        root = DataRoot.parse(url)
        self._machine_id = root.machine_id
        (self._there if root.is_remote else self._here).setChecked(True)
        bare = root.of_device("")
        self._path.show_path("" if root.is_remote else bare.path)
        self._hosts.setPlainText(bare.url() if root.is_remote else "")
        self._key.show_path(str(options.get("identity", "")))
        self._zone.setCurrentText(str(options.get("zone", "UTC")))
        for part in parts:
            part.blockSignals(False)
        self._adapt()

    @property
    def over_ssh(self) -> bool:
        return self._there.isChecked()

    def roots(self) -> tuple[DataRoot, ...]:
        """Raises :class:`BadAddress`; empty where nothing was typed."""
        if not self.over_ssh:
            path = str(Path(self._path.path).expanduser()) if self._path.path else ""
            typed = [path] if path else []
        else:
            typed = [each.strip() for each in self._hosts.toPlainText().splitlines()]
        found = [DataRoot.parse(_whole(each)) for each in typed if each]
        return tuple(r.of_device(self._machine_id) if self._machine_id else r for r in found)

    def options(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The target's options with what is typed."""
        made = {"quiet_seconds": USUAL_QUIET, **before, "zone": self._zone.currentText()}
        made.pop("identity", None)
        if self.over_ssh and self._key.path:
            made["identity"] = str(Path(self._key.path).expanduser().absolute())
        return made

    def check(self, *, complain: bool = True) -> bool:
        """Whether what is typed can be meant; what cannot stands below its field."""
        said = ""
        try:
            count = len(self.roots())
            if not count:
                said = tr("Where are the data?")
            elif count > 1 and not self._many:
                said = tr("One address only.")
        except BadAddress as error:
            said = tr("This is no address: {reason}.").format(reason=tr(error.reason))
        if complain:
            self.complain(said)
        return not said

    def complain(self, words: str) -> None:
        (self._hosts_field if self.over_ssh else self._path_field).complain(words)

    def focus(self) -> None:
        (self._hosts if self.over_ssh else self._path).setFocus()

    def _edited(self) -> None:
        for field in (self._path_field, self._hosts_field):
            field.complain("")
        self._adapt()
        self.changed.emit()

    def _adapt(self) -> None:
        self._path_field.setVisible(not self.over_ssh)
        for field in (self._hosts_field, self._key_field):
            field.setVisible(self.over_ssh)


def _whole(typed: str) -> str:
    """An address as people write it, as a URL.

    >>> _whole("ethoscope@10.0.0.12"), _whole("/mnt/data")
    ('ssh://ethoscope@10.0.0.12/ethoscope_data', '/mnt/data')
    """
    if typed.startswith(("/", "ssh://")) or "://" in typed or typed[1:3] == ":\\":
        return typed
    host, slash, path = typed.partition("/")
    return f"ssh://{host}/{path if slash else 'ethoscope_data'}"
