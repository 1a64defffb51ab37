"""One target, to be looked at and changed: connection, schedule, what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QTabWidget, QVBoxLayout, QWidget
from tzlocal import get_localzone_name

from desktop_app.engine.agent.turns import must_fit
from desktop_app.engine.catalog.entries import JobKind, Planned, TargetEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.keeping.retention import Retention
from desktop_app.engine.progress import Meter
from desktop_app.engine.schedule.rules import Rule
from desktop_app.engine.targets.protection import change_target
from desktop_app.gui import commands
from desktop_app.gui.error_text import error_text
from desktop_app.gui.forms.retention import RetentionForm
from desktop_app.gui.forms.schedule import ScheduleForm
from desktop_app.gui.kinds.kind import ConnectionEditor
from desktop_app.gui.kinds.registry import kind_of
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.schedule import KINDS
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.pages.page import scrolling
from desktop_app.gui.target_list import Detail
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import Elided, Pill, paragraph, set_tone

CONNECTION, SCHEDULE, RETENTION = range(3)


@dataclass(frozen=True, slots=True)
class Edits:
    """What is typed and not yet saved. ``secrets`` are not in ``repr``."""

    before: TargetEntry
    after: TargetEntry
    plans: tuple[Planned, ...] = ()
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return self.after != self.before or bool(self.plans) or bool(self.secrets)


class TargetDetails(Card):
    """Filled with a :class:`Detail`; says whether something is unsaved. ``saved``: the target is
    another now. Further buttons are the page's."""

    saved = Signal()

    def __init__(self, lab: Lab, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        self._lab, self._saving, self._just_saved = lab, False, False
        self._detail: Detail | None = None
        self._then: Callable[[], object] | None = None
        self._title = Elided("", "title")
        self._pill = Pill(State(Tone.NONE, tr("Not yet backed up")))
        self._editors: dict[str, ConnectionEditor] = {}
        self._editor: ConnectionEditor | None = None
        self._no_editor = paragraph("", "muted")
        self._connection = QVBoxLayout()
        zone = get_localzone_name() or "UTC"
        self._schedule = ScheduleForm(tuple(KINDS), zone, lab.clock, with_proof=True)
        self._retention = RetentionForm(lab.tasks, lab.clock)
        self._hint = paragraph("", "note")
        self._discard = button(tr("Discard changes"), self.discard)
        self._save = button(tr("Save changes"), self.save, "primary")
        self._command = command_button(self._as_command, about=tr("Save changes"))
        self._schedule.changed.connect(self._edited)
        self._retention.changed.connect(self._edited)
        self._build(buttons)

    @property
    def target(self) -> str:
        """Which is shown; empty where none is."""
        return self._detail.entry.name if self._detail else ""

    def fill(self, detail: Detail) -> None:
        """Show a target as it is in the catalog. What was typed for another one is gone."""
        self._detail, entry = detail, detail.entry
        self._title.show_text(shown(entry.name))
        self._show_editor(entry)
        self._schedule.fill(detail.plans, entry.rpo_seconds, entry.proof_days, self._fits)
        kept = Retention.of(entry.retention)
        self._retention.fill(kept, detail.snapshots, detail.known)
        saved, self._just_saved = self._just_saved, False
        self._tell(*((Tone.OK, tr("Saved.")) if saved else (Tone.NONE, "")))
        self._show_unsaved()

    def forget(self) -> None:
        """Its target is gone."""
        self._detail = None
        self._show_unsaved()

    def tell_error(self, words: str) -> None:
        """Something that was asked for elsewhere could not be done."""
        self._tell(Tone.BAD, words)

    def says_the_same(self, detail: Detail) -> bool:
        return detail == self._detail

    def show_state(self, state: State) -> None:
        self._pill.show_state(state)

    def edits(self) -> Edits | None:
        """What is typed and not saved; None where no target is shown."""
        if self._detail is None:
            return None
        before = self._detail.entry
        after, secrets = before, dict[str, str]()
        if self._editor is not None:
            after = self._editor.changed_from(before)
            secrets = dict(self._editor.secrets())
        kept = self._retention.retention()
        stored = kept.to_store() if kept else None
        after = replace(
            after,
            rpo_seconds=self._schedule.rpo_seconds,
            proof_days=self._schedule.proof_days,
            retention=before.retention if self._is_kept(kept) else stored,
        )
        return Edits(before, after, self._schedule.plans(), secrets)

    @property
    def unsaved(self) -> bool:
        return bool(self.edits())

    def may_leave(self, go: Callable[[], object]) -> bool:
        """Whether nothing would be lost. Else a person is asked, and ``go`` is called once what
        they typed is saved, or they let it go."""
        if not self.unsaved:
            return True
        asked = QMessageBox(self)
        asked.setWindowTitle("LabVault")
        words = tr("The changes of {target} are not saved.")
        asked.setText(words.format(target=shown(self.target)))
        save = asked.addButton(tr("Save changes"), QMessageBox.ButtonRole.AcceptRole)
        discard = asked.addButton(tr("Discard changes"), QMessageBox.ButtonRole.DestructiveRole)
        stay = asked.addButton(tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(save)
        asked.setEscapeButton(stay)

        def answered(_code: int) -> None:
            if asked.clickedButton() is discard:
                self.discard()
                go()
            elif asked.clickedButton() is save:
                self.save(go)
            asked.deleteLater()

        asked.finished.connect(answered)
        asked.open()
        return False

    def discard(self) -> None:
        if self._detail is not None:
            self.fill(self._detail)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """In a task, where the manager may have to be asked; ``then`` when it is done."""
        edits = self.edits()
        if edits is None or self._saving or not self._check():
            return
        self._saving, self._then = True, then
        self._tell(Tone.NONE, tr("Saving…"))
        self._show_unsaved()

        def work(_meter: Meter) -> None:
            now = self._lab.clock()
            with self._lab.workspace() as workspace:
                change_target(workspace, edits.before, edits.after, edits.plans, edits.secrets, now)

        self._lab.tasks.run(self, work, lambda _: self._was_saved(), self._fail)

    def _was_saved(self) -> None:
        self._saving, then = False, self._then
        self._detail, self._just_saved = None, True  # what is shown is saved, and is read anew
        self.saved.emit()
        if then is not None:
            then()

    def _fail(self, error: LabVaultError) -> None:
        self._saving = False
        self._tell(Tone.BAD, str(error_text(error)))
        self._show_unsaved()

    def _check(self) -> bool:
        """Whether all can be meant; the first part that cannot is shown."""
        parts = ((CONNECTION, self._editor), (SCHEDULE, self._schedule))
        for tab, part in parts:
            if part is not None and not part.check():
                self._tabs.setCurrentIndex(tab)
                self._tell(Tone.BAD, tr("Something is not right yet: see the line below it."))
                return False
        return True

    def _is_kept(self, kept: Retention | None) -> bool:
        """Whether the retention is what it was; what a newer program stored stays."""
        assert self._detail is not None
        stored = self._detail.entry.retention
        return kept == Retention.of(stored)

    def _edited(self) -> None:
        self._tell(Tone.NONE, "")
        self._show_unsaved()

    def _show_unsaved(self) -> None:
        unsaved = self.unsaved
        for each in (self._save, self._discard):
            each.setEnabled(unsaved and not self._saving)
        self._command.setVisible(bool(self._as_command()))
        if unsaved and not self._hint.text():
            self._tell(Tone.NONE, tr("There are unsaved changes."))

    def _as_command(self) -> str:
        """What of the edits the command line can do."""
        edits = self.edits()
        if not edits or not self._schedule.check():
            return ""
        name, after = edits.after.name, edits.after
        told = [commands.schedule(name, plan.kind, plan.rule) for plan in edits.plans]
        limits = (after.rpo_seconds, after.proof_days)
        if limits != (edits.before.rpo_seconds, edits.before.proof_days):
            told.append(commands.limits(name, *limits))
        if after.retention != edits.before.retention:
            told.append(commands.retention(name, after.retention))
        return "\n".join(self._lab.command(*words) for words in told)

    def _fits(self, rule: Rule, kind: JobKind) -> None:
        assert self._detail is not None
        must_fit(rule, kind, self._detail.entry, self._detail.repository)

    def _show_editor(self, entry: TargetEntry) -> None:
        if self._editor is not None:
            self._editor.hide()
        self._editor = self._editor_of(entry.kind)
        self._no_editor.setVisible(self._editor is None)
        if self._editor is None:
            words = tr("It is at {url}. This window cannot change that for its kind, {kind}.")
            self._no_editor.setText(words.format(url=shown(entry.url), kind=shown(entry.kind)))
            return
        self._editor.fill(entry)
        self._editor.show()

    def _editor_of(self, key: str) -> ConnectionEditor | None:
        kind = kind_of(key)
        if kind is None:
            return None
        if key not in self._editors:
            made = self._editors[key] = kind.editor(self._lab)
            made.changed.connect(self._edited)
            self._connection.insertWidget(0, made)
        return self._editors[key]

    def _tell(self, tone: Tone, words: str) -> None:
        self._hint.setText(f"{tone.shape}  {words}" if words and tone is not Tone.NONE else words)
        set_tone(self._hint, tone)

    def _build(self, buttons: Sequence[QWidget]) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._title, 1)
        head.addWidget(self._pill)
        head.addSpacing(GRID)
        for each in buttons:
            head.addWidget(each)
        self._connection.setContentsMargins(0, GRID, GRID, 0)
        self._connection.addWidget(self._no_editor)
        self._connection.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_INSIDE, GRID + 4, MARGIN_INSIDE, GRID + 4)
        column.setSpacing(GRID)
        column.addLayout(head)
        self._tabs = QTabWidget()
        column.addWidget(self._tabs, 1)
        self._tabs.setAccessibleName(tr("Parts of the target"))
        self._tabs.tabBar().setAccessibleName(tr("Parts of the target"))
        self._tabs.addTab(scrolling(self._connection, on_card=True), tr("Connection"))
        self._tabs.addTab(scrolling(_in_column(self._schedule), on_card=True), tr("Schedule"))
        self._tabs.addTab(scrolling(_in_column(self._retention), on_card=True), tr("What is kept"))
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._hint, 1)
        for control in (self._command, self._discard, self._save):
            foot.addWidget(control)
        column.addLayout(foot)


def _in_column(part: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, GRID, GRID, 0)
    column.addWidget(part)
    return column
