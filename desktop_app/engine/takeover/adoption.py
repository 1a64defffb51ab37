"""Puts CryoProtect's settings to use: a target with schedules and retention, and channels.

What is there already is left as it is. Secrets go to the operating system's keyring, and where
there is none they are left out, by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from desktop_app.engine.catalog.entries import JobKind, ScheduleEntry, TargetEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import KeyringFailed, UnknownName
from desktop_app.engine.kinds.registry import POSTGRESQL
from desktop_app.engine.model import Remark
from desktop_app.engine.notify.addresses import keyring_entry
from desktop_app.engine.roles import Action
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.secrets.keyring_entries import login_entry
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.takeover.plans import Plans, channel_addresses, plan, switched_off
from desktop_app.engine.takeover.settings import LabSettings
from desktop_app.engine.telling.notice import WANTED, Kind, Place, Rule
from desktop_app.engine.workspace import Workspace
from desktop_app.plain_text import typed

TOLD_OF = frozenset(WANTED) - {Kind.DIGEST}
HERE_ALREADY = "left as it is: there is one already"


@dataclass(frozen=True, slots=True)
class Adopted:
    """What the settings became. ``schedules`` are cron lines; ``left_out`` names the rest."""

    target: str
    schedules: tuple[tuple[JobKind, str], ...] = ()
    retention: tuple[tuple[str, int], ...] = ()
    channels: tuple[str, ...] = ()
    left_out: tuple[Remark, ...] = ()


def adopt(
    workspace: Workspace,
    settings: LabSettings,
    target: str | None,
    repository: str,
    zone: tzinfo,
    now: datetime,
) -> Adopted:
    """Take over what there is a place for. ``target`` None: as the database is called.

    ``zone``: the one that cron lines are meant in; ``now``: since when they hold. What removes by
    itself is for a manager: before anything is taken over, this raises what
    :meth:`Workspace.permit` does.
    """
    plans = plan(settings)
    _permit(workspace, plans, settings, target)
    left_out = [*settings.left_out, *plans.left_out, *switched_off(settings)]
    channels = tuple(_add_channels(workspace, settings, left_out))
    if settings.address is None:
        left_out.append(Remark("schedules, retention", "there is no database they would be of"))
        return Adopted("", channels=channels, left_out=tuple(left_out))
    name = target or settings.address.database
    entry = _target(workspace, name, settings.address, repository)
    entry = _with_password(entry, settings, left_out)
    retention = _kept_retention(entry, plans, left_out)
    if retention:
        entry = replace(entry, retention=dict(retention))
    workspace.catalog.targets.change(entry)
    schedules = tuple(_add_schedules(workspace, name, plans, zone, now, left_out))
    return Adopted(name, schedules, retention, channels, tuple(left_out))


def _permit(workspace: Workspace, plans: Plans, settings: LabSettings, target: str | None) -> None:
    """Ask the manager for what is not there already, and would remove snapshots."""
    if settings.address is None:
        return
    name = target or settings.address.database
    there = {entry.kind for entry in workspace.catalog.schedules.list(name)}
    kept = next((t.retention for t in workspace.catalog.targets.list() if t.name == name), None)
    if plans.retention is not None and kept is None:
        workspace.permit(Action.CHANGE_RETENTION)
    if JobKind.PRUNE in plans.schedules and JobKind.PRUNE not in there:
        workspace.permit(Action.PRUNE)


def _target(workspace: Workspace, name: str, address: Address, repository: str) -> TargetEntry:
    targets = workspace.catalog.targets
    try:
        return targets.load(name)
    except UnknownName:
        targets.add(TargetEntry(name, POSTGRESQL, address.url(), repository))
        return targets.load(name)


def _with_password(
    entry: TargetEntry, settings: LabSettings, left_out: list[Remark]
) -> TargetEntry:
    """The password goes into the keyring; a target of another server gets none."""
    address = settings.address
    assert address is not None
    if not settings.password or entry.url != address.url():
        return entry
    if not _kept(login_entry(address), settings.password):
        what = "there is no keyring to keep it in; it is asked for, or read from PGPASSWORD"
        left_out.append(Remark("database.password", what))
        return entry
    return replace(entry, password_kept=True)


def _kept(name: str, secret: str) -> bool:
    try:
        if not os_keyring.available():
            return False
        os_keyring.store(name, secret)
    except KeyringFailed:
        return False
    return True


def _kept_retention(
    entry: TargetEntry, plans: Plans, left_out: list[Remark]
) -> tuple[tuple[str, int], ...]:
    if plans.retention is None:
        return ()
    if entry.retention is not None:
        left_out.append(Remark("retention", HERE_ALREADY))
        return ()
    return tuple(sorted(plans.retention.items()))


def _add_schedules(
    workspace: Workspace,
    target: str,
    plans: Plans,
    zone: tzinfo,
    now: datetime,
    left_out: list[Remark],
) -> Iterator[tuple[JobKind, str]]:
    known, name = workspace.catalog.schedules, getattr(zone, "key", "UTC")
    there = {entry.kind for entry in known.list(target)}
    for kind, line in plans.schedules.items():
        if kind in there:
            left_out.append(Remark(f"schedule of {kind.value}", HERE_ALREADY))
            continue
        known.set(ScheduleEntry(target, kind, line, name, since=now))
        yield kind, line


def _add_channels(
    workspace: Workspace, settings: LabSettings, left_out: list[Remark]
) -> Iterator[str]:
    store = workspace.catalog.notices
    for name, address in channel_addresses(settings):
        if name in {rule.name for rule in store.rules()}:
            left_out.append(Remark(f"channel {name}", HERE_ALREADY))
        elif not _kept(keyring_entry(workspace.name, name), address):
            what = f"there is no keyring for its address; use `labvault notify add {typed(name)}`"
            left_out.append(Remark(f"channel {name}", what))
        else:
            rule = Rule(name, TOLD_OF, Place.KEYRING)
            store.change_rules(lambda known, rule=rule: [*known, rule])  # type: ignore[misc]
            yield name
