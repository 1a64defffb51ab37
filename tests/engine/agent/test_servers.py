"""The agent's looks at followed servers: in a thread of its own, and what they let ring."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine.agent.server_alarms import PATIENCE, server_alarms
from desktop_app.engine.agent.servers import Servers
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    FollowedDatabase,
    FollowedServer,
    RepositoryEntry,
    TargetEntry,
    WorkspaceEntry,
)
from desktop_app.engine.errors import ProfileFailed
from desktop_app.engine.progress import Cancel

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LAB = FollowedServer("lab", "postgresql://u@db:5432/postgres", "nas", NOON, looked=NOON)
FLIES = FollowedDatabase("lab", "flies", NOON, "lab-flies", told=NOON)
TARGET = TargetEntry("lab-flies", "postgresql", "postgresql://u@db:5432/flies", "nas")
SECONDS = 20


def say(fault: Mapping[str, Any]) -> str:
    return f"{fault['class']}."


def keys(server: FollowedServer, database: FollowedDatabase, target: TargetEntry) -> list[str]:
    found = server_alarms([server], [database], [target], say, NOON)
    return [trouble.key for trouble in found]


def test_all_is_well() -> None:
    assert keys(LAB, FLIES, TARGET) == []


def test_a_database_that_is_gone_rings_as_long_as_its_target_is_at_work() -> None:
    gone = replace(FLIES, gone=NOON)
    assert keys(LAB, gone, TARGET) == ["alarm:database:lab-flies"]
    assert keys(LAB, gone, replace(TARGET, paused=True)) == []
    assert keys(LAB, gone, replace(TARGET, name="another")) == []  # it was removed


def test_one_that_cannot_be_protected_rings_until_it_is_left_out_or_gone() -> None:
    refused = replace(FLIES, target="", fault={"class": "LoginRefused"})
    assert keys(LAB, refused, TARGET) == ["alarm:database:flies on lab"]
    assert keys(LAB, replace(refused, left_out=True), TARGET) == []
    assert keys(LAB, replace(refused, gone=NOON), TARGET) == []


def test_a_server_rings_when_it_stays_away() -> None:
    away = replace(LAB, fault={"class": "ServerUnreachable"})
    assert keys(replace(away, looked=NOON - PATIENCE), FLIES, TARGET) == []
    late = replace(away, looked=NOON - PATIENCE - timedelta(seconds=1))
    assert keys(late, FLIES, TARGET) == ["alarm:server:lab"]


def test_the_advice_can_be_pasted_for_any_name() -> None:
    gone = replace(FLIES, target="fly room", gone=NOON)
    refused = replace(FLIES, name="odd\nname", target="", fault={"class": "LoginRefused"})
    (first,) = server_alarms([LAB], [gone], [replace(TARGET, name="fly room")], say, NOON)
    (second,) = server_alarms([LAB], [refused], [], say, NOON)
    assert "`labvault target remove 'fly room'`" in first.advice
    assert "`labvault restore 'latest:fly room' --to URL`" in first.advice
    assert r"`labvault server leave-out lab $'odd\nname'`" in second.advice


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """Two workspaces, of which one follows a server."""
    catalog = Catalog(tmp_path)
    catalog.workspaces.add(WorkspaceEntry("other", NOON))
    catalog.of().repositories.add(RepositoryEntry("nas", "/mnt/nas", "r"))
    catalog.of().followed.add(LAB, [(FLIES, TARGET, ())])
    yield catalog
    catalog.close()


def test_who_follows_nothing_costs_no_look_and_what_was_found_is_told(catalog: Catalog) -> None:
    looked, found, cancel = list[str](), threading.Event(), Cancel()

    def look(name: str, _: Cancel) -> bool:
        looked.append(name)
        return True

    servers = Servers(catalog, look, cancel, found.set, pytest.fail)
    servers.start()
    assert found.wait(SECONDS)
    cancel.cancel()
    servers.stop()
    assert looked == ["default"]
    assert not [t for t in threading.enumerate() if t.name == "servers"]


def test_a_fault_is_written_down_once(catalog: Catalog) -> None:
    def look(name: str, _: Cancel) -> bool:
        raise ProfileFailed("/profile", "it is full")

    lines = list[str]()
    servers = Servers(catalog, look, Cancel(), pytest.fail, lines.append)
    for _ in range(3):
        servers.look()
    assert len(lines) == 1
    assert "it is full" in lines[0]
