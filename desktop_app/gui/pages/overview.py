"""Overview: what needs a person, then a card for each target, with *Back up now*."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from desktop_app.gui.models.overview import Card as CardValue
from desktop_app.gui.models.overview import Glimpse, Mend, Overview, Trouble, overview
from desktop_app.gui.models.state import Tone
from desktop_app.gui.pages.page import Page, clear, scrolling
from desktop_app.gui.pages.target_card import TargetCard
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button, menu_button
from desktop_app.gui.widgets.frames import Banner, Card
from desktop_app.gui.widgets.labels import label, paragraph


@dataclass(frozen=True)
class OverviewActions:
    """What a person can start from here; each gets a target's name where it needs one, and
    ``show_repository`` a repository's. ``remove_sample`` is None where no sample is shown.
    ``command`` is *Back up all now* for a terminal."""

    back_up: Callable[[str], None]
    back_up_all: Callable[[], None]
    cancel: Callable[[str], None]
    restore: Callable[[str], None]
    drill: Callable[[str], None]
    show_repository: Callable[[str], None]
    begin: Callable[[], None]
    open_repository: Callable[[], None]
    take_over: Callable[[], None]
    show_sample: Callable[[], None]
    remove_sample: Callable[[], None] | None
    command: Callable[[], str]


class OverviewPage(Page):
    """Shows what :meth:`show_targets` is told; asks for it through ``look``."""

    def __init__(self, actions: OverviewActions, look: Callable[[], None]) -> None:
        super().__init__(tr("Overview"))
        self._actions, self._look = actions, look
        self._shown: Overview | None = None
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID + 4)
        self._restore = button(tr("Restore…"), lambda: actions.restore(""))
        self._all = button(tr("Back up all now"), actions.back_up_all, "primary")
        self._command = command_button(actions.command, about=tr("Back up all now"))
        self.add_button(self._command)
        self._more = menu_button(
            tr("Protect more…"),
            {
                tr("Protect something…"): actions.begin,
                tr("Open an existing repository…"): actions.open_repository,
                tr("Import from CryoProtect…"): actions.take_over,
                tr("Show me with sample data"): actions.show_sample,
            },
        )
        self.add_button(self._more)
        self.add_button(self._restore)
        self.add_button(self._all)
        self.body.addWidget(scrolling(self._column))
        self.say(tr("Looking…"), "")

    def refresh(self) -> None:
        self._look()

    def show_targets(self, glimpses: tuple[Glimpse, ...], now: datetime) -> None:
        """Show these; nothing is built anew when nothing changed."""
        found = overview(glimpses, now)
        if found == self._shown:
            return
        self._shown = found
        self.say(found.heading, found.facts)
        self._restore.setVisible(bool(found.cards))
        self._all.setVisible(bool(found.cards))
        self._command.setVisible(bool(found.cards))
        self._more.setVisible(bool(found.cards))
        clear(self._column)
        if self._actions.remove_sample is not None:
            self._column.addWidget(self._about_sample(self._actions.remove_sample))
        if not found.cards:
            self._column.addWidget(self._first_steps())
        for trouble in found.troubles:
            self._column.addWidget(self._banner(trouble))
        for card in found.cards:
            self._column.addWidget(TargetCard(card, self._button(card)))
        self._column.addStretch(1)

    def _first_steps(self) -> Card:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(*(MARGIN_INSIDE + 4,) * 4)
        column.setSpacing(GRID)
        column.addWidget(label(tr("Three steps to the first proven backup"), "title"))
        for step in (
            tr("1.  Say what to protect: databases, folders of films, devices."),
            tr("2.  Say where to keep it: a drive, a NAS, an object store."),
            tr("3.  Print the recovery kit. Then the first backup runs and is verified."),
        ):
            column.addWidget(paragraph(step))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        act = self._actions
        row.addWidget(button(tr("Protect something"), act.begin, "primary"))
        row.addWidget(button(tr("Open an existing repository…"), act.open_repository))
        row.addWidget(button(tr("Import from CryoProtect…"), act.take_over))
        row.addWidget(button(tr("Show me with sample data"), act.show_sample))
        row.addStretch(1)
        column.addSpacing(GRID)
        column.addLayout(row)
        return card

    def _about_sample(self, remove: Callable[[], None]) -> Banner:
        return Banner(
            Tone.NONE,
            tr("This is a sample laboratory"),
            tr("Its data are made up. Back up, restore and verify as you like: nothing can break."),
            [button(tr("Remove the sample"), remove)],
        )

    def _banner(self, trouble: Trouble) -> Banner:
        words, mend = {
            Mend.BACK_UP: (tr("Back up now"), self._actions.back_up),
            Mend.DRILL: (tr("Run a drill…"), self._actions.drill),
            Mend.LOOK: (tr("Look at the repository"), self._actions.show_repository),
        }[trouble.mend]
        act = button(words, lambda: mend(trouble.name), about=shown(trouble.name))
        return Banner(trouble.tone, trouble.what, trouble.why, [act])

    def _button(self, value: CardValue) -> QPushButton:
        act = self._actions
        if value.busy:
            return button(tr("Cancel"), lambda: act.cancel(value.target), about=shown(value.target))
        return button(
            tr("Back up now"), lambda: act.back_up(value.target), about=shown(value.target)
        )
