"""The digest is what the catalog knows, and in words that a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    WorkspaceEntry,
)
from desktop_app.engine.catalog.history import Measure
from desktop_app.engine.notify import text
from desktop_app.engine.notify.channels import Message
from desktop_app.engine.notify.digest import FailureReport, SpaceReport, TargetReport
from desktop_app.engine.progress import Cancel
from desktop_app.engine.telling.digest import make_digest, notifier_of
from desktop_app.engine.telling.notice import Kind, Period, Place, Rule
from tests.engine.catalog.test_history import DAY, HOUR, MONDAY, fill

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    whole = Catalog(tmp_path)
    whole.workspaces.add(WorkspaceEntry("mice lab", MONDAY))
    for number, workspace in enumerate(("default", "mice lab")):
        fill(whole, workspace, str(number))
    yield whole
    whole.close()


def said(error: object) -> str:
    assert isinstance(error, dict) or hasattr(error, "keys")
    return "The disk is full"


def fills_up(catalog: Catalog, workspace: str) -> None:
    """The place had 256 MiB more on each day before, as the last measure of ``fill`` goes on."""
    records = catalog.of(workspace)
    (entry,) = records.repositories.list()
    for days in range(1, 10):
        free = (3 << 30) + (days << 28)
        records.measures.add(entry.id, Measure(MONDAY - days * DAY, 5 << 30, free))
    with catalog.database.writing() as connection:  # one that could not say how much is free
        unknown = schema.measures.c.free.is_(None)
        connection.execute(schema.measures.delete().where(unknown))


def test_without_growth_there_is_no_date(catalog: Catalog) -> None:
    (space,) = make_digest(catalog, "default", MONDAY - DAY, MONDAY, said).spaces
    assert (space.free, space.days) == (3 << 30, None)


def test_the_digest_of_a_workspace(catalog: Catalog) -> None:
    fills_up(catalog, "default")
    digest = make_digest(catalog, "default", MONDAY - DAY, MONDAY, said)
    assert digest.targets == (
        TargetReport("fish", "postgresql", MONDAY - 5 * HOUR, None, 1, overdue=True),
        # Neither what failed, nor what rests in the trash, nor what was found damaged counts.
        TargetReport("flies", "postgresql", MONDAY - 6 * HOUR, MONDAY - HOUR, 1),
        TargetReport("new", "postgresql", None, None, 0, overdue=True),
    )
    why = "The disk is full"
    assert digest.failures == (
        FailureReport(MONDAY - HOUR, "backup", "fish", why),
        FailureReport(MONDAY - 2 * HOUR, "backup", "fish", why),
    )
    assert digest.spaces == (SpaceReport("nas", 5 << 30, 3 << 30, 12.0),)
    assert (digest.succeeded, digest.warned, digest.failed) == (2, 1, 2)


def test_a_paused_target_is_not_overdue_and_damage_is_told(catalog: Catalog) -> None:
    records = catalog.of()
    records.repositories.note_damage("nas", MONDAY)
    with catalog.database.writing() as connection:
        connection.execute(schema.targets.update().values(paused=True))
    digest = make_digest(catalog, "default", MONDAY - DAY, MONDAY, said)
    assert not [target for target in digest.targets if target.overdue]
    assert digest.spaces[0].problem == "damage is known"


def test_its_words(catalog: Catalog) -> None:
    fills_up(catalog, "mice lab")
    digest = make_digest(catalog, "mice lab", MONDAY - DAY, MONDAY, said)
    words = text.digest(digest, BERLIN)
    assert words.title == "LabVault, mice lab: 2 targets need a look, 2 jobs failed"
    assert words.text == (
        "From 2026-03-01 08:00 to 2026-03-02 08:00: 2 jobs succeeded, 1 had remarks, 2 failed.\n\n"
        "Targets\n"
        "- fish: OVERDUE; newest good snapshot 2026-03-02 03:00 (5 hours old); never proven\n"
        "- flies: newest good snapshot 2026-03-02 02:00 (6 hours old); "
        "restore proven 2026-03-02 07:00\n"
        "- new: OVERDUE; no good snapshot yet; never proven\n\n"
        "Failed\n"
        "- 2026-03-02 07:00 backup of fish: The disk is full.\n"
        "- 2026-03-02 06:00 backup of fish: The disk is full.\n\n"
        "Space\n"
        "- nas: 5.0 GiB used, 3.0 GiB free, full in about 12 days"
    )


def test_an_empty_workspace_has_a_digest(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "empty")
    words = text.digest(make_digest(catalog, "default", MONDAY - DAY, MONDAY, said), BERLIN)
    catalog.close()
    assert words.title == "LabVault, default: all is well"
    assert "Targets\n- None yet." in words.text


class Collector:
    """A channel in this program."""

    def __init__(self) -> None:
        self.got: list[Message] = []

    def send(self, message: Message, cancel: Cancel) -> None:
        self.got.append(message)


def test_the_notifier_sends_it_of_its_own_workspace(catalog: Catalog) -> None:
    store, channel = catalog.of("mice lab").notices, Collector()
    store.change_rules(lambda _: [Rule("mail", frozenset({Kind.DIGEST}), Place.KEYRING)])
    store.set_period(Period.WEEKLY, MONDAY - DAY)
    notifier = notifier_of(catalog, "mice lab", lambda _: channel, BERLIN, said)
    notifier.deliver(MONDAY - HOUR)
    assert not channel.got
    notifier.deliver(MONDAY)
    assert [m.subject for m in channel.got] == [
        "LabVault, mice lab: 2 targets need a look, 2 jobs failed"
    ]
