"""``labvault key``: what opens a repository."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import moment, shown, table

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import RepositoryEntry
    from desktop_app.engine.repository.keys import Slot

app = typer.Typer(help="List, add and revoke the keys of a repository.")

KEYRING_HELP = "Let this computer's keyring open it, in place of one more passphrase."


@app.command(name="list")
def list_(context: typer.Context, name: Name) -> Answer:
    """List the key slots of a repository. Each opens it alone."""
    with desk_of(context).workspace() as workspace, workspace.repository(name) as opened:
        slots = opened.repository.header.slots
    document = [
        {
            "id": slot.id,
            "kind": slot.kind,
            "made": slot.made or None,
            "this_computer": slot.id == opened.entry.keyring_slot,
        }
        for slot in slots
    ]
    rows = [(slot.id, slot.kind, _made(slot), _remark(slot, opened.entry)) for slot in slots]
    return Answer(document, table(("ID", "KIND", "MADE", ""), rows))


@app.command()
def add(
    context: typer.Context,
    name: Name,
    keyring: Annotated[bool, typer.Option("--keyring", help=KEYRING_HELP)] = False,
) -> Answer:
    """Add a passphrase, for a colleague say. `labvault repository kit` adds a recovery key."""
    desk = desk_of(context)
    credentials = desk.credentials()
    with desk.workspace(credentials=credentials) as workspace, workspace.repository(name) as opened:
        changes = workspace.key_changes(opened)
        if keyring:
            slot = changes.add_keyring()
        else:
            slot = changes.add_passphrase(credentials.next_passphrase(opened.entry.url))
    opens = "This computer's keyring" if keyring else "The new passphrase"
    text = f"{opens} opens {shown(name)} from now on. Its key slot is {slot.id}."
    return Answer({"repository": name, "id": slot.id, "kind": slot.kind}, text)


@app.command()
def revoke(
    context: typer.Context,
    name: Name,
    slot: Annotated[str, typer.Argument(help="Its id, or how that begins.", metavar="ID")],
) -> Answer:
    """Take a key away. At least a passphrase or a recovery key stays."""
    with desk_of(context).workspace() as workspace, workspace.repository(name) as opened:
        gone = workspace.key_changes(opened).revoke(slot)
    text = f"The {gone.kind} of key slot {gone.id} opens {shown(name)} no more."
    return Answer({"repository": name, "revoked": gone.id, "kind": gone.kind}, text)


def _made(slot: Slot) -> str:
    return moment(datetime.fromisoformat(slot.made)) if slot.made else "unknown"


def _remark(slot: Slot, entry: RepositoryEntry) -> str:
    return "this computer" if slot.id == entry.keyring_slot else ""
