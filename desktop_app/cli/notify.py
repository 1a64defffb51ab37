"""``labvault notify``: who is told of what, and what became of the messages."""

from __future__ import annotations

import getpass
import sys
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.cli import answer
from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.telling import said
from desktop_app.cli.text import count, moment, shown, table, typed
from desktop_app.engine.telling.notice import WANTED, Kind, Notice, NoticeState, Period, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.engine.notify.addresses import Addresses
    from desktop_app.engine.notify.changes import ChannelChanges
    from desktop_app.engine.notify.notifier import Notifier
    from desktop_app.engine.workspace import Workspace

app = typer.Typer(help="Say who is told of what, and see what became of the messages.")

DEFAULT = frozenset(WANTED) - {Kind.DIGEST}
On = StrEnum("On", {kind.name: kind.value for kind in WANTED})  # type: ignore[misc]
Wanted = Annotated[
    list[On] | None,
    typer.Option("--on", help="What it is told of; may be repeated. Default: all but the digest."),
]


@app.command()
def add(
    context: typer.Context,
    name: Name,
    on: Wanted = None,
    desktop: Annotated[
        bool, typer.Option("--desktop", help="Messages of the window; it has no address.")
    ] = False,
) -> Answer:
    """Name a channel: mail, chat, a phone, a web hook.

    Its address is asked for, or read from LABVAULT_NOTIFY_NAME: mailtos://user:password@host,
    a Slack or Teams web hook, ntfys://topic, https://... for a hook of your own.
    """
    with _open(desk_of(context)) as (workspace, addresses):
        changes = _changes(workspace, addresses)
        changes.must_be_free(name)
        rule, address = _new_rule(name, _kinds(on), desktop, addresses)
        if rule.place is Place.KEYRING:
            service = changes.add(name, rule.wants, address)
        else:
            service = changes.service(name, address) if address else "desktop"
            changes.put(rule)
    document = _rule_document(rule) | {"service": service}
    text = (
        f"The channel {shown(name)} ({shown(service)}) is told of: {_list_kinds(rule)}.\n"
        f"{_where(rule)} Try it with `labvault notify test {typed(name)}`."
    )
    return Answer(document, text)


@app.command()
def change(context: typer.Context, name: Name, on: Wanted = None) -> Answer:
    """Tell a channel of other things than before."""
    with _open(desk_of(context)) as (workspace, addresses):
        rule = _changes(workspace, addresses).want(name, _kinds(on))
    text = f"The channel {shown(name)} is told of: {_list_kinds(rule)}."
    return Answer(_rule_document(rule), text)


@app.command(name="list")
def list_(context: typer.Context) -> Answer:
    """List the channels, and what is wrong just now."""
    with _open(desk_of(context)) as (workspace, _):
        store = workspace.catalog.notices
        rules, digesting = store.rules(), store.digesting()
        faults = [fault for fault in store.faults() if fault.cleared is None]
    document = {
        "channels": [_rule_document(rule) for rule in rules],
        "digest": str(digesting.period),
        "faults": [
            {"kind": str(f.kind), "what": f.title, "since": f.since.isoformat()} for f in faults
        ],
    }
    lines = ["No channel yet. Name one with `labvault notify add`."]
    if rules:
        rows = [(shown(r.name), str(r.place), _list_kinds(r)) for r in rules]
        lines = [table(("CHANNEL", "ADDRESS IN", "TOLD OF"), rows)]
    lines.append(f"Digest: {digesting.period}.")
    lines += [f"Wrong since {moment(f.since)}: {shown(f.title)}." for f in faults]
    return Answer(document, "\n".join(lines))


@app.command()
def remove(context: typer.Context, name: Name) -> Answer:
    """Forget a channel, its address, and what waits for it."""
    with _open(desk_of(context)) as (workspace, addresses):
        _changes(workspace, addresses).remove(name)
    return Answer({"removed": name}, f"The channel {shown(name)} is forgotten, with its address.")


