"""What is wrong with followed servers and their databases. Pure: what is known and the time in,
alarms out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from desktop_app.engine.catalog.entries import FollowedDatabase, FollowedServer, TargetEntry
from desktop_app.engine.notify.events import About, Trouble
from desktop_app.engine.telling.notice import Kind
from desktop_app.plain_text import typed

ABOUTS = (About.SERVER, About.DATABASE)
"""What the alarms made here are about; all are of the kind *alarm*."""

PATIENCE = timedelta(minutes=10)
"""So long a server may be away, to be started again for instance, before it rings."""

Say = Callable[[Mapping[str, Any]], str]


def server_alarms(
    servers: Sequence[FollowedServer],
    databases: Sequence[FollowedDatabase],
    targets: Sequence[TargetEntry],
    say: Say,
    now: datetime,
) -> tuple[Trouble, ...]:
    """All that hold now. A paused target has none, nor one that was removed."""
    at_work = {target.name for target in targets if not target.paused}
    found: list[Trouble] = []
    for server in servers:
        found += _silent(server, say, now)
        of_it = [each for each in databases if each.server == server.name]
        for each in of_it:
            if each.target in at_work and each.gone is not None:
                found.append(_gone(each, each.gone, now))
            elif not each.target and each.fault and each.gone is None and not each.left_out:
                found.append(_refused(each, each.fault, say, now))
    return tuple(found)


def _silent(server: FollowedServer, say: Say, now: datetime) -> list[Trouble]:
    since = server.looked or server.since
    if server.fault is None or now - since <= PATIENCE:
        return []
    why = (
        f"{say(server.fault)} Databases that were made there since {since:%Y-%m-%d %H:%M} UTC are "
        "not protected."
    )
    advice = f"Run `labvault server look {typed(server.name)}` once the cause is corrected."
    return [Trouble(Kind.ALARM, About.SERVER, server.name, now, why, advice)]


def _gone(database: FollowedDatabase, since: datetime, now: datetime) -> Trouble:
    why = (
        f"{database.name} is gone from the server {database.server} since {since:%Y-%m-%d %H:%M} "
        "UTC; its snapshots are kept."
    )
    target, latest = typed(database.target), typed(f"latest:{database.target}")
    advice = (
        f"If it was dropped on purpose, run `labvault target remove {target}`; else "
        f"restore it: `labvault restore {latest} --to URL`."
    )
    return Trouble(Kind.ALARM, About.DATABASE, database.target, now, why, advice)


def _refused(
    database: FollowedDatabase, fault: Mapping[str, Any], say: Say, now: datetime
) -> Trouble:
    why = f"{database.name} on the server {database.server} is not protected. {say(fault)}"
    advice = (
        "Correct that, or have it left out: "
        f"`labvault server leave-out {typed(database.server)} {typed(database.name)}`."
    )
    whose = f"{database.name} on {database.server}"
    return Trouble(Kind.ALARM, About.DATABASE, whose, now, why, advice)
