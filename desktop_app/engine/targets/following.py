"""Following a server: each of its databases is a target of its own, also those yet to be made.

Joins sources and catalog. ``follow`` begins it; ``look_at_all`` is asked by the agent every
minute and by people: a database that appeared gets a target like the server's template says, one
that vanished is noted as gone, and nothing is ever removed. Who is told of it is decided where
notifications are: see ``engine/agent/server_alarms.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop_app.engine.catalog.entries import (
    FollowedDatabase,
    FollowedServer,
    JobKind,
    Planned,
    ScheduleEntry,
    TargetEntry,
    Template,
)
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Cancelled, LabVaultError, LoginRefused, QuotaReached
from desktop_app.engine.jobs.fault import fault_of
from desktop_app.engine.jobs.rules import Clock
from desktop_app.engine.kinds.registry import POSTGRESQL
from desktop_app.engine.progress import Cancel
from desktop_app.engine.roles import Action
from desktop_app.engine.schedule.rules import next_runs
from desktop_app.engine.schedule.words import rule_of
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.databases import (
    DatabaseEntry,
    databases_of,
    server_address,
)
from desktop_app.engine.targets.losses import look_for_losses
from desktop_app.engine.workspace import WithinJob
from desktop_app.plain_text import shown

if TYPE_CHECKING:
    from desktop_app.engine.catalog.catalog import Records
    from desktop_app.engine.job_runners import OpenWorkspace
    from desktop_app.engine.workspace import Workspace

__all__ = [
    "DatabaseEntry",
    "Look",
    "change_template",
    "databases_of",
    "follow",
    "leave_out",
    "look_at",
    "look_at_all",
    "looking",
    "protected_by",
    "server_address",
    "target_name",
    "template_of",
    "unfollow",
]

LONGEST_NAME = 100  # characters of a target's name
NO_RIGHT = "the user has no right to connect to it, or it lets nobody in"


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a followed server brought. ``added``: databases that got a target now;
    ``adopted``: those that a target protected already; ``refused``: those that cannot be
    protected, with the reason as data; ``gone``: those that the server does not have (any more).
    ``fault``: why the server could not be asked, None where it could."""

    server: str
    added: tuple[FollowedDatabase, ...] = ()
    adopted: tuple[FollowedDatabase, ...] = ()
    refused: tuple[FollowedDatabase, ...] = ()
    gone: tuple[FollowedDatabase, ...] = ()
    fault: LabVaultError | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """What is to be done about one database. ``target`` None: none is made for it."""

    database: FollowedDatabase
    target: TargetEntry | None = None
    schedules: tuple[ScheduleEntry, ...] = ()


def follow(
    workspace: Workspace,
    name: str,
    address: Address,
    repository: str,
    databases: Sequence[DatabaseEntry],
    now: datetime,
    *,
    template: Template | None = None,
    left_out: Collection[str] = (),
    password_kept: bool = False,
) -> Look:
    """Follow a server: a target is made for each of its ``databases`` (as :func:`databases_of`
    lists them) but those ``left_out``, and from now on for each new one, like the ``template``.

    All at once or nothing. ``password_kept``: the keyring has the login's password. Raises
    :class:`NameTaken`, :class:`QuotaReached`, :class:`UnknownName` for the repository,
    :class:`BadRule`, and what :meth:`Workspace.permit` raises where the template says what is
    removed.
    """
    server = FollowedServer(
        name, address.url(), repository, now, password_kept, template or Template(), now
    )
    _permit(workspace, server.template)
    targets, known = workspace.catalog.targets.list(), _left_out(name, left_out, now)
    steps = list(_steps(server, databases, known, targets, now))
    unwanted = (_Step(each) for each in known)
    told = [replace(each.database, told=now) for each in steps]
    made = [(d, s.target, s.schedules) for d, s in zip(told, steps, strict=True)]
    made += [(each.database, None, ()) for each in unwanted]
    workspace.catalog.followed.add(server, made)
    workspace.gate.note("follows a server", {"name": name, "address": server.url})
    return _look(name, steps)


