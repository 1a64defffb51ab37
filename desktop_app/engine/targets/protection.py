"""Targets and what happens with them by itself, made and changed in one step.

Joins the catalog, the schedule's rules and the keyring. What a person says is tried in full
before anything is written: a refusal leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from desktop_app.engine.agent.turns import must_fit
from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.entries import (
    JobKind,
    Planned,
    RepositoryEntry,
    ScheduleEntry,
    TargetEntry,
)
from desktop_app.engine.keeping.retention import Known, Retention
from desktop_app.engine.keeping.upkeep import known_of, set_retention
from desktop_app.engine.roles import Action
from desktop_app.engine.schedule.rules import Never, next_runs
from desktop_app.engine.schedule.words import rule_of, words_of
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.workspace import Workspace

APART = {"name", "kind", "retention", "paused", "paused_until", "options", "created"}
"""What :func:`change_target` does not take over as a whole from one entry to another."""


def scheduled(
    target: TargetEntry, repository: RepositoryEntry, planned: Planned, now: datetime
) -> ScheduleEntry | None:
    """The schedule that a plan means for a target; None where the rule is *never*. Raises
    :class:`BadRule`, and :class:`NotSupported` where the target cannot have such a rule."""
    rule = rule_of(planned.rule)
    must_fit(rule, planned.kind, target, repository)
    if isinstance(rule, Never):
        return None
    runs = next_runs(rule, now, ZoneInfo(planned.zone), 1)
    due = runs[0] if runs else None
    words, about = words_of(rule), dict(planned.arguments)
    return ScheduleEntry(target.name, planned.kind, words, planned.zone, now, about, due=due)


def protect(
    workspace: Workspace,
    targets: Sequence[TargetEntry],
    plans: Sequence[Planned],
    secrets: Mapping[str, str],
    now: datetime,
) -> None:
    """Add targets of one repository, each with these plans; all of them or none.

    ``secrets`` go into the keyring, by the name that they have there. Raises what
    :func:`scheduled` and the catalog's ``targets.add`` raise, and :class:`KeyringFailed`.
    """
    catalog = workspace.catalog
    repository = {entry.name: entry for entry in catalog.repositories.list()}
    wanted = [
        entry
        for target in targets
        if target.repository in repository  # else adding it says so
        for plan in plans
        if (entry := scheduled(target, repository[target.repository], plan, now)) is not None
    ]
    _permit(workspace, plans)
    keep_secrets(secrets)
    added: list[str] = []
    try:
        for target in targets:
            catalog.targets.add(target)
            added.append(target.name)
        for entry in wanted:
            catalog.schedules.set(entry)
    except BaseException:
        for name in added:
            catalog.targets.delete(name)
        raise


def change_target(
    workspace: Workspace,
    before: TargetEntry,
    after: TargetEntry,
    plans: Sequence[Planned],
    secrets: Mapping[str, str],
    now: datetime,
) -> None:
    """Make a target what ``after`` says, where that is other than ``before``: what somebody else
    changed meanwhile stays. ``plans`` are the schedules that are other; the rule *never* takes
    one away.

    Retention, and a schedule that prunes, are for a manager. Raises what :func:`scheduled`
    raises, :class:`UnknownName`, :class:`KeyringFailed`, and what :meth:`Workspace.permit` does.
    """
    catalog, name = workspace.catalog, before.name
    now_known = catalog.targets.load(name)
    changed = _taken_over(now_known, before, after)
    repository = catalog.repositories.load(changed.repository)
    wanted = [(plan.kind, scheduled(changed, repository, plan, now)) for plan in plans]
    new_retention = after.retention != before.retention
    if new_retention:
        workspace.permit(Action.CHANGE_RETENTION)
    _permit(workspace, plans)
    keep_secrets(secrets)
    if changed != now_known:
        catalog.targets.change(changed)
    if new_retention:
        set_retention(workspace, name, Retention.of(after.retention))
    for kind, entry in wanted:
        if entry is None:
            catalog.schedules.delete(name, kind)
        else:
            catalog.schedules.set(entry)


def duplicate(workspace: Workspace, name: str, copy: str, now: datetime) -> TargetEntry:
    """Add a target like another one, with its schedules. It rests, so that nothing happens twice
    before somebody says what is other about it. Raises :class:`UnknownName`, :class:`NameTaken`,
    :class:`QuotaReached`."""
    catalog = workspace.catalog
    before = catalog.targets.load(name)
    entry = replace(before, name=copy, paused=True, paused_until=None, created=None)
    schedules = catalog.schedules.list(name)
    if any(each.kind is JobKind.PRUNE for each in schedules):
        workspace.permit(Action.PRUNE)
    catalog.targets.add(entry)
    for each in schedules:
        new = replace(each, target=copy, since=now, due=None, done=None, turn=0, present=None)
        catalog.schedules.set(new)
    return entry


def rest(catalog: Records, name: str, *, paused: bool) -> TargetEntry:
    """Let nothing happen with a target by itself, and ring no alarm for it; or go on. Raises
    :class:`UnknownName`."""
    entry = replace(catalog.targets.load(name), paused=paused, paused_until=None)
    catalog.targets.change(entry)
    if not paused:  # what rested makes up for nothing
        catalog.schedules.enable(name, None, enabled=True)
    return entry


def known_here(catalog: Records) -> Known:
    """What is known of snapshots without opening a repository: what verifications found, and
    what people said as far as this computer has seen it."""
    said = catalog.snapshots.annotations().items()
    kept = {
        snapshot: f"kept for ever ({each.label})" if each.label else "kept for ever"
        for snapshot, each in said
        if each.keep
    }
    return replace(known_of(catalog), kept=kept)


def keep_secrets(secrets: Mapping[str, str]) -> None:
    """Into the keyring, by the names that they have there. Raises :class:`KeyringFailed`."""
    for entry, secret in secrets.items():
        os_keyring.store(entry, secret)


def _taken_over(known: TargetEntry, before: TargetEntry, after: TargetEntry) -> TargetEntry:
    names = {each.name for each in fields(TargetEntry)} - APART
    other = {n: getattr(after, n) for n in names if getattr(after, n) != getattr(before, n)}
    return replace(known, **other, options=_other_options(known, before, after))


def _other_options(
    known: TargetEntry, before: TargetEntry, after: TargetEntry
) -> Mapping[str, object]:
    """Option by option: what somebody else changed meanwhile stays."""
    options, gone = dict(known.options), object()
    for name in {**before.options, **after.options}:
        wanted = after.options.get(name, gone)
        if wanted == before.options.get(name, gone):
            continue
        if wanted is gone:
            options.pop(name, None)
        else:
            options[name] = wanted
    return options


def _permit(workspace: Workspace, plans: Sequence[Planned]) -> None:
    """What a schedule prunes, nobody is asked about when it runs."""
    if any(p.kind is JobKind.PRUNE and not isinstance(rule_of(p.rule), Never) for p in plans):
        workspace.permit(Action.PRUNE)
