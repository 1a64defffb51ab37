"""Three groups typed back: only then the key is known to be on paper."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.repository.recovery_key import as_typed
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.wizards.recovery_kit.choice import KitChoice, KitWork
from desktop_app.gui.wizards.wizard import Step

GROUPS_ASKED = 3
FIELD_WIDTH = 24 * GRID


class TypeBackStep(Step):
    """Which groups are asked is drawn by lot, each time that the step is entered."""

    def __init__(self, lab: Lab, choice: KitChoice, work: KitWork) -> None:
        super().__init__()
        self.name = tr("Type back")
        self._lab, self._choice, self._work = lab, choice, work
        self._working = False
        self._asked: list[tuple[int, QLineEdit]] = []
        self._fields = QWidget()
        self._form = QFormLayout(self._fields)
        self._form.setVerticalSpacing(GRID)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._told = paragraph("")
        self.body.addWidget(self._fields)
        self.body.addWidget(self._told)
        self.body.addStretch(1)

    def enter(self) -> None:
        self._told.clear()
        if self._choice.confirmed:
            self._fields.hide()
            words = tr("It was typed from its paper, and it opens the repository.")
            self.say(tr("Nothing to type back"), words)
            return
        self._fields.show()
        self._ask()
        words = tr("Type {count} groups from the paper")
        self.say(
            words.format(count=text.number(GROUPS_ASKED)),
            tr("The key is not shown here any more: what you type must come from the page."),
        )

    def busy(self) -> bool:
        return self._working

    def ready(self) -> bool:
        if self._working:
            return False
        return self._choice.confirmed or all(self._is_right(*each) for each in self._asked)

    def forward(self) -> str:
        return tr("Continue") if self._choice.confirmed else tr("Confirm the key")

    def go_on(self) -> None:
        slot = self._choice.slot
        if self._choice.confirmed or slot is None:
            self.done.emit()
            return
        self._working = True
        self._tell(Tone.NONE, tr("Revoking the older keys…"))
        self._lab.tasks.run(self, lambda _: self._work.confirm(slot), self._proven, self._fail)

    def _proven(self, revoked: int) -> None:
        self._working = False
        self._choice.confirmed, self._choice.revoked = True, revoked
        self.done.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._working = False
        self._tell(Tone.BAD, str(error_text(error)))

    def _tell(self, tone: Tone, words: str) -> None:
        self._told.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._told, tone)
        self.changed.emit()

    def _ask(self) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self._asked = []
        groups = self._groups()
        for place in sorted(random.SystemRandom().sample(range(len(groups)), GROUPS_ASKED)):
            field = QLineEdit()
            words = tr("Group {n}").format(n=place + 1)
            field.setAccessibleName(words)
            field.setMaximumWidth(FIELD_WIDTH)
            field.textChanged.connect(lambda _: self._look())
            self._form.addRow(words, field)
            field.show()  # so that it can have the focus at once
            self._asked.append((place, field))
        self._asked[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """A full group with a slip is told at once."""
        groups = self._groups()
        full = [(p, f) for p, f in self._asked if len(as_typed(f.text())) >= len(groups[p])]
        wrong = [place + 1 for place, field in full if not self._is_right(place, field)]
        words = tr("Group {n} is not what is on the page.").format(n=wrong[0]) if wrong else ""
        self._tell(Tone.WARNING if wrong else Tone.NONE, words)

    def _is_right(self, place: int, field: QLineEdit) -> bool:
        return as_typed(field.text()) == self._groups()[place]

    def _groups(self) -> tuple[str, ...]:
        assert self._choice.kit is not None
        return self._choice.kit.groups


class DoneStep(Step):
    """What holds now."""

    def __init__(self, lab: Lab, choice: KitChoice, _work: KitWork) -> None:
        super().__init__()
        self.name = tr("Done")
        self._choice = choice
        self._told = paragraph("")
        set_tone(self._told, Tone.OK)
        self.body.addWidget(self._told)
        self.body.addStretch(1)

    def enter(self) -> None:
        choice = self._choice
        name = shown(choice.repository)
        self.say(
            tr("The recovery key of {name} is confirmed").format(name=name),
            tr("LabVault asks for it again in half a year."),
        )
        words = tr("The key on the page opens the repository.")
        if choice.revoked:
            keys = text.count(choice.revoked, "older key opens", "older keys open")
            words = f"{words} " + tr("{keys} nothing any more: burn their pages.").format(keys=keys)
        self._told.setText(f"{Tone.OK.shape}  {words}")

    def may_go_back(self) -> bool:
        return False

    def forward(self) -> str:
        return tr("Finish")
