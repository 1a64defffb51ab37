"""Where one database of a server is, on the targets page: looked at, tried, changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.secrets.keyring_entries import login_entry
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.gui.error_text import error_text
from desktop_app.gui.kinds.kind import ConnectionEditor
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone

A = TypeVar("A")  # the address of one kind of server
F = TypeVar("F")  # what a try of it finds


class LoginForm(Protocol):
    """The fields in which a login is typed."""

    changed: SignalInstance

    @property
    def password(self) -> str: ...

    @property
    def keeps_password(self) -> bool: ...

    def fill(self, address: Any, password_kept: bool, /) -> None: ...

    def check(self) -> bool: ...

    def address(self) -> Any: ...

    def complain_about(self, error: LabVaultError, words: str, /) -> None: ...


class ServerEditor(ConnectionEditor, Generic[A, F]):
    """A form, and a button that tries what is typed in it. A kind says how it is tried."""

    def __init__(self, lab: Lab, form: LoginForm, widget: QWidget) -> None:
        """``widget`` is the form."""
        super().__init__()
        self._lab, self._form = lab, form
        self._task: Task[F] | None = None
        self._form.changed.connect(self._edited)
        self._found = paragraph("", "note")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(button(tr("Test connection"), self._try))
        row.addWidget(self._found, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)

    def read(self, url: str) -> A:
        """The address that a target's URL says."""
        raise NotImplementedError

    def look(self, address: A, password: str | None, client: ClientSettings, meter: Meter) -> F:
        """Try it, in a task's thread."""
        raise NotImplementedError

    def told(self, found: F) -> str:
        """What a connection that works is told as."""
        raise NotImplementedError

    def fill(self, entry: TargetEntry) -> None:
        self._forget()
        self._form.fill(self.read(entry.url), entry.password_kept)

    def check(self) -> bool:
        return self._form.check()

    def changed_from(self, entry: TargetEntry) -> TargetEntry:
        url = self._form.address().url()
        if self.read(entry.url) == self.read(url):
            url = entry.url  # the same, written in another way
        return replace(entry, url=url, password_kept=self._form.keeps_password)

    def secrets(self) -> Mapping[str, str]:
        form = self._form
        if not (form.password and form.keeps_password):
            return {}
        return {login_entry(form.address(), self._lab.name): form.password}

    def _edited(self) -> None:
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        """What was found does not hold for what is typed now."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._tell(Tone.NONE, "")

    def _try(self) -> None:
        self._forget()
        if not self._form.check():
            return
        address, typed, kept = self._form.address(), self._form.password, self._form.keeps_password
        self._tell(Tone.NONE, tr("Connecting…"))

        def work(meter: Meter) -> F:
            if typed and kept:
                os_keyring.check()
            with self._lab.workspace() as workspace:
                keyholder = workspace.keyholder
                password = typed or keyholder.password(address, kept)
                return self.look(address, password, keyholder.client, meter)

        task = self._task = self._lab.tasks.run(
            self,
            work,
            lambda found: self._tell(Tone.OK, self.told(found)) if task is self._task else None,
            lambda error: self._failed(error) if task is self._task else None,
        )

    def _failed(self, error: LabVaultError) -> None:
        self._form.complain_about(error, str(error_text(error)))
        self._tell(Tone.BAD, tr("The connection does not work."))

    def _tell(self, tone: Tone, words: str) -> None:
        self._found.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._found, tone)
