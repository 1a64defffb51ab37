"""``labvault server``: servers that are followed, so that every database there is protected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.telling import said
from desktop_app.cli.text import count, moment, shown, size, table
from desktop_app.credentials import Credentials
from desktop_app.engine.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.engine.catalog.entries import FollowedDatabase, FollowedServer, Template
    from desktop_app.engine.sources.postgres.connection import Address
    from desktop_app.engine.sources.postgres.databases import DatabaseEntry
    from desktop_app.engine.targets.following import Look
    from desktop_app.engine.workspace import Workspace

app = typer.Typer(help="Follow servers: what is made there is protected too.")

Like = Annotated[
    str | None,
    typer.Option(help="New ones get its schedules, retention and limits.", metavar="TARGET"),
]
GONE, LEFT_OUT, REFUSED = "gone from the server", "left out", "not protected"


@dataclass(frozen=True, slots=True)
class Wish:
    """What ``target add postgresql --all-databases`` asks for. ``rule``: when new targets are
    backed up; ``rpo`` as people type it."""

    name: str
    url: str
    repository: str
    save_password: bool
    left_out: tuple[str, ...] = ()
    like: str | None = None
    rule: str | None = None
    rpo: str | None = None


def follow(desk: Desk, wish: Wish) -> Answer:
    """Make a target of each database of a server, also of those yet to be made."""
    from desktop_app.engine.secrets import os_keyring
    from desktop_app.engine.secrets.keyring_entries import login_entry
    from desktop_app.engine.targets import following

    address, now = following.server_address(wish.url), datetime.now(UTC)
    with desk.workspace() as workspace:
        template = _template(workspace, wish)
        password = _password(desk, workspace, address, ask=wish.save_password)
        if wish.save_password and password is not None:
            os_keyring.store(login_entry(address, workspace.name), password)
        look = following.follow(
            workspace,
            wish.name,
            address,
            wish.repository,
            following.databases_of(address, password),
            now,
            template=template,
            left_out=wish.left_out,
            password_kept=wish.save_password or workspace.password_kept(address),
        )
        _tell(desk, workspace, now)
    lines = [
        f"The server {shown(wish.name)} is followed: {count(len(look.added), 'database')} "
        f"protected now in {shown(wish.repository)}, and every one that is made there later.",
        *_lines(look),
        "New ones are found while `labvault agent` runs, and by `labvault backup --all`.",
    ]
    code = FOUND_PROBLEM if look.refused else OK
    return Answer(_look_document(look), "\n".join(lines), code)


def databases(
    context: typer.Context,
    url: Annotated[str, typer.Option(help="postgresql://user@host:port")],
) -> Answer:
    """List the databases of a server, and what protects them."""
    from desktop_app.engine.targets import following

    desk, address = desk_of(context), following.server_address(url)
    with desk.workspace() as workspace:
        found = following.databases_of(address, _password(desk, workspace, address, ask=False))
        protected = following.protected_by(address, found, workspace.catalog.targets.list())
    document = [
        {
            "database": each.name,
            "owner": each.owner,
            "bytes": each.size,
            "may_connect": each.may_connect,
            "passing": each.passing,
            "target": protected.get(each.name),
        }
        for each in found
    ]
    rows = [_database_row(each, protected.get(each.name, "")) for each in found]
    head = ("DATABASE", "OWNER", "SIZE", "TARGET")
    return Answer(document, table(head, rows, right=(2,)) if rows else "No database.")


@app.command(name="list")
def list_(context: typer.Context) -> Answer:
    """List the followed servers."""
    with desk_of(context).workspace() as workspace:
        servers = workspace.catalog.followed.list()
        databases = workspace.catalog.followed.databases()
    document = [_document(each, databases) for each in servers]
    if not servers:
        words = "No server is followed. Begin with `labvault target add postgresql NAME --url "
        return Answer(document, words + "postgresql://user@host --all-databases --repository R`.")
    rows = [
        (
            shown(each.name),
            shown(each.url),
            shown(each.repository),
            str(sum(bool(d.target) for d in databases if d.server == each.name)),
            "cannot be listed" if each.fault else moment(each.looked or each.since),
        )
        for each in servers
    ]
    return Answer(document, table(("SERVER", "ADDRESS", "REPOSITORY", "TARGETS", "SEEN"), rows))


@app.command()
def show(context: typer.Context, name: Name) -> Answer:
    """Show one followed server, and what became of its databases."""
    with desk_of(context).workspace() as workspace:
        server = workspace.catalog.followed.load(name)
        databases = workspace.catalog.followed.databases(name)
    rows = [
        ("name", shown(server.name)),
        ("address", shown(server.url)),
        ("repository", shown(server.repository)),
        ("seen", moment(server.looked or server.since)),
        ("new ones get", _template_words(server.template)),
    ]
    lines = [f"{what:<13} {value}" for what, value in rows]
    if server.fault:
        lines.append(f"  ▲ {shown(said(server.fault))}")
    if databases:
        found = [(shown(d.name), shown(d.target), _state(d)) for d in databases]
        lines.append(table(("DATABASE", "TARGET", "STATE"), found))
    code = FOUND_PROBLEM if server.fault or any(_is_bad(each) for each in databases) else OK
    return Answer(_document(server, databases), "\n".join(lines), code)


@app.command()
def look(
    context: typer.Context, name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None
) -> Answer:
    """Look now for new and vanished databases. Of one followed server, or of all."""
    desk = desk_of(context)
    with desk.workspace() as workspace:
        looks = looked(desk, workspace, name)
    lines = [line for each in looks for line in (_headline(each), *_lines(each))]
    code = FOUND_PROBLEM if any(e.fault or e.refused or e.gone for e in looks) else OK
    text = "\n".join(lines) or "No server is followed."
    return Answer([_look_document(each) for each in looks], text, code)


def looked(desk: Desk, workspace: Workspace, name: str | None = None) -> tuple[Look, ...]:
    """Look at followed servers, and tell of what was found."""
    from desktop_app.engine.targets import following

    now = datetime.now(UTC)
    if name is not None:
        looks: tuple[Look, ...] = (following.look_at(workspace, name, now),)
    else:
        looks = following.look_at_all(workspace, now)
    _tell(desk, workspace, now)
    return looks


@app.command(name="leave-out")
def leave_out(
    context: typer.Context,
    name: Name,
    database: Annotated[str, typer.Argument(metavar="DATABASE")],
    undo: Annotated[bool, typer.Option("--undo", help="Protect it again.")] = False,
) -> Answer:
    """Leave one database of a followed server alone. A target that it has stays."""
    from desktop_app.engine.targets import following

    now = datetime.now(UTC)
    with desk_of(context).workspace() as workspace:
        following.leave_out(workspace, name, database, now, left_out=not undo)
    document = {"server": name, "database": database, "left_out": not undo}
    words = "gets a target with the next look" if undo else "gets no target by itself"
    return Answer(document, f"{shown(database)} on {shown(name)} {words}.")


@app.command()
def template(
    context: typer.Context,
    name: Name,
    like: Annotated[str, typer.Option(help="A target that is as they shall be.", metavar="TARGET")],
) -> Answer:
    """Change what new databases get. Schedules, retention and limits, like those of a target."""
    from desktop_app.engine.targets import following

    with desk_of(context).workspace() as workspace:
        made = following.template_of(workspace.catalog, like)
        following.change_template(workspace, name, made)
    document = {"server": name, "template": _template_document(made)}
    return Answer(document, f"New databases on {shown(name)} get: {_template_words(made)}.")


@app.command()
def forget(context: typer.Context, name: Name) -> Answer:
    """Follow a server no longer. The targets that it brought stay."""
    from desktop_app.engine.targets import following

    with desk_of(context).workspace() as workspace:
        following.unfollow(workspace, name)
    return Answer({"forgotten": name}, f"{shown(name)} is followed no longer; its targets stay.")


def _template(workspace: Workspace, wish: Wish) -> Template:
    from desktop_app.cli.spans import span
    from desktop_app.engine.catalog.entries import JobKind, Planned, Template
    from desktop_app.engine.schedule.words import rule_of, words_of
    from desktop_app.engine.targets import following

    made = following.template_of(workspace.catalog, wish.like) if wish.like else Template()
    if wish.rule is not None:
        from tzlocal import get_localzone_name

        rule = words_of(rule_of(wish.rule))
        planned = Planned(JobKind.BACKUP, rule, get_localzone_name() or "UTC")
        others = (each for each in made.planned if each.kind is not JobKind.BACKUP)
        made = replace(made, planned=(planned, *others))
    return made if wish.rpo is None else replace(made, rpo_seconds=span(wish.rpo))


def _password(desk: Desk, workspace: Workspace, address: Address, *, ask: bool) -> str | None:
    """What the login needs; asked for where it is to be kept. A kept one is known by any target of
    the same login."""
    if ask:
        return Credentials(desk.settings).ask_password(address)
    return workspace.keyholder.password(address, workspace.password_kept(address))


def _tell(desk: Desk, workspace: Workspace, now: datetime) -> None:
    from desktop_app.engine.telling.tidings import tell_of_servers

    tell_of_servers(workspace.catalog, said, now)
    desk.telling().send(workspace.whole_catalog, [workspace.name])


def _headline(look: Look) -> str:
    from desktop_app.cli import wording

    if look.fault is not None:
        return f"{shown(look.server)}: ▲ {wording.sentence(look.fault)}"
    return f"{shown(look.server)}: {count(len(look.added), 'new database')}."


def _lines(look: Look) -> list[str]:
    lines = [f"  ✓ {shown(d.name)}: target {shown(d.target)}" for d in look.added]
    lines += [f"  · {shown(d.name)}: target {shown(d.target)} already" for d in look.adopted]
    lines += [f"  ▲ {shown(d.name)}: {_state(d)}" for d in look.refused]
    return lines + [f"  ▲ {shown(d.name)}: {GONE}; its snapshots are kept" for d in look.gone]


def _state(database: FollowedDatabase) -> str:
    if database.gone:
        return f"{GONE} since {moment(database.gone)}"
    if database.left_out:
        return LEFT_OUT
    if database.fault:
        return f"{REFUSED}: {shown(said(database.fault))}"
    return "protected" if database.target else REFUSED


def _is_bad(database: FollowedDatabase) -> bool:
    return not database.left_out and (database.gone is not None or not database.target)


def _database_row(entry: DatabaseEntry, target: str) -> tuple[str, ...]:
    state = shown(target)
    if not target:
        passing = "made by a restore, not to stay" if entry.passing else ""
        state = passing if entry.may_connect else "may not be connected to"
    known = "" if entry.size is None else size(entry.size)
    return shown(entry.name), shown(entry.owner), known, state


def _look_document(look: Look) -> dict[str, Any]:
    from desktop_app.cli import wording

    return {
        "server": look.server,
        "added": [{"database": d.name, "target": d.target} for d in look.added],
        "adopted": [{"database": d.name, "target": d.target} for d in look.adopted],
        "refused": [{"database": d.name, "why": said(d.fault or {})} for d in look.refused],
        "gone": [{"database": d.name, "target": d.target} for d in look.gone],
        "error": None if look.fault is None else wording.sentence(look.fault),
    }


def _document(server: FollowedServer, databases: Sequence[FollowedDatabase]) -> dict[str, Any]:
    return {
        "server": server.name,
        "url": server.url,
        "repository": server.repository,
        "seen": (server.looked or server.since).isoformat(),
        "error": said(server.fault) if server.fault else None,
        "template": _template_document(server.template),
        "databases": [
            {
                "database": each.name,
                "target": each.target or None,
                "gone": each.gone and each.gone.isoformat(),
                "left_out": each.left_out,
                "error": said(each.fault) if each.fault else None,
            }
            for each in databases
            if each.server == server.name
        ],
    }


def _template_document(template: Template) -> dict[str, Any]:
    return {
        "schedules": [{"kind": str(p.kind), "rule": p.rule} for p in template.planned],
        "rpo_seconds": template.rpo_seconds,
        "rto_seconds": template.rto_seconds,
        "proof_days": template.proof_days,
        "retention": None if template.retention is None else dict(template.retention),
    }


def _template_words(template: Template) -> str:
    from desktop_app.cli.retention import words
    from desktop_app.engine.keeping.retention import Retention

    parts = [f"{each.kind} {shown(each.rule)}" for each in template.planned]
    parts = parts or ["no schedule"]
    return "; ".join([*parts, words(Retention.of(template.retention))])