def look_at(workspace: Workspace, name: str, now: datetime, cancel: Cancel | None = None) -> Look:
    """List the databases of a followed server, and protect those that appeared. What went wrong
    is remembered, and is the answer's ``fault``. Raises :class:`UnknownName` for the server, and
    :class:`Cancelled`."""
    server, followed = workspace.catalog.followed.load(name), workspace.catalog.followed
    try:
        listed = _listed(workspace, server, cancel)
        known, targets = followed.databases(name), workspace.catalog.targets.list()
        steps = list(_steps(server, listed, known, targets, now))
        done = [step for step in (_carried_out(workspace.catalog, s) for s in steps) if step]
    except Cancelled:
        raise
    except LabVaultError as fault:
        followed.note_fault(name, fault_of(fault))
        return Look(name, fault=fault)
    there = {each.name for each in listed}
    gone = [each for each in known if each.name not in there]
    followed.note_look(name, now, [each.name for each in gone])
    return replace(_look(name, done), gone=tuple(gone))


def look_at_all(
    workspace: Workspace, now: datetime, cancel: Cancel | None = None
) -> tuple[Look, ...]:
    """:func:`look_at` each followed server of the workspace."""
    servers = workspace.catalog.followed.list()
    return tuple(look_at(workspace, server.name, now, cancel) for server in servers)


def looking(open_workspace: OpenWorkspace, clock: Clock) -> Callable[[str, Cancel], bool]:
    """What looks at the servers of a workspace by its name, for a program that nobody watches: for
    databases that came, went, or lost what they held. It returns whether there is anything to tell.
    """

    def look(name: str, cancel: Cancel) -> bool:
        with open_workspace(name, WithinJob()) as workspace:
            looks = look_at_all(workspace, clock(), cancel)
            lost = look_for_losses(workspace, clock(), cancel)
        return bool(lost) or any(
            each.added or each.refused or each.gone or each.fault for each in looks
        )

    return look


def unfollow(workspace: Workspace, name: str) -> None:
    """Protect no more of its new databases; the targets that there are stay. For a manager, for
    less is protected then. Raises :class:`UnknownName`."""
    server = workspace.catalog.followed.load(name)
    workspace.permit(Action.REMOVE_TARGET)
    workspace.catalog.followed.delete(name)
    workspace.gate.note("follows a server no longer", {"name": name, "address": server.url})


def leave_out(
    workspace: Workspace, server: str, database: str, now: datetime, *, left_out: bool = True
) -> None:
    """Whether a database of a followed server is to get no target by itself. One that it has
    stays. For a manager where less is protected then. Raises :class:`UnknownName`."""
    workspace.catalog.followed.load(server)
    if left_out:
        workspace.permit(Action.REMOVE_TARGET)
    workspace.catalog.followed.leave_out(server, database, left_out, now)


def change_template(workspace: Workspace, server: str, template: Template) -> None:
    """What new databases of a followed server get from now on; the targets that there are stay
    as they are. For a manager where it says what is removed. Raises :class:`UnknownName` and
    :class:`BadRule`."""
    workspace.catalog.followed.load(server)
    _permit(workspace, template)
    workspace.catalog.followed.change_template(server, template)


def template_of(catalog: Records, target: str) -> Template:
    """What makes other targets like this one. Raises :class:`UnknownName`."""
    entry, schedules = catalog.targets.load(target), catalog.schedules.list(target)
    return Template(
        tuple(Planned(s.kind, s.rule, s.zone, s.arguments) for s in schedules if s.enabled),
        entry.rpo_seconds,
        entry.rto_seconds,
        entry.proof_days,
        entry.retention,
        entry.options,
    )


def protected_by(
    address: Address, databases: Sequence[DatabaseEntry], targets: Sequence[TargetEntry]
) -> dict[str, str]:
    """The targets that protect databases of a server already, by the database's name."""
    known = {_place(Address.from_url(t.url)): t.name for t in targets if t.kind == POSTGRESQL}
    places = {each.name: _place(address.with_database(each.name)) for each in databases}
    return {name: known[place] for name, place in places.items() if place in known}


