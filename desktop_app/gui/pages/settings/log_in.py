"""At log-in: what starts by itself, as it is now, and the switches for it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from desktop_app import autostart
from desktop_app.autostart import State, What
from desktop_app.engine.agent.lock import Holder, holder
from desktop_app.engine.computer.account import account
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import LabVaultError, NoPermission
from desktop_app.engine.progress import Meter
from desktop_app.gui import text
from desktop_app.gui.models.state import Tone
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section, button_row
from desktop_app.gui.surroundings import Surroundings
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import paragraph


@dataclass(frozen=True, slots=True)
class AtLogIn:
    """``agent``: the one that runs now for this profile."""

    states: dict[What, State]
    agent: Holder | None


def read(surroundings: Surroundings) -> AtLogIn:
    """For a task's thread. Raises :class:`NoPermission`."""
    states = {}
    for what in What:
        place = surroundings.place(what)
        try:
            states[what] = autostart.state_of(place, surroundings.definition(what, account()))
        except OSError as error:
            raise NoPermission(str(place.file)) from error
    return AtLogIn(states, holder(surroundings.profile))


class LogInSection(Section):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("At log-in"))
        self._boxes: dict[What, QCheckBox] = {}
        self._on: dict[What, bool] = {}
        self._notes = {what: paragraph("", "note") for what in What}
        self._renew = {
            What.WINDOW: button(tr("Start this one instead"), lambda: self._set(What.WINDOW, True)),
            What.AGENT: button(tr("Start this one instead"), lambda: self._set(What.AGENT, True)),
        }
        self._agent = paragraph("", "muted")
        self._card(
            What.WINDOW,
            tr("Start LabVault in the tray"),
            tr("The window stays hidden until it is opened; its tray icon says how things stand."),
        )
        self._card(
            What.AGENT,
            tr("Start the agent"),
            tr("It runs the schedules, also when LabVault's window is closed."),
        )
        self.body.addWidget(self._agent)
        command = command_button(lambda: self.lab.command("agent", "install"), about=self.name)
        self.body.addWidget(button_row(command))
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.run(lambda _: read(self.office.surroundings), self._show)

    def _card(self, what: What, words: str, facts: str) -> None:
        box = QCheckBox(words)
        box.setAccessibleName(words)
        box.clicked.connect(lambda checked: self._set(what, checked))
        self._boxes[what] = box
        self._renew[what].setAccessibleName(f"{self._renew[what].text()}: {words}")
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(MARGIN_INSIDE, GRID + 4, MARGIN_INSIDE, GRID + 4)
        column.setSpacing(GRID // 2)
        column.addWidget(box)
        column.addWidget(paragraph(facts, "muted"))
        column.addWidget(self._notes[what])
        column.addWidget(self._renew[what])
        self.body.addWidget(card)

    def _set(self, what: What, wanted: bool) -> None:
        around = self.office.surroundings
        self._boxes[what].setEnabled(False)

        def switch(_meter: Meter) -> tuple[str, ...]:
            place = around.place(what)
            try:
                if not wanted:
                    return autostart.uninstall(place)
                return autostart.install(place, around.definition(what, account()))
            except OSError as error:
                raise NoPermission(str(place.file)) from error

        self.run(switch, self._switched)

    def _switched(self, complaints: tuple[str, ...]) -> None:
        if complaints:
            words = tr("It holds from the next log-in. At once it could not be done: {why}")
            self.tell(Tone.WARNING, words.format(why=shown("; ".join(complaints))))
        else:
            self.tell(Tone.OK, tr("Done."))
        self.refresh()

    def fail(self, error: LabVaultError) -> None:
        super().fail(error)
        for what, box in self._boxes.items():
            box.setEnabled(True)
            box.setChecked(self._on.get(what, False))

    def _show(self, found: AtLogIn) -> None:
        self._on = {what: state is not State.OFF for what, state in found.states.items()}
        for what, state in found.states.items():
            self._boxes[what].setEnabled(True)
            self._boxes[what].setChecked(self._on[what])
            self._renew[what].setVisible(state is State.OTHER)
            self._note(what, state)
        self._agent.setText(self._about_agent(found.agent))
        on = [what for what, state in found.states.items() if state is not State.OFF]
        self.say(*_heading(on))

    def _note(self, what: What, state: State) -> None:
        file = shown(str(self.office.surroundings.place(what).file))
        words = tr("It does: {file}").format(file=file) if state is State.ON else ""
        if state is State.OTHER:
            words = tr("Another LabVault, profile or version starts: {file}").format(file=file)
            words = f"{Tone.WARNING.shape}  {words}"
        self._notes[what].setText(words)
        self._notes[what].setVisible(bool(words))

    def _about_agent(self, agent: Holder | None) -> str:
        if agent is None:
            return tr("No agent runs now for this profile.")
        since = text.moment(agent.since, self.lab.clock())
        words = tr("An agent runs now, since {moment}, process {number}.")
        return words.format(moment=since, number=agent.process)


def _heading(on: list[What]) -> tuple[str, str]:
    facts = tr("Nobody is there to be asked then: let the keyring open the repositories.")
    if not on:
        return tr("Nothing starts at log-in"), tr("Backups then wait until LabVault is opened.")
    if len(on) == len(What):
        return tr("The window and the agent start at log-in"), facts
    if What.AGENT in on:
        return tr("The agent starts at log-in"), facts
    return tr("The window starts at log-in"), facts
