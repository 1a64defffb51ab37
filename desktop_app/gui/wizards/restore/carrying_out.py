"""The steps that act: what will happen, the restore itself, and its proof."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from desktop_app.engine.errors import Cancelled, LabVaultError, RestoreInterrupted
from desktop_app.engine.model import Grade, Item, ItemKind
from desktop_app.engine.progress import Meter
from desktop_app.engine.restore import (
    RestorePreview,
    RestoreResult,
    preview_restore,
)
from desktop_app.engine.sources.base import Interrupted
from desktop_app.gui import text
from desktop_app.gui.error_text import ErrorText, error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column, Table
from desktop_app.gui.pages.page import clear
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Banner
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.widgets.part_bar import PartBar
from desktop_app.gui.widgets.views import table_view
from desktop_app.gui.wizards.restore.choice import RestoreChoice
from desktop_app.gui.wizards.wizard import Step

POLL_MS = 100


class CheckStep(Step):
    """The dry run: nothing is written to find out."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Check")
        self._lab, self._choice = lab, choice
        self._task: Task[RestorePreview] | None = None
        self._table: Table[Item] = Table(_columns(), self)
        self._lines = QVBoxLayout()
        self.body.addWidget(table_view(self._table, tr("What will be restored")), 1)
        self.body.addLayout(self._lines)

    def enter(self) -> None:
        self._choice.preview = None
        self._table.show_rows([])
        clear(self._lines)
        self.say(tr("Checking…"), tr("Nothing is written yet."))
        self._task = self._lab.tasks.run(self, self._look, self._show, self._fail)

    def ready(self) -> bool:
        preview = self._choice.preview
        return preview is not None and not preview.examination.conflicts

    def forward(self) -> str:
        return tr("Restore into {place}").format(place=shown(self._choice.place))

    def command(self) -> str:
        return self._choice.command()

    def _look(self, _meter: Meter) -> RestorePreview:
        choice = self._choice
        assert choice.snapshot is not None
        with self._lab.workspace() as workspace:
            destination = workspace.destination(choice.to)
            with workspace.holding(choice.snapshot.id) as (opened, (found,)):
                return preview_restore(opened.repository, found, destination, choice.options())

    def _show(self, preview: RestorePreview) -> None:
        self._choice.preview = preview
        self._table.show_rows([i for i in preview.items if i.kind is ItemKind.ROWS])
        for state in findings(preview):
            line = paragraph(f"{state.tone.shape}  {state.word}")
            set_tone(line, state.tone)
            self._lines.addWidget(line)
        snapshot = self._choice.snapshot
        assert snapshot is not None
        if preview.examination.conflicts:
            self.say(tr("This cannot be restored there as it stands"), tr("Go back and change it."))
            return
        facts = tr("{target} as of {moment}, {rows}, into {place}. {live}")
        live = (
            tr("The old database is kept as {kept}.").format(
                kept=shown(preview.examination.kept or "")
            )
            if preview.examination.kept
            else tr("The live database is not touched.")
        )
        self.say(
            tr("This is what will happen"),
            facts.format(
                target=shown(snapshot.target),
                moment=text.moment(snapshot.started, self._lab.clock()),
                rows=text.count(preview.rows, "row", "rows"),
                place=shown(preview.examination.place),
                live=live,
            ),
        )

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")


