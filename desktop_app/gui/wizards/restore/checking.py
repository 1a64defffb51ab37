"""The step that says what will happen: a dry run beside a count of what is live."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.kinds.registry import kind_of
from desktop_app.engine.model import ItemKind
from desktop_app.engine.progress import Meter
from desktop_app.engine.restore import RestorePreview, preview_restore
from desktop_app.engine.sources.base import Interrupted, LiveRows, Way
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.expected_time import Expected, expected_time
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.fate import Fate, columns, fates, file_columns, files, met_words
from desktop_app.gui.models.remarks import remarks, said_of
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.page import clear
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Banner
from desktop_app.gui.widgets.state_lines import StateLines
from desktop_app.gui.widgets.views import stretch, table_view
from desktop_app.gui.wizards.restore.choice import WITH_ROLES, RestoreChoice
from desktop_app.gui.wizards.wizard import Step

TABLE_SHARE, LINES_SHARE = 3, 2


@dataclass(frozen=True, slots=True)
class Checked:
    """``live`` None: there is no such database, or ``uncounted`` says why it was not counted."""

    preview: RestorePreview
    live: Mapping[str, LiveRows] | None
    uncounted: str
    expected: Expected | None


class CheckStep(Step):
    """The dry run: nothing is written to find out."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Check")
        self._lab, self._choice = lab, choice
        self._task: Task[Checked] | None = None
        self._table: Table[Fate] = Table((), self)
        self._lines, self._ways = StateLines(tr("What was found")), QVBoxLayout()
        self._view = table_view(self._table, tr("What will be restored"))
        self.body.addWidget(self._view, TABLE_SHARE)
        self.body.addWidget(self._lines, LINES_SHARE)
        self.body.addLayout(self._ways)

    def enter(self) -> None:
        self._choice.interrupted = Interrupted.REFUSE
        self._check()

    def ready(self) -> bool:
        preview = self._choice.preview
        return preview is not None and not preview.examination.conflicts

    def forward(self) -> str:
        words = tr("Replace {place}") if self._choice.replace else tr("Restore into {place}")
        return words.format(place=shown(self._choice.short_place))

    def command(self) -> str:
        return self._lab.command(*self._choice.command())

    def _check(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._choice.preview = self._choice.live = None
        self._table.show_columns((), ())
        self._lines.show_states(())
        clear(self._ways)
        self.say(tr("Checking…"), tr("Nothing is written yet."))
        self._task = task = self._lab.tasks.run(
            self,
            self._look,
            lambda found: self._show(found) if task is self._task else None,
            lambda error: self._fail(error) if task is self._task else None,
        )

    def _look(self, meter: Meter) -> Checked:
        choice = self._choice
        assert choice.snapshot is not None
        assert choice.target is not None
        with self._lab.workspace() as workspace:
            destination = workspace.destination(choice.to, choice.kind)
            with workspace.holding(choice.snapshot.id) as (opened, (found,)):
                options = choice.options()
                preview = preview_restore(opened.repository, found, destination, options, meter)
            live, uncounted = None, ""
            try:
                place = workspace.place_of(choice.target.name)
                live = kind_of(choice.target.kind).live(place, meter)
            except Cancelled:
                raise
            except LabVaultError as error:  # the restore can be made all the same, and is told of
                uncounted = str(error_text(error))
        expected = expected_time(self._lab, choice.target.name, preview.size)
        return Checked(preview, live, uncounted, expected)

    def _show(self, checked: Checked) -> None:
        choice, preview = self._choice, checked.preview
        choice.preview, choice.live = preview, checked.live
        if choice.words.counted is ItemKind.FILE:
            rows = files(preview.items)
            self._table.show_columns(file_columns(), rows)
        else:
            rows = fates(preview.items, checked.live, replacing=choice.replace)
            counted = checked.live is not None
            self._table.show_columns(columns(replacing=choice.replace, counted=counted), rows)
        stretch(self._view)
        self._lines.show_states(findings(checked, rows, choice, self._lab))
        if preview.examination.conflicts:
            self._offer_ways(preview)
            self.say(
                tr("This cannot be restored there as it stands"),
                tr("Mend it below, or go back and change it."),
            )
        else:
            self.say(tr("This is what will happen"), self._facts(preview))

    def _facts(self, preview: RestorePreview) -> str:
        snapshot, examination = self._choice.snapshot, preview.examination
        assert snapshot is not None
        words = self._choice.words
        live = words.old_is_kept() if examination.kept else words.untouched()
        if self._choice.way is Way.OVER:
            live = tr("What is there besides stays.")
        facts = tr("{target} as of {moment}, {rows}, into {place}. {live}")
        return facts.format(
            target=shown(snapshot.target),
            moment=text.moment(snapshot.started, self._lab.clock()),
            rows=words.amount(preview.rows, preview.files, preview.size),
            place=shown(examination.place),
            live=live,
        )

    def _offer_ways(self, preview: RestorePreview) -> None:
        """What stands in the way and can be mended from here."""
        examination = preview.examination
        if examination.interrupted:
            ways = [
                button(tr("Begin afresh"), lambda: self._with(Interrupted.CLEAN_UP)),
                button(tr("Go on with it"), lambda: self._with(Interrupted.RESUME)),
            ]
            what = tr("An earlier restore to this place did not end")
            why = tr("What it loaded waits under an unfinished name; it can be used again.")
            self._ways.addWidget(Banner(Tone.WARNING, what, why, ways))
        if examination.sessions and self._choice.replace:
            what = text.count(examination.sessions, "program uses it", "programs use it")
            why = tr("Their sessions can be ended at the swap; what they have not saved is lost.")
            self._ways.addWidget(Banner(Tone.WARNING, what, why, [self._disconnecting()]))

    def _disconnecting(self) -> QPushButton:
        return button(tr("End them at the swap"), self._disconnect)

    def _disconnect(self) -> None:
        self._choice.disconnect = True
        self._check()

    def _with(self, interrupted: Interrupted) -> None:
        self._choice.interrupted = interrupted
        self._check()

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")


def findings(
    checked: Checked, rows: tuple[Fate, ...], choice: RestoreChoice, lab: Lab
) -> list[State]:
    """What a dry run found, what stands in the way first; what is to be known of single items,
    which may be many, last."""
    examination = checked.preview.examination
    found = said_of(Tone.BAD, examination.conflicts)
    if choice.words.counted is not ItemKind.FILE:
        found += _losses(checked, rows, choice)
    if examination.met is not None:
        found += met_words(examination.met)
    found.append(_disk(checked.preview))
    if choice.kind not in WITH_ROLES:
        pass  # nobody logs in to a file
    elif examination.missing_roles:
        roles = ", ".join(shown(role) for role in examination.missing_roles)
        words = tr("Missing roles are created without a password: {roles}")
        found.append(State(Tone.WARNING, words.format(roles=roles)))
    else:
        found.append(State(Tone.OK, tr("All roles are there")))
    found.append(_time(checked.expected, lab))
    return found + remarks(examination.remarks)


def _losses(checked: Checked, rows: tuple[Fate, ...], choice: RestoreChoice) -> list[State]:
    if checked.uncounted:
        words = tr("What is live now could not be counted. {why}")
        return [State(Tone.WARNING, words.format(why=checked.uncounted))]
    if checked.live is None:
        return [State(Tone.NONE, tr("What was backed up is not there any more"))]
    back = sum(fate.back for fate in rows)
    came = text.count(back, "row", "rows")
    if not choice.replace:
        return [State(Tone.OK, tr("In the snapshot, but not live: {rows}").format(rows=came))]
    lost = [fate for fate in rows if fate.lost]
    states = [State(Tone.OK, tr("Coming back: {rows}").format(rows=came))] if back else []
    if not lost:
        return [State(Tone.OK, tr("No row would vanish, by number")), *states]
    words = tr("Would vanish: {rows} in {tables}. {kept}")
    count = text.count(sum(fate.lost for fate in lost), "row", "rows")
    tables = text.count(len(lost), "table", "tables")
    kept = choice.words.old_is_kept()
    return [State(Tone.BAD, words.format(rows=count, tables=tables, kept=kept)), *states]


def _disk(preview: RestorePreview) -> State:
    need, free = text.size(preview.examination.needed_disk), preview.examination.free_disk
    if free is None:
        words = tr("Disk: needs {need}; the server does not say how much is free")
        return State(Tone.WARNING, words.format(need=need))
    tone = Tone.OK if free > preview.examination.needed_disk else Tone.BAD
    return State(
        tone, tr("Disk: needs {need}, {free} free").format(need=need, free=text.size(free))
    )


def _time(expected: Expected | None, lab: Lab) -> State:
    if expected is None:
        return State(Tone.NONE, tr("Time: not known, for no drill was made of this target yet"))
    words = tr("Time: about {time}, by the drill of {moment}")
    moment = text.moment(expected.drilled, lab.clock())
    return State(Tone.OK, words.format(time=text.duration(max(1, expected.seconds)), moment=moment))