@app.command()
def test(context: typer.Context, name: Name) -> Answer:
    """Send a message through a channel now, and say what came of it."""
    desk = desk_of(context)
    with _open(desk) as (workspace, addresses), desk.working() as meter:
        _changes(workspace, addresses).test(name, meter.cancel)
    done = f"Sent through {shown(name)}. Look whether it arrived: the server took it."
    return Answer({"channel": name, "sent": True}, done)


@app.command()
def digest(
    context: typer.Context,
    period: Annotated[
        Period | None, typer.Argument(help="How often; without it: as it is.")
    ] = None,
) -> Answer:
    """Say how often the channels that want a digest get one. At eight, on Mondays when weekly."""
    with _open(desk_of(context)) as (workspace, _):
        store = workspace.catalog.notices
        if period is not None:
            store.set_period(period, datetime.now(UTC))
        found = store.digesting()
        wanting = [rule.name for rule in store.rules() if Kind.DIGEST in rule.wants]
    names = ", ".join(shown(name) for name in wanting)
    text = f"Digest: {found.period}. " + (
        f"It goes to {names}."
        if wanting
        else "No channel wants it yet: run `labvault notify change NAME --on digest`."
    )
    return Answer({"digest": str(found.period), "channels": wanting}, text)


@app.command()
def outbox(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Also those that were sent.")] = False,
) -> Answer:
    """List the messages that wait or failed, the newest first."""
    with _open(desk_of(context)) as (workspace, _):
        notices = workspace.catalog.notices.notices()
    listed = [n for n in notices if every or n.state is not NoticeState.SENT]
    failed = sum(n.state is NoticeState.FAILED for n in notices)
    document = [_notice_document(notice) for notice in listed]
    code = answer.FOUND_PROBLEM if failed else answer.OK
    if not listed:
        return Answer(document, "The outbox is empty: nothing waits, nothing failed.", code)
    rows = [_notice_row(notice) for notice in listed]
    lines = [table(("NO", "MADE", "CHANNEL", "STATE", "TRIES", "WHAT"), rows, right=(0, 4))]
    if failed:
        lines.append(
            f"{count(failed, 'message')} given up. Correct the channel, then run "
            "`labvault notify retry`."
        )
    return Answer(document, "\n".join(lines), code)


@app.command()
def retry(
    context: typer.Context,
    number: Annotated[
        int | None, typer.Argument(help="Of the outbox; without it: all.", metavar="NO")
    ] = None,
) -> Answer:
    """Send at once what failed before, and whatever else is due."""
    desk = desk_of(context)
    with _open(desk) as (workspace, addresses):
        now = datetime.now(UTC)
        workspace.catalog.notices.retry(now, number)
        notifier = _notifier(workspace, addresses)
        with desk.working() as meter:
            done = notifier.deliver(now, meter.cancel)
    bad = (*done.failed, *done.given_up)
    document = {
        "sent": [_notice_document(notice) for notice in done.sent],
        "failed": [_notice_document(notice) for notice in bad],
    }
    lines = [f"{count(len(done.sent), 'message')} sent."]
    lines += [f"No {n.key} through {shown(n.channel)}: {shown(n.error)}." for n in bad]
    return Answer(document, "\n".join(lines), answer.FOUND_PROBLEM if bad else answer.OK)


@app.command(hidden=True)
def deliver(context: typer.Context) -> Answer:
    """Send what is due, until nothing is. What runs by hand starts this beside itself."""
    desk, sent, failed = desk_of(context), 0, 0
    with _open(desk) as (workspace, addresses), desk.working() as meter:
        notifier = _notifier(workspace, addresses)
        # What another program adds while this one sends is this one's too: that program saw that
        # the channel was being served.
        while True:
            done = notifier.deliver(datetime.now(UTC), meter.cancel)
            sent += len(done.sent)
            failed += len(done.failed) + len(done.given_up)
            if not done.sent:
                break
    code = answer.FOUND_PROBLEM if failed else answer.OK
    return Answer({"sent": sent, "failed": failed}, f"{count(sent, 'message')} sent.", code)


