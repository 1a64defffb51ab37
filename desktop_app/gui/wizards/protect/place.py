"""Where to keep it: a repository that is known, or a new one in a folder or an object store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QRadioButton, QWidget

from desktop_app.engine.errors import AlreadyARepository, LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.storage.address import open_storage
from desktop_app.engine.secrets import os_keyring
from desktop_app.gui.error_text import error_text
from desktop_app.gui.forms.folder import FolderForm
from desktop_app.gui.forms.object_store import ObjectStoreForm
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.field import Field
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step
from desktop_app.plain_text import can_be_name


class PlaceStep(Step):
    """A folder is looked at as it is typed; an object store is asked before the step is left."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Where")
        self._lab, self._choice = lab, choice
        self._task: Task[None] | None = None
        self._taken: frozenset[str] = frozenset()
        self._offered = ""
        self._known = QRadioButton(tr("In a repository that is known here"))
        self._new = QRadioButton(tr("In a new repository: a folder on a drive or a NAS"))
        self._store_way = QRadioButton(tr("In a new repository: an object store (S3)"))
        self._repositories, self._name = QComboBox(), QLineEdit()
        self._repositories.setAccessibleName(tr("Repository"))
        self._folder, self._store = FolderForm(lab.tasks), ObjectStoreForm()
        self._name.setAccessibleName(tr("Name of the new repository"))
        self._name.setPlaceholderText(tr("Such as nas"))
        self._name_field = Field(tr("Name of the new repository"), self._name)
        self._found = paragraph("", "note")
        for way, part in self._ways():
            self.body.addWidget(way)
            self.body.addWidget(part)
            part.setContentsMargins(3 * GRID, 0, 0, 0)
            way.toggled.connect(lambda _: self._look())
        self.body.addWidget(self._name_field)
        self.body.addWidget(self._found)
        self.body.addStretch(1)
        self._folder.changed.connect(self._look)
        self._store.changed.connect(self._look)
        self._name.textChanged.connect(lambda _: self._look())
        self._look()

    def enter(self) -> None:
        names = [entry.name for entry in self._lab.catalog.repositories.list()]
        self._taken = frozenset(names)
        self._repositories.clear()
        for name in names:
            self._repositories.addItem(shown(name), name)
        self._known.setVisible(bool(names))
        if self._choice.made:  # what was made is not made a second time
            self._repositories.setCurrentIndex(self._repositories.findData(self._choice.repository))
        chosen = any(way.isChecked() for way, _ in self._ways())
        if not chosen or (self._known.isChecked() and not names):
            (self._known if names else self._new).setChecked(True)
        addition = self._choice.addition
        self._folder.expect(addition.size if addition else None)
        self.say(
            tr("Where should it be kept?"),
            tr("Everything is encrypted before it goes there. Another disk is safer."),
        )
        self._look()

    def ready(self) -> bool:
        if self._task is not None:
            return False
        if self._known.isChecked():
            return self._repositories.count() > 0
        if not self._name.text().strip() or self._name_field.problem:
            return False
        return self._folder.usable if self._new.isChecked() else self._store.filled()

    def go_on(self) -> None:
        choice = self._choice
        if choice.made and not self._known.isChecked():
            self.done.emit()
        elif self._known.isChecked():
            choice.repository, choice.place = str(self._repositories.currentData()), ""
            self.done.emit()
        elif self._new.isChecked():
            self._take(self._folder.folder)
        elif self._store.check():
            self._try_store()

    def _take(self, place: str) -> None:
        self._choice.repository, self._choice.place = self._name.text().strip(), place
        self.done.emit()

    def _try_store(self) -> None:
        address, credentials = self._store.address(), self._store.credentials()
        keeps = self._store.keeps_keys

        def work(_meter: Meter) -> None:
            if keeps:
                os_keyring.check()
            storage = open_storage(address.url, credentials)
            try:
                storage.create()  # makes nothing in a bucket: it must be reached, and be empty
            finally:
                storage.close()

        self._tell(Tone.NONE, tr("Asking the object store…"))
        self._task = self._lab.tasks.run(
            self, work, lambda _: self._reached(address.url), self._fail
        )
        self.changed.emit()

    def _reached(self, url: str) -> None:
        self._task = None
        self._tell(Tone.OK, tr("The object store answers, and the place is empty."))
        self._choice.storage_keys = self._store.credentials()
        self._choice.keep_keys = self._store.keeps_keys
        self._take(url)

    def _fail(self, error: LabVaultError) -> None:
        self._task = None
        words = str(error_text(error))
        if isinstance(error, AlreadyARepository):
            words = tr("Something is there already. Choose another prefix.")
        self._tell(Tone.BAD, words)
        self.changed.emit()

    def _ways(self) -> tuple[tuple[QRadioButton, QWidget], ...]:
        return (
            (self._known, self._repositories),
            (self._new, self._folder),
            (self._store_way, self._store),
        )

    def _look(self) -> None:
        made = self._choice.made
        for way, part in self._ways():
            part.setVisible(way.isChecked())
        for new in (self._folder, self._store):
            new.lock(locked=made)
        for control in (self._known, self._new, self._store_way, self._name):
            control.setEnabled(not made)
        self._name_field.setVisible(not self._known.isChecked())
        if not made and self._new.isChecked():
            self._offer_name(Path(self._folder.folder).name)
        name = self._name.text().strip()
        taken = name in self._taken and not made
        problem = tr("A repository is called so already.") if taken else ""
        if name and not can_be_name(name):
            problem = tr("A name has at most 100 visible characters and does not begin with -.")
        self._name_field.complain(problem)
        self._tell(Tone.NONE, "")
        self.changed.emit()

    def _offer_name(self, name: str) -> None:
        """The folder's, as long as nobody typed another."""
        if self._name.text() == self._offered:
            self._offered = name
            self._name.blockSignals(True)
            self._name.setText(name)
            self._name.blockSignals(False)

    def _tell(self, tone: Tone, words: str) -> None:
        self._found.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        self._found.setVisible(bool(words))
        set_tone(self._found, tone)
