"""What adding a target is for every kind of it: taking it in, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop_app.cli.text import shown, typed
from desktop_app.credentials import Credentials

if TYPE_CHECKING:
    from desktop_app.cli.desk import Desk
    from desktop_app.engine.catalog.entries import TargetEntry
    from desktop_app.engine.sources.client import Login


def take_in(desk: Desk, entries: Sequence[TargetEntry], login: Login) -> None:
    """Add targets of one server; where its password is to be kept it is asked for, and without it
    none of them is added."""
    from desktop_app.engine.secrets import os_keyring
    from desktop_app.engine.secrets.keyring_entries import login_entry

    added: list[str] = []
    with desk.workspace() as workspace:
        try:
            for entry in entries:
                workspace.catalog.targets.add(entry)
                added.append(entry.name)
            if any(entry.password_kept for entry in entries):
                password = Credentials(desk.settings).ask_password(login)
                os_keyring.store(login_entry(login, workspace.name), password)
        except BaseException:
            for each in added:
                workspace.catalog.targets.delete(each)
            raise


def document(entry: TargetEntry) -> dict[str, object]:
    """A target as JSON."""
    return {
        "target": entry.name,
        "kind": entry.kind,
        "url": entry.url,
        "repository": entry.repository,
    }


def lines(entries: Sequence[TargetEntry], remarks: Iterable[str] = ()) -> list[str]:
    """The same for people, with what to do next."""
    told = [
        f"Target {shown(e.name)} is {shown(e.url)}, kept in {shown(e.repository)}." for e in entries
    ]
    return [
        *told,
        *remarks,
        f"Back it up with `labvault backup {typed(entries[0].name)}`.",
    ]
