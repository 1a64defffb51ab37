"""Which repository, and whether its key is a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QRadioButton

from desktop_app.engine.errors import LabVaultError
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import repositories as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.wizards.recovery_kit.choice import KitChoice, KitWork
from desktop_app.gui.wizards.wizard import Step


class RepositoryStep(Step):
    """Also tells how well the key of each is known to be on paper."""

    def __init__(self, lab: Lab, choice: KitChoice, _work: KitWork) -> None:
        super().__init__()
        self.name = tr("Repository")
        self._lab, self._choice = lab, choice
        self._repositories = QComboBox()
        self._repositories.setAccessibleName(tr("Repository"))
        self._state = paragraph("", "note")
        self._new = QRadioButton(tr("With a new recovery key"))
        self._old = QRadioButton(tr("With the recovery key that there is, typed from its paper"))
        self._kinds = QButtonGroup(self)
        self.body.addWidget(self._repositories)
        self.body.addWidget(self._state)
        self.body.addSpacing(GRID)
        for each, words in (
            (self._new, tr("The old one opens until the new one is typed back, then nothing.")),
            (self._old, tr("For a second copy, or a page that has become hard to read.")),
        ):
            each.setAccessibleName(each.text())
            self._kinds.addButton(each)
            self.body.addWidget(each)
            self.body.addWidget(paragraph(words, "note"))
        self._new.setChecked(True)
        self.body.addStretch(1)
        self._repositories.currentIndexChanged.connect(lambda _: self._look())

    def enter(self) -> None:
        made = self._choice.kit is not None
        if not made:
            self._fill()
        for each in (self._repositories, self._new, self._old):
            each.setEnabled(not made)
        self.say(
            tr("A recovery kit for which repository?"),
            tr("One page with which the backups open on any computer, without the passphrase."),
        )
        self._look()

    def ready(self) -> bool:
        return self._repositories.count() > 0

    def go_on(self) -> None:
        if self._choice.kit is None:
            self._choice.repository = str(self._repositories.currentData())
            self._choice.existing = self._old.isChecked()
        self.done.emit()

    def _fill(self) -> None:
        self._repositories.clear()
        for entry in self._lab.catalog.repositories.list():
            self._repositories.addItem(shown(entry.name), entry.name)
        self._repositories.setCurrentIndex(
            max(0, self._repositories.findData(self._choice.repository))
        )

    def _look(self) -> None:
        name = self._repositories.currentData()
        if name is None:
            self._state.setText(tr("There is no repository yet. Protect something first."))
            return
        entry = self._lab.catalog.repositories.load(str(name))
        state = model.key_state(entry, self._lab.clock())
        words = tr("Its recovery key: {state}").format(state=state.word)
        self._state.setText(f"{state.tone.shape}  {words}")
        set_tone(self._state, state.tone)
        self.changed.emit()


class KeyStep(Step):
    """Makes the new key, or asks for the one that there is."""

    def __init__(self, lab: Lab, choice: KitChoice, work: KitWork) -> None:
        super().__init__()
        self.name = tr("Key")
        self._lab, self._choice, self._work = lab, choice, work
        self._working = False
        self._typed = QLineEdit()
        self._typed.setAccessibleName(tr("Recovery key"))
        self._typed.setPlaceholderText("XXXXX-XXXXX-…")
        self._typed.textChanged.connect(lambda _: self.changed.emit())
        self._ask = label(tr("All eight groups, from the paper:"), "note")
        self._told = paragraph("")
        for each in (self._ask, self._typed, self._told):
            self.body.addWidget(each)
        self.body.addStretch(1)

    def enter(self) -> None:
        made, existing = self._choice.kit is not None, self._choice.existing
        for each in (self._ask, self._typed):
            each.setVisible(existing and not made)
        self._told.clear()
        name = shown(self._choice.repository)
        if made:
            self.say(tr("The recovery key of {name} is at hand").format(name=name))
        elif existing:
            self.say(
                tr("Type the recovery key of {name}").format(name=name),
                tr("LabVault keeps no copy of it. Case, blanks and hyphens do not matter."),
            )
        else:
            self.say(
                tr("A new recovery key for {name}").format(name=name),
                tr("It is made now. Where there is a manager's password, it is asked for."),
            )

    def busy(self) -> bool:
        return self._working

    def ready(self) -> bool:
        if self._working:
            return False
        typed = bool(self._typed.text().strip())
        return self._choice.kit is not None or not self._choice.existing or typed

    def forward(self) -> str:
        if self._choice.kit is not None:
            return tr("Continue")
        return tr("Check the key") if self._choice.existing else tr("Make a new key")

    def command(self) -> str:
        options = ("--existing",) if self._choice.existing else ()
        name = self._choice.repository
        words = ("repository", "kit", name, "--output", f"{name}.pdf", *options)
        return self._lab.command(*words)

    def go_on(self) -> None:
        if self._choice.kit is not None:
            self.done.emit()
            return
        choice, work, typed = self._choice, self._work, self._typed.text()
        self._working = True
        self._told.setText(tr("Opening the repository…"))
        set_tone(self._told, Tone.NONE)
        self.changed.emit()

        def make(_meter: object) -> object:
            if choice.existing:
                return work.again(choice.repository, typed)
            return work.make(choice.repository)

        self._lab.tasks.run(self, make, self._made, self._fail)

    def _made(self, made: object) -> None:
        self._working = False
        self._choice.kit, self._choice.slot = made  # type: ignore[misc]
        self._choice.confirmed = self._choice.existing
        self._typed.clear()
        self.done.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._working = False
        self._told.setText(f"{Tone.BAD.shape}  {error_text(error)}")
        set_tone(self._told, Tone.BAD)
        self.changed.emit()
