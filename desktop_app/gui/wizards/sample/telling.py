"""The story while it happens: a line for each step, as soon as it is done."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from desktop_app.demo import laboratory
from desktop_app.demo.events import Event
from desktop_app.demo.names import WORKSPACE
from desktop_app.demo.story import Story
from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.progress import Meter, Silent
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import sample as model
from desktop_app.gui.models.state import State
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import tr
from desktop_app.gui.widgets.labels import label
from desktop_app.gui.widgets.part_bar import PartBar
from desktop_app.gui.widgets.state_lines import StateLines
from desktop_app.gui.wizards.wizard import Step

POLL_MS = 100


class StoryStep(Step):
    """Tells the story into a workspace of its own. What an unfinished one left is removed."""

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self.name = tr("The story")
        self._lab = lab
        self._task: Task[None] | None = None
        self._events: list[Event] = []  # the task's thread adds, the main one reads
        self._shown, self._over = 0, False
        self._states: list[State] = []
        self._lines = StateLines(tr("The story"))
        self._bar, self._doing = PartBar(tr("Progress of the story")), label("", "muted")
        for each in (self._lines, self._bar, self._doing):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def enter(self) -> None:
        self._events, self._shown, self._over = [], 0, False
        self._states = model.ahead()
        self._lines.show_states(self._states)
        self._bar.show()
        self._bar.show_part(0.0)
        self.say(tr("The sample laboratory is being built"), "")
        self._task = self._lab.tasks.run(self, self._tell, self._end, self._fail)
        self._timer.start()
        self.changed.emit()

    def busy(self) -> bool:
        return self._task is not None and not self._task.ended

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def ready(self) -> bool:
        return self._over or self.busy()

    def forward(self) -> str:
        return tr("Show the sample laboratory") if self._over else tr("Stop")

    def go_on(self) -> None:
        if self._over:
            self.done.emit()
        else:
            self.stop()

    def command(self) -> str:
        return "labvault demo"

    def _tell(self, meter: Meter) -> None:
        events = self._events
        laboratory.add_workspace(self._lab.whole_catalog, self._lab.clock())
        with self._lab.workspace(WORKSPACE) as workspace:
            place = laboratory.laboratory_of(workspace.profile)
            try:
                for event in Story(workspace, place, meter).tell():
                    events.append(event)
            except BaseException:
                laboratory.remove(workspace, place, Silent())
                raise

    def _poll(self) -> None:
        if news := self._events[self._shown :]:
            self._states[self._shown : self._shown + len(news)] = map(model.told, news)
            self._shown += len(news)
            self._lines.show_states(self._states)
        self._bar.show_part(self._shown / len(self._states))
        doing = self._task.meter.state().doing if self._task and self.busy() else ""
        self._doing.setText(tr(doing) if doing else "")

    def _end(self, _nothing: None) -> None:
        self._rest()
        self._over = True
        if all(event.ok for event in self._events):
            heading = tr("The data came back equal, and damage was seen")
            facts = tr("Look around as long as you like, and remove it on the overview.")
        else:
            heading, facts = tr("Not all of it worked: see the lines marked ▲"), ""
        self.say(heading, facts)

    def _fail(self, error: LabVaultError) -> None:
        self._rest()
        words = error_text(error)
        if isinstance(error, Cancelled):
            self.say(tr("Stopped"), tr("What was built so far is removed again."))
        else:
            self.say(words.what, f"{words.why} {words.hint}".strip())

    def _rest(self) -> None:
        self._poll()
        self._timer.stop()
        self._doing.clear()
        self._bar.hide()
