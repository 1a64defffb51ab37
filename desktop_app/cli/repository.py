"""``labvault repository``: make, open and list repositories."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.forgetting import forget
from desktop_app.cli.names import Name
from desktop_app.cli.recovery_kit import KitFile, check_key, kit, kit_of
from desktop_app.cli.repository_state import show
from desktop_app.cli.text import count, shown, table, typed
from desktop_app.cli.typing_back import (
    ADVICE,
    HOW_TO_CONFIRM,
    ask_back,
    show_and_ask_back,
    somebody_is_there,
)

if TYPE_CHECKING:
    from desktop_app.engine.workspace import Opened

app = typer.Typer(help="Make, open, list and forget repositories.")

Url = Annotated[
    str, typer.Argument(help="A folder, or s3://bucket/prefix?endpoint=…", metavar="URL")
]
Remember = Annotated[
    bool, typer.Option("--remember", help="Let this computer's keyring open it from now on.")
]


@app.command()
def create(
    context: typer.Context, name: Name, url: Url, remember: Remember = False, kit: KitFile = None
) -> Answer:
    """Make a new, empty, encrypted repository."""
    from desktop_app.engine.secrets import os_keyring
    from desktop_app.engine.secrets.recovery_page import check_kit_path

    desk = desk_of(context)
    if kit:
        check_kit_path(kit)
    credentials = desk.credentials()
    with desk.workspace(credentials=credentials) as workspace:
        workspace.must_be_free(name)
        if remember:
            os_keyring.check()  # before there is a recovery key that would be told to nobody
        passphrase = credentials.new_passphrase(url)
        opened, recovery_key = workspace.create_repository(name, url, passphrase)
        with closing(opened.repository):
            if kit:
                _store_kit(opened, recovery_key, kit)
            if remember:
                workspace.key_changes(opened).add_keyring()
        confirmed = somebody_is_there(desk) and _confirmed(recovery_key, name, kit)
        if confirmed:
            workspace.catalog.repositories.confirm_key(name, datetime.now(UTC))
    document = {
        "repository": name,
        "id": opened.entry.id,
        "url": opened.entry.url,
        "recovery_key": None if kit else recovery_key,
        "kit": str(kit) if kit else None,
        "key_confirmed": confirmed,
    }
    lines = [f"Repository {shown(name)} was made at {shown(opened.entry.url)}."]
    if kit:
        lines.append(f"Its recovery kit is in {shown(str(kit))}, which only you may read.")
    if somebody_is_there(desk) and confirmed:
        return Answer(document, "\n".join([*lines, "The recovery key is confirmed."]))
    if not kit and not somebody_is_there(desk):
        lines.append("\n" + ADVICE.format(key=recovery_key))
    text = "\n".join([*lines, HOW_TO_CONFIRM.format(name=typed(name))])
    return Answer(document, text, FOUND_PROBLEM if somebody_is_there(desk) else 0)


def _store_kit(opened: Opened, recovery_key: str, file: Path) -> None:
    from desktop_app.engine.repository.keys import RECOVERY_KEY
    from desktop_app.engine.secrets.recovery_page import store_kit

    (slot,) = opened.repository.header.slots_of(RECOVERY_KEY)
    store_kit(kit_of(opened, recovery_key, slot), file)


def _confirmed(recovery_key: str, name: str, kit: Path | None) -> bool:
    if kit is None:
        return show_and_ask_back(recovery_key, name)
    typer.echo(f"The recovery kit is in {shown(str(kit))}. Print it now.", err=True)
    return ask_back(recovery_key, name)


@app.command(name="open")
def open_(
    context: typer.Context,
    name: Name,
    url: Url,
    remember: Remember = False,
    recovery_key: Annotated[
        bool, typer.Option("--recovery-key", help="Use the recovery key, not the passphrase.")
    ] = False,
) -> Answer:
    """Open an existing repository. What it holds is known here from then on."""
    with desk_of(context).workspace(recovery=recovery_key) as workspace:
        opened = workspace.open_repository(name, url)
        if remember:
            workspace.key_changes(opened).add_keyring()
        opened.repository.close()
    targets = sorted({snapshot.target for snapshot in opened.snapshots})
    document = {
        "repository": name,
        "id": opened.entry.id,
        "url": opened.entry.url,
        "targets": targets,
        "snapshots": len(opened.snapshots),
        "problems": [{"item": p.name, "what": p.how} for p in opened.problems],
    }
    named = f": {', '.join(shown(target) for target in targets)}" if targets else ""
    text = (
        f"Repository {shown(name)} is open: {count(len(opened.snapshots), 'snapshot')} "
        f"of {count(len(targets), 'target')}{named}."
    )
    for problem in opened.problems:
        text += f"\n  ▲ {shown(problem.name)}: {shown(problem.how)}"
    return Answer(document, text, code=1 if opened.problems else 0)


@app.command(name="list")
def list_(context: typer.Context) -> Answer:
    """List the repositories that are known here."""
    from desktop_app.engine.secrets.key_confirmation import key_confirmation

    now = datetime.now(UTC)
    with desk_of(context).workspace() as workspace:
        entries = workspace.catalog.repositories.list()
    states = [key_confirmation(entry.key_confirmed, now) for entry in entries]
    document = [
        {
            "repository": e.name,
            "url": e.url,
            "id": e.id,
            "key_confirmation": state,
            "key_confirmed": e.key_confirmed.isoformat() if e.key_confirmed else None,
        }
        for e, state in zip(entries, states, strict=True)
    ]
    if not entries:
        return Answer(document, "No repository yet. Make one with `labvault repository create`.")
    rows = [
        (shown(entry.name), shown(entry.url), entry.id, state)
        for entry, state in zip(entries, states, strict=True)
    ]
    return Answer(document, table(("NAME", "PLACE", "ID", "RECOVERY KEY"), rows))


app.command()(show)


@app.command(name="change-passphrase")
def change_passphrase(
    context: typer.Context,
    name: Name,
    recovery_key: Annotated[
        bool, typer.Option("--recovery-key", help="The old passphrase is forgotten.")
    ] = False,
) -> Answer:
    """Put a new passphrase into the place of the old one. Both are asked for."""
    desk = desk_of(context)
    credentials = desk.credentials()
    with desk.workspace(credentials=credentials) as workspace:
        url = workspace.catalog.repositories.load(name).url
        old = credentials.recovery_key(url) if recovery_key else credentials.passphrase(url)
        credentials.use(old)
        with workspace.repository(name) as opened:
            changes = workspace.key_changes(opened)
            slot = changes.change_passphrase(old, credentials.next_passphrase(url))
    text = f"The passphrase of {shown(name)} was changed; the old one opens nothing any more."
    return Answer({"repository": name, "slot": slot.id}, text)


app.command()(forget)
app.command()(kit)
app.command(name="check-key")(check_key)