def target_name(server: str, database: str, taken: Collection[str]) -> str:
    r"""What the target of a database is called.

    >>> target_name("lab", "flies", ()), target_name("lab", "flies", ("lab-flies",))
    ('lab-flies', 'lab-flies-2')
    >>> target_name("lab", "odd\nname", ())
    'lab-odd\\nname'
    """
    wanted = shown(f"{server}-{database}")[:LONGEST_NAME]
    name, number = wanted, 1
    while name in taken:
        number += 1
        ending = f"-{number}"
        name = wanted[: LONGEST_NAME - len(ending)] + ending
    return name


def _listed(
    workspace: Workspace, server: FollowedServer, cancel: Cancel | None
) -> tuple[DatabaseEntry, ...]:
    address = Address.from_url(server.url)
    password = workspace.keyholder.password(address, server.password_kept)
    return databases_of(address, password, cancel)


def _steps(
    server: FollowedServer,
    listed: Sequence[DatabaseEntry],
    known: Sequence[FollowedDatabase],
    targets: Sequence[TargetEntry],
    now: datetime,
) -> Iterator[_Step]:
    """What is to be done about the databases that nothing protects yet. Pure."""
    address, before = Address.from_url(server.url), {each.name: each for each in known}
    protected, taken = protected_by(address, listed, targets), {each.name for each in targets}
    for entry in listed:
        seen = before.get(entry.name, FollowedDatabase(server.name, entry.name, now))
        if entry.passing or seen.target or seen.left_out:
            continue
        if existing := protected.get(entry.name):
            yield _Step(replace(seen, target=existing, told=now, fault=None))
        elif not entry.may_connect:
            where = address.with_database(entry.name).where
            fault = LoginRefused(where, address.user, NO_RIGHT)
            yield _Step(replace(seen, fault=fault_of(fault)))
        else:
            name = target_name(server.name, entry.name, taken)
            taken.add(name)
            yield _made(server, replace(seen, target=name, fault=None), address, now)


def _made(
    server: FollowedServer, database: FollowedDatabase, address: Address, now: datetime
) -> _Step:
    like = server.template
    target = TargetEntry(
        database.target,
        POSTGRESQL,
        address.with_database(database.name).url(),
        server.repository,
        server.password_kept,
        like.options,
        rpo_seconds=like.rpo_seconds,
        rto_seconds=like.rto_seconds,
        proof_days=like.proof_days,
        retention=like.retention,
    )
    return _Step(database, target, tuple(_scheduled(target.name, p, now) for p in like.planned))


def _scheduled(target: str, planned: Planned, now: datetime) -> ScheduleEntry:
    rule = rule_of(planned.rule)
    runs = next_runs(rule, now, ZoneInfo(planned.zone), 1)
    due = runs[0] if runs else None
    return ScheduleEntry(
        target, planned.kind, planned.rule, planned.zone, now, planned.arguments, due=due
    )


def _carried_out(catalog: Records, step: _Step) -> _Step | None:
    """The step as it was done; None where another program was first."""
    database = step.database
    try:
        done = catalog.followed.protect(database, step.target, step.schedules)
    except QuotaReached as fault:
        step = _Step(replace(database, target="", fault=fault_of(fault)))
        done = catalog.followed.protect(step.database, None, ())
    return step if done else None


def _look(server: str, steps: Sequence[_Step]) -> Look:
    databases = [(step.database, step.target) for step in steps]
    return Look(
        server,
        tuple(database for database, target in databases if target),
        tuple(database for database, target in databases if database.target and not target),
        tuple(database for database, _ in databases if database.fault),
    )


def _left_out(server: str, names: Collection[str], now: datetime) -> tuple[FollowedDatabase, ...]:
    return tuple(FollowedDatabase(server, name, now, left_out=True) for name in sorted(names))


def _permit(workspace: Workspace, template: Template) -> None:
    """What removes by itself is for a manager. Raises :class:`BadRule` too."""
    for planned in template.planned:
        rule_of(planned.rule)
    if template.retention is not None:
        workspace.permit(Action.CHANGE_RETENTION)
    if any(planned.kind is JobKind.PRUNE for planned in template.planned):
        workspace.permit(Action.PRUNE)


def _place(address: Address) -> tuple[str, int, str]:
    return address.host, address.port, address.database
