"""The overview: its cards in whatever font a computer has, and where its banners lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.engine.keeping.upkeep import Cause, Pause
from desktop_app.engine.progress import ProgressState
from desktop_app.gui.pages.overview import OverviewActions, OverviewPage
from desktop_app.gui.theme.tokens import MARGIN_OUTSIDE
from desktop_app.gui.widgets.frames import Banner
from desktop_app.gui.widgets.labels import Pill
from tests.gui.hands import press
from tests.gui.models.test_overview import GOOD, LATE, NOW

NO_ACTIONS = OverviewActions(*[lambda *_: None] * 10, remove_sample=None, command=str)
AT_WORK = ProgressState("backing up", "", 0, 4, 41, 100, 0, 1.0, 1.0, 50.0)


@pytest.fixture(params=[8, 18])
def font(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """A small and a large one, in points."""
    before = qapp.font()
    chosen = QFont(before)
    chosen.setPointSize(request.param)
    qapp.setFont(chosen)
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("font")
def test_no_button_is_cut_and_all_stand_below_one_another(qtbot: QtBot) -> None:
    page = OverviewPage(NO_ACTIONS, lambda: None)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.show_targets((GOOD, replace(GOOD, name="busy", running=AT_WORK)), NOW)
    page.grab()  # which lays all of it out
    acts = [e for e in page.findChildren(QPushButton) if e.text() in ("Back up now", "Cancel")]
    assert len(acts) == 2
    assert all(act.width() >= act.sizeHint().width() for act in acts)
    assert len({act.parentWidget().width() for act in acts}) == 1


@pytest.mark.parametrize(
    ("found", "act"),
    [
        ({"failed": "The disk is full."}, "Back up now: cryo"),
        ({"proof_days": 30, "created": NOW - timedelta(days=31)}, "Run a drill…: cryo"),
        ({"pause": Pause(Cause.DAMAGE, since=NOW)}, "Look at the repository: nas"),
    ],
)
def test_each_banner_leads_to_what_mends_it(qtbot: QtBot, found: dict[str, Any], act: str) -> None:
    asked: list[str] = []
    acts = dict.fromkeys(("back_up", "drill", "show_repository"), asked.append)
    page = OverviewPage(replace(NO_ACTIONS, **acts), lambda: None)
    qtbot.addWidget(page)
    page.show_targets((replace(GOOD, repository="nas", **found),), NOW)
    page.show()
    (banner,) = page.findChildren(Banner)
    press(qtbot, banner, act)
    assert asked == [act.rpartition(": ")[2]]


@pytest.mark.parametrize("width", [816, 1400])
def test_in_any_window_the_state_and_the_button_of_each_target_are_seen(
    qtbot: QtBot, width: int
) -> None:
    """816 pixels are what the smallest window leaves for a page."""
    page = OverviewPage(NO_ACTIONS, lambda: None)
    qtbot.addWidget(page)
    page.resize(width, 600)
    damage = Pause(Cause.DAMAGE, since=NOW)
    page.show_targets((replace(GOOD, repository="nas", pause=damage), LATE), NOW)
    page.show()
    page.grab()
    pills = [each for each in page.findChildren(Pill) if each.isVisible()]
    assert len(pills) == 2
    for each in (*pills, *(b for b in page.findChildren(QPushButton) if b.isVisible())):
        right = each.mapTo(page, each.rect().topRight()).x()
        assert right < width - MARGIN_OUTSIDE, each.accessibleName()