class RunStep(Step):
    """The restore itself, with its progress."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Restore")
        self._lab, self._choice = lab, choice
        self._task: Task[RestoreResult] | None = None
        self._bar = PartBar(tr("Progress of the restore"))
        self._doing, self._figures = label("", "strong"), label("", "muted")
        self._trouble = QVBoxLayout()
        for each in (self._doing, self._bar, self._figures):
            self.body.addWidget(each)
        self.body.addLayout(self._trouble)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def enter(self) -> None:
        self._begin(Interrupted.REFUSE)

    def busy(self) -> bool:
        return self._task is not None and not self._task.ended

    def ready(self) -> bool:
        return self.busy()

    def forward(self) -> str:
        return tr("Stop")

    def go_on(self) -> None:
        self.stop()

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _begin(self, interrupted: Interrupted) -> None:
        clear(self._trouble)
        self._choice.interrupted, self._choice.result = interrupted, None
        place = shown(self._choice.place)
        self.say(
            tr("Restoring into {place}").format(place=place),
            tr("It gets its name only when every row was read back and found equal."),
        )
        self._task = self._lab.tasks.run(self, self._work, self._end, self._fail)
        self._timer.start()
        self.changed.emit()

    def _work(self, meter: Meter) -> RestoreResult:
        choice = self._choice
        assert choice.snapshot is not None
        with self._lab.workspace() as workspace:
            destination = workspace.destination(choice.to)
            with workspace.holding(choice.snapshot.id) as (opened, (found,)):
                return workspace.restore(opened, found, destination, choice.options(), meter)

    def _poll(self) -> None:
        if self._task is None:
            return
        state = self._task.meter.state()
        self._doing.setText(tr(state.doing))
        self._bar.show_part(state.bytes / state.total_bytes if state.total_bytes else None)
        words = [text.count(state.rows, "row", "rows")] if state.rows else []
        if state.seconds_left is not None:
            words.append(tr("{time} left").format(time=text.duration(state.seconds_left)))
        self._figures.setText(" · ".join(words))

    def _end(self, result: RestoreResult) -> None:
        self._timer.stop()
        self._choice.result = result
        self.done.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._timer.stop()
        self._bar.hold()
        self._doing.clear()
        self._figures.clear()
        words = error_text(error)
        if isinstance(error, Cancelled):
            words = ErrorText(
                tr("Stopped"),
                tr("Nothing has the name {place} yet.").format(place=shown(self._choice.place)),
                tr("What was loaded waits under an unfinished name."),
                "",
            )
        self.say(words.what, "")
        banner = Banner(Tone.BAD, words.what, f"{words.why} {words.hint}", self._ways_on(error))
        self._trouble.addWidget(banner)
        self.changed.emit()

    def _ways_on(self, error: LabVaultError) -> list[QPushButton]:
        again = button(tr("Begin afresh"), lambda: self._begin(Interrupted.CLEAN_UP))
        if isinstance(error, RestoreInterrupted | Cancelled):
            resume = button(tr("Go on with it"), lambda: self._begin(Interrupted.RESUME), "primary")
            return [again, resume]
        return [again]


class ProofStep(Step):
    """What was proven, and what to do next."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Proof")
        self._lab, self._choice = lab, choice
        self._lines = QVBoxLayout()
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def enter(self) -> None:
        clear(self._lines)
        result = self._choice.result
        assert result is not None
        tables = sum(i.kind is ItemKind.ROWS for i in self._restored())
        equal = tables - len(result.problems)
        heading = tr("Equal: {equal} of {tables}").format(
            equal=text.number(equal), tables=text.count(tables, "table", "tables")
        )
        facts = tr("{rows}, {size}, in {time}. Each row was read back and compared.")
        self.say(
            heading,
            facts.format(
                rows=text.count(result.rows, "row", "rows"),
                size=text.size(result.bytes_read),
                time=text.duration(result.seconds),
            ),
        )
        for state in outcome(result):
            line = paragraph(f"{state.tone.shape}  {state.word}")
            set_tone(line, state.tone)
            self._lines.addWidget(line)
        for words in self._next_steps(result):
            self._lines.addWidget(paragraph(words))

    def forward(self) -> str:
        return tr("Close")

    def may_go_back(self) -> bool:
        return False

    def command(self) -> str:
        return self._choice.command()

    def _restored(self) -> tuple[Item, ...]:
        return self._choice.preview.items if self._choice.preview else ()

    def _next_steps(self, result: RestoreResult) -> list[str]:
        if result.grade is Grade.FAILED:
            return [tr("Nothing got its final name. Verify the snapshot, then try another one.")]
        kept = self._choice.preview.examination.kept if self._choice.preview else None
        steps = [
            tr("Let your programs look at {place}, and check what you were missing.").format(
                place=shown(result.place)
            )
        ]
        if kept:
            undo = tr("To undo: the old database still is there as {kept}. Rename it back.")
            steps.append(undo.format(kept=shown(kept)))
        else:
            undo = tr("To undo: drop {place}. The live database was not touched.")
            steps.append(undo.format(place=shown(result.place)))
        return steps


def findings(preview: RestorePreview) -> list[State]:
    """What a dry run found, the worst first."""
    examination = preview.examination
    found = [
        State(Tone.BAD, f"{shown(r.item)}: {shown(r.what)}" if r.item else shown(r.what))
        for r in examination.conflicts
    ]
    need, free = text.size(examination.needed_disk), examination.free_disk
    if free is None:
        words = tr("Disk: needs {need}; the server does not say how much is free")
        found.append(State(Tone.WARNING, words.format(need=need)))
    else:
        tone = Tone.OK if free > examination.needed_disk else Tone.BAD
        words = tr("Disk: needs {need}, {free} free")
        found.append(State(tone, words.format(need=need, free=text.size(free))))
    if examination.missing_roles:
        roles = ", ".join(shown(role) for role in examination.missing_roles)
        words = tr("Missing roles are created without a password: {roles}")
        found.append(State(Tone.WARNING, words.format(roles=roles)))
    else:
        found.append(State(Tone.OK, tr("All roles are there")))
    found += [State(Tone.WARNING, f"{shown(r.item)}: {shown(r.what)}") for r in examination.remarks]
    return found


def outcome(result: RestoreResult) -> list[State]:
    """How a restore ended, in lines."""
    if result.grade is not Grade.FAILED:
        words = tr("{place} is equal to the snapshot").format(place=shown(result.place))
        lines = [State(Tone.OK, words)]
    else:
        lines = [State(Tone.BAD, tr("What was loaded is not equal to the snapshot"))]
    lines += [State(Tone.BAD, f"{shown(p.item)}: {shown(p.what)}") for p in result.problems]
    lines += [State(Tone.WARNING, f"{shown(r.item)}: {shown(r.what)}") for r in result.remarks]
    return lines


def _columns() -> tuple[Column[Item], ...]:
    return (
        Column(tr("Table"), lambda item: shown(item.name)),
        Column(
            tr("Rows that come back"),
            lambda item: text.number(item.rows or 0),
            True,
            lambda item: item.rows or 0,
        ),
        Column(tr("Size"), lambda item: text.size(item.size), True, lambda item: item.size),
    )
