"""``labvault repository kit`` and ``check-key``: the recovery key, and whether it is on paper."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import count, moment, shown, typed
from desktop_app.cli.typing_back import (
    HOW_TO_CONFIRM,
    ask_back,
    ask_whole,
    not_alone,
    somebody_is_there,
)
from desktop_app.credentials import Credentials
from desktop_app.engine.dataclass import dataclass

if TYPE_CHECKING:
    from desktop_app.engine.repository.keys import Header, RecoveryKey, Slot
    from desktop_app.engine.secrets.recovery_kit import RecoveryKit
    from desktop_app.engine.workspace import Opened, Workspace

KitFile = Annotated[
    Path | None,
    typer.Option("--kit", help="Write the recovery kit: a new .pdf or .txt file.", metavar="FILE"),
]
EXISTING_HELP = "Print the key that there is, which is asked for, in place of a new one."


@dataclass(frozen=True, slots=True)
class Printed:
    """A kit that was written. ``revoked``: older recovery keys that open nothing any more."""

    slot: Slot
    confirmed: bool
    revoked: tuple[Slot, ...] = ()


def kit(
    context: typer.Context,
    name: Name,
    output: Annotated[Path, typer.Option(help="A new .pdf or .txt file.", metavar="FILE")],
    existing: Annotated[bool, typer.Option("--existing", help=EXISTING_HELP)] = False,
) -> Answer:
    """Print the recovery kit, with a new recovery key. Older ones go when it is typed back here;
    else they stay until `labvault key revoke`."""
    from desktop_app.engine.secrets.recovery_page import check_kit_path

    desk = desk_of(context)
    check_kit_path(output)
    credentials = desk.credentials()
    with desk.workspace(credentials=credentials) as workspace:
        if existing:
            printed = _print_again(workspace, credentials, name, output)
        else:
            with workspace.repository(name) as opened:
                printed = _print_new(desk, workspace, opened, output)
    document = {
        "repository": name,
        "output": str(output),
        "slot": printed.slot.id,
        "confirmed": printed.confirmed,
        "revoked": [slot.id for slot in printed.revoked],
    }
    code = FOUND_PROBLEM if somebody_is_there(desk) and not printed.confirmed else 0
    return Answer(document, _kit_text(printed, name, output), code)


def check_key(context: typer.Context, name: Name) -> Answer:
    """Type the recovery key back. That proves that it can be found, and that it opens."""
    from desktop_app.engine.repository.keys import RECOVERY_KEY

    desk = desk_of(context)
    credentials = desk.credentials()
    now = datetime.now(UTC)
    with desk.workspace(credentials=credentials) as workspace:
        url = workspace.catalog.repositories.load(name).url
        slot, header = ask_whole(
            credentials, url, lambda key: _confirm(workspace, credentials, name, key, now)
        )
    others = tuple(each for each in header.slots_of(RECOVERY_KEY) if each.id != slot.id)
    document = {
        "repository": name,
        "slot": slot.id,
        "confirmed": now.isoformat(),
        "other_recovery_keys": [each.id for each in others],
    }
    text = f"The recovery key opens {shown(name)}. It was confirmed {moment(now)}."
    return Answer(document, text + not_alone(others, typed(name)))


def kit_of(opened: Opened, recovery_key: str, slot: Slot) -> RecoveryKit:
    """The kit of an open repository, printed now."""
    from desktop_app.engine.secrets.recovery_kit import RecoveryKit

    return RecoveryKit(
        repository=opened.entry.name,
        repository_id=opened.entry.id,
        addresses=(opened.entry.url,),
        recovery_key=recovery_key,
        slot=slot.id,
        printed=datetime.now(UTC),
        host=platform.node(),
        key_made=datetime.fromisoformat(slot.made) if slot.made else None,
    )


def _print_new(desk: Desk, workspace: Workspace, opened: Opened, output: Path) -> Printed:
    from desktop_app.engine.secrets.recovery_page import store_kit

    changes = workspace.key_changes(opened)
    recovery_key, slot = changes.add_recovery_key(
        lambda key, slot: store_kit(kit_of(opened, key, slot), output)
    )
    if not somebody_is_there(desk):
        return Printed(slot, confirmed=False)
    typer.echo(f"The recovery kit is in {shown(str(output))}. Print it now.", err=True)
    if not ask_back(recovery_key, opened.entry.name):
        return Printed(slot, confirmed=False)
    return Printed(slot, confirmed=True, revoked=changes.confirm_only(slot, datetime.now(UTC)))


def _print_again(
    workspace: Workspace, credentials: Credentials, name: str, output: Path
) -> Printed:
    from desktop_app.engine.repository.recovery_key import decode_recovery_key, encode_recovery_key
    from desktop_app.engine.secrets.recovery_page import store_kit

    def print_it(key: RecoveryKey) -> Slot:
        slot, _ = _confirm(workspace, credentials, name, key, datetime.now(UTC))
        plain = encode_recovery_key(decode_recovery_key(key.text))
        with workspace.repository(name) as opened:
            store_kit(kit_of(opened, plain, slot), output)
        return slot

    url = workspace.catalog.repositories.load(name).url
    return Printed(ask_whole(credentials, url, print_it), confirmed=True)


def _confirm(
    workspace: Workspace, credentials: Credentials, name: str, key: RecoveryKey, now: datetime
) -> tuple[Slot, Header]:
    """Open the repository with nothing but the recovery key."""
    credentials.use(key)
    with workspace.repository(name) as opened:
        return workspace.confirm_recovery_key(opened, key, now), opened.repository.header


def _kit_text(printed: Printed, name: str, output: Path) -> str:
    file = shown(str(output))
    text = (
        f"The recovery kit is in {file}, which only you may read. Print it, put it in a safe "
        "place, and delete the file."
    )
    if printed.revoked:
        text += f"\n{count(len(printed.revoked), 'older recovery key')} revoked."
    if not printed.confirmed:
        text += (
            "\nThe new recovery key opens the repository; so does the old one, until it is revoked."
            f"\n{HOW_TO_CONFIRM.format(name=typed(name))}"
        )
    return text
