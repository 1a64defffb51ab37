"""The trash of a repository: what rests, until when; bring back, let go."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.engine.keeping.upkeep import empty, put_back
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.trash import Resting, Trash
from desktop_app.engine.workspace import Opened
from desktop_app.gui import text
from desktop_app.gui.models import keys as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.page import clear
from desktop_app.gui.pages.settings.drawer import Drawer
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import button_row
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.widgets.frames import Banner
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.views import table_view

NOTHING = Trash((), ())


class TrashDrawer(Drawer):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("Trash"))
        self._chosen: Resting | None = None
        self._found = NOTHING
        self._banner = QVBoxLayout()
        self._table: Table[Resting] = Table(model.trash_columns(self.lab.clock()), self)
        self._view = table_view(self._table, tr("Removed snapshots"), stretched=4)
        self._view.selectionModel().currentChanged.connect(
            lambda now, _before: self._choose(self._table.row(now))
        )
        self._nothing = paragraph(
            tr("The trash is empty. What is removed rests here for some days, whole."), "muted"
        )
        self._back = button(tr("Bring back"), self._bring_back)
        self._let_go = button(tr("Empty the trash…"), self._ask_empty, "danger")
        command = command_button(self._command, about=self.name)
        self.body.addLayout(self._banner)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._view, 1)
        self.body.addStretch(0)
        self.body.addWidget(button_row(self._back, self._let_go, self.again, command))
        self.empty()

    def empty(self) -> None:
        self.fill(NOTHING)
        self._nothing.hide()  # nobody knows that yet

    def look(self, opened: Opened) -> Trash:
        return Trash(opened.trash, opened.unread_trash)

    def fill(self, found: Trash) -> None:
        self._found, rows = found, found.resting
        clear(self._banner)
        if found.problems:
            self._banner.addWidget(Banner(Tone.BAD, *model.unreadable(found.problems)))
        self._table.show_columns(model.trash_columns(self.lab.clock()), rows)
        self._view.setVisible(bool(rows))
        self._nothing.setVisible(found == NOTHING)
        self._let_go.setVisible(found != NOTHING)
        self._view.setCurrentIndex(self._table.index(0, 0) if rows else self._table.index(-1, 0))
        self._choose(rows[0] if rows else None)

    def _choose(self, row: Resting | None) -> None:
        self._chosen = row
        self._back.setVisible(row is not None)
        if row is not None:
            at = text.moment(row.snapshot.started, self.lab.clock())
            words = tr("Bring back {target} of {moment}")
            self._back.setText(words.format(target=shown(row.snapshot.target), moment=at))
            self._back.setAccessibleName(self._back.text())

    def _bring_back(self) -> None:
        row = self._chosen
        if row is None:
            return
        done = tr("The snapshot is back. Keep it in Snapshots, if it shall stay.")
        self.with_opened(
            lambda workspace, opened, _meter: put_back(workspace, opened, row.snapshot),
            lambda _: self.changed(done),
        )

    def _ask_empty(self) -> None:
        assert self.entry is not None
        name, lab = self.entry.name, self.lab
        count = model.amount(self._found)

        def let_go(meter: Meter) -> int:
            with lab.workspace() as workspace, workspace.repository(name) as opened:
                return len(empty(workspace, opened, meter))

        form = ConfirmByName(
            lab.tasks,
            tr("Delete {count} for good").format(count=count),
            tr("Nothing brings them back. The next prune gives their space back."),
            tr("Delete {count}").format(count=count),
            name,
            let_go,
            self,
            lab.command("trash", "empty", "--repository", name),
        )
        self.ask(form, lambda _: self.changed(tr("The trash is empty.")))

    def _command(self) -> str:
        if self._chosen is None:
            return ""
        return self.lab.command("trash", "restore", self._chosen.snapshot.id[: model.SHORT])
