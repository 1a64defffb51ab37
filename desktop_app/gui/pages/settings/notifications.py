"""Notifications: who is told of what, whether it arrives, and what waits in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from tzlocal import get_localzone

from desktop_app.engine.errors import KeyringFailed
from desktop_app.engine.jobs.fault import error_of
from desktop_app.engine.notify.addresses import given_name, keyring_entry
from desktop_app.engine.notify.changes import ChannelChanges
from desktop_app.engine.notify.notifier import Delivery
from desktop_app.engine.progress import Meter
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.telling.digest import notifier_of
from desktop_app.engine.telling.notice import Digesting, Notice, Period, Place, Rule
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.models import channels as model
from desktop_app.gui.models.channels import Channels
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.settings.channel_forms import AddChannel, ChangeChannel
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section, button_row
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.flow import FlowRow
from desktop_app.gui.widgets.form import FILLS, ConfirmByName
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.widgets.views import table_view


class NotificationsSection(Section):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("Notifications"))
        self._found: Channels | None = None
        self._chosen: Rule | None = None
        self._testing = False
        nothing = Channels((), {}, Digesting(), (), ())
        self._rules: Table[Rule] = Table(model.rule_columns(nothing), self)
        self._outbox: Table[Notice] = Table(model.outbox_columns(self.lab.clock()), self)
        self._build()
        self._choose(None)

    @property
    def changes(self) -> ChannelChanges:
        addresses = self.office.surroundings.addresses(self.lab.name)
        return ChannelChanges(self.lab.catalog.notices, addresses)

    def refresh(self) -> None:
        self.run(self._look, self._show)

    def _look(self, _meter: Meter) -> Channels:
        store = self.lab.catalog.notices
        rules = store.rules()
        faults = tuple(fault for fault in store.faults() if fault.cleared is None)
        return Channels(
            rules,
            {rule.name: self._masked(rule) for rule in rules},
            store.digesting(),
            faults,
            store.notices(),
        )

    def _masked(self, rule: Rule) -> str:
        """For a task's thread: the keyring may take its time."""
        if rule.place is Place.WINDOW:
            return tr("this desktop")
        if rule.place is Place.ENVIRONMENT:
            given = self.office.surroundings.given.get(given_name(rule.name))
            return model.masked(given) if given else tr("not given")
        try:
            kept = os_keyring.load(keyring_entry(self.lab.name, rule.name))
        except KeyringFailed:
            return tr("the keyring is locked")
        return model.masked(kept) if kept else tr("not in this keyring")

    def _show(self, found: Channels) -> None:
        self._found = found
        self.say(*model.heading(found))
        wanted = self._chosen.name if self._chosen else None
        self._rules.show_columns(model.rule_columns(found), found.rules)
        self._rule_view.setVisible(bool(found.rules))
        self._none.setVisible(not found.rules)
        place = self._rules.place_of(lambda rule: wanted in (None, rule.name))
        self._rule_view.setCurrentIndex(place)
        self._choose(self._rules.row(place))
        self._outbox.show_columns(model.outbox_columns(self.lab.clock()), found.outbox)
        self._outbox_view.setVisible(bool(found.outbox))
        self._no_message.setVisible(not found.outbox)
        self._outbox_part.setVisible(bool(found.rules or found.outbox))
        self._retry.setVisible(bool(model.retriable(found.outbox)))
        self._period.setCurrentIndex(self._period.findData(found.digesting.period.value))

    def _choose(self, rule: Rule | None) -> None:
        self._chosen = rule
        name = shown(rule.name) if rule else ""
        for each in (self._test, self._change, self._remove):
            each.setEnabled(rule is not None and not (each is self._test and self._testing))
            each.setVisible(rule is not None)
            each.setAccessibleName(f"{each.text()}: {name}")

    def _send_test(self) -> None:
        rule, changes = self._chosen, self.changes
        if rule is None:
            return
        if rule.place is Place.WINDOW:
            self.office.actions.tell(
                tr("LabVault: a test"),
                tr("Somebody tries the channel {name}.").format(name=shown(rule.name)),
            )
            self.tell(Tone.OK, tr("Shown on this desktop. Look whether you see it."))
            return
        self._testing = True
        self._choose(rule)
        words = tr("Sending a test through {name}…")
        self.tell(Tone.NONE, words.format(name=shown(rule.name)))
        self.lab.tasks.run(
            self,
            lambda meter: changes.test(rule.name, meter.cancel),
            lambda _: self._tested(rule),
            self._test_failed,
        )

    def _tested(self, rule: Rule) -> None:
        self._testing = False
        self._choose(self._chosen)
        words = tr("Sent through {name}: its server took it. Look whether it arrived.")
        self.tell(Tone.OK, words.format(name=shown(rule.name)))

    def _test_failed(self, error: Any) -> None:
        self._testing = False
        self._choose(self._chosen)
        self.fail(error)

    def _ask_new(self) -> None:
        self.ask(AddChannel(self.lab, self.changes, self), self._added)

    def _added(self, told: object) -> None:
        self.tell(Tone.OK, tr("{channel} is told from now on. Send a test.").format(channel=told))
        self.refresh()

    def _ask_change(self) -> None:
        if self._chosen is not None:
            self.ask(
                ChangeChannel(self.lab, self.changes, self._chosen, self), lambda _: self.refresh()
            )

    def _ask_removal(self) -> None:
        if self._chosen is None:
            return
        name, changes = self._chosen.name, self.changes
        form = ConfirmByName(
            self.lab.tasks,
            tr("Remove the channel {name}").format(name=shown(name)),
            tr("Its address is forgotten, and what waits for it is not sent."),
            tr("Remove {name}").format(name=shown(name)),
            name,
            lambda _: changes.remove(name),
            self,
            self.lab.command("notify", "remove", name),
        )
        self.ask(form, lambda _: self.refresh())

    def _keep_period(self) -> None:
        period = Period(str(self._period.currentData()))
        store, now = self.lab.catalog.notices, self.lab.clock()
        self.run(lambda _: store.set_period(period, now), lambda _: self.refresh())

    def _send_again(self) -> None:
        around, lab = self.office.surroundings, self.lab
        now = lab.clock()

        def deliver(meter: Meter) -> Delivery:
            lab.catalog.notices.retry(now)
            addresses = around.addresses(lab.name)
            notifier = notifier_of(
                lab.whole_catalog, lab.name, addresses.open, get_localzone(), _said
            )
            return notifier.deliver(now, meter.cancel)

        self._retry.setEnabled(False)
        self.tell(Tone.NONE, tr("Sending…"))
        self.run(deliver, self._delivered)

    def _delivered(self, done: Delivery) -> None:
        self._retry.setEnabled(True)
        bad = (*done.failed, *done.given_up)
        words = text.count(len(done.sent), "message sent", "messages sent")
        if bad:
            words += "; " + text.count(len(bad), "message failed", "messages failed")
            words += f": {shown(bad[0].error)}"
        self.tell(Tone.BAD if bad else Tone.OK, words)
        self.refresh()

    def fail(self, error: Any) -> None:
        self._retry.setEnabled(True)
        super().fail(error)

    def _build(self) -> None:
        self._rule_view = table_view(self._rules, tr("Channels"), stretched=1)
        self._rule_view.selectionModel().currentChanged.connect(
            lambda now, _before: self._choose(self._rules.row(now))
        )
        self._none = paragraph(
            tr(
                "No channel yet. Add one, so that somebody hears of a failed or overdue backup: "
                "by mail, in a chat, on a phone."
            )
        )
        self._test = button(tr("Send a test"), self._send_test)
        self._change = button(tr("Change…"), self._ask_change)
        self._remove = button(tr("Remove…"), self._ask_removal, "danger")
        add = button(tr("Add a channel…"), self._ask_new)
        self._period = QComboBox()
        self._period.setAccessibleName(tr("How often the digest is sent"))
        for period, words in model.PERIODS.items():
            self._period.addItem(tr(words), period.value)
        self._period.activated.connect(lambda _: self._keep_period())
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GRID)
        split.addWidget(self._upper(add))
        self._outbox_part = self._lower()
        split.addWidget(self._outbox_part)
        self.body.addWidget(split, 1)

    def _upper(self, add: QWidget) -> QWidget:
        digest = FlowRow()
        digest.add(
            label(tr("Digest, to the channels that want it:")),
            self._period,
            label(tr("at eight in the morning, weekly on Mondays"), "note"),
        )
        upper, column = _column()
        column.addWidget(self._none)
        column.addWidget(self._rule_view, FILLS)
        column.addWidget(button_row(add, self._test, self._change, self._remove))
        column.addWidget(digest)
        column.addStretch(1)
        return upper

    def _lower(self) -> QWidget:
        self._outbox_view = table_view(self._outbox, tr("Outbox"), stretched=4)
        self._no_message = paragraph(tr("Nothing was sent so far, and nothing waits."), "muted")
        self._retry = button(tr("Send again now"), self._send_again)
        self._retry.hide()
        row = QHBoxLayout()
        row.addWidget(label(tr("Outbox"), "title"))
        row.addStretch(1)
        row.addWidget(self._retry)
        lower, column = _column()
        column.addLayout(row)
        column.addWidget(self._no_message)
        column.addWidget(self._outbox_view, FILLS)
        column.addStretch(1)
        return lower


def _column() -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    return widget, column


def _said(error: Mapping[str, Any]) -> str:
    """The words for the error of a job, in a digest."""
    return str(error_text(error_of(error)))