def _notifier(workspace: Workspace, addresses: Addresses) -> Notifier:
    from tzlocal import get_localzone

    from desktop_app.engine.telling.digest import notifier_of

    zone = get_localzone()
    return notifier_of(workspace.whole_catalog, workspace.name, addresses.open, zone, said)


@contextmanager
def _open(desk: Desk) -> Iterator[tuple[Workspace, Addresses]]:
    """The workspace, and where the addresses of its channels are."""
    from desktop_app.engine.notify.addresses import Addresses

    with desk.workspace() as workspace:
        settings = desk.settings
        # A sender needs the paths and proxies of the environment, and no server's password.
        environment = {k: v for k, v in settings.for_tools.items() if k != "PGPASSWORD"}
        name = workspace.catalog.workspace
        yield workspace, Addresses(name, settings.notify_addresses, environment)


def _changes(workspace: Workspace, addresses: Addresses) -> ChannelChanges:
    from desktop_app.engine.notify.changes import ChannelChanges

    return ChannelChanges(workspace.catalog.notices, addresses)


def _new_rule(
    name: str, wants: frozenset[Kind], desktop: bool, addresses: Addresses
) -> tuple[Rule, str]:
    """The rule, and its address; the window has none."""
    from desktop_app.engine.errors import NotSupported
    from desktop_app.engine.notify.addresses import given_name, variable
    from desktop_app.engine.secrets import os_keyring

    if desktop:
        return Rule(name, wants, Place.WINDOW), ""
    given = addresses.given.get(given_name(name))
    if given is not None:
        return Rule(name, wants, Place.ENVIRONMENT), given
    if sys.stdin.isatty() and not os_keyring.available():
        reason = f"this computer has no keyring that could hold it; set {variable(name)} instead"
        raise NotSupported(f"keeping the address of {name}", reason)
    return Rule(name, wants, Place.KEYRING), _ask_address(name, variable(name))


def _ask_address(name: str, variable: str) -> str:
    """Hidden while it is typed: an address holds passwords or tokens."""
    from desktop_app.engine.errors import SecretNeeded

    if not sys.stdin.isatty():
        raise SecretNeeded("address", name, variable)
    return getpass.getpass(f"Address for {shown(name)} (it is not shown): ").strip()


def _kinds(on: list[On] | None) -> frozenset[Kind]:
    return frozenset(Kind(str(kind)) for kind in on) if on else DEFAULT


def _list_kinds(rule: Rule) -> str:
    return ", ".join(kind for kind in WANTED if kind in rule.wants) or "nothing"


def _where(rule: Rule) -> str:
    from desktop_app.engine.notify.addresses import variable

    return {
        Place.KEYRING: "Its address is in the keyring.",
        Place.ENVIRONMENT: f"Its address is read from {variable(rule.name)} each time: set it "
        "for the agent too.",
        Place.WINDOW: "The window shows its messages.",
    }[rule.place]


def _rule_document(rule: Rule) -> dict[str, Any]:
    wants = [str(kind) for kind in WANTED if kind in rule.wants]
    return {"channel": rule.name, "on": wants, "address_in": str(rule.place)}


def _notice_document(notice: Notice) -> dict[str, Any]:
    times = {
        name: at and at.isoformat()
        for name, at in (
            ("created", notice.created),
            ("next_try", notice.next_try),
            ("sent", notice.sent),
        )
    }
    return asdict(notice) | {"kind": str(notice.kind), "state": str(notice.state)} | times


def _notice_row(notice: Notice) -> tuple[str, ...]:
    error = f" ({shown(notice.error)})" if notice.error else ""
    return (
        str(notice.key),
        moment(notice.created),
        shown(notice.channel),
        str(notice.state),
        str(notice.tries),
        shown(notice.subject) + error,
    )
