"""``labvault catalog``: this machine's memory, shown, moved and made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.text import count, shown, typed
from desktop_app.engine.errors import NotSupported

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.engine.catalog.rescue import Rescue
    from desktop_app.engine.catalog.server import CatalogServer
    from desktop_app.engine.workspace.rebuilding import Rebuilt

app = typer.Typer(help="Show, move or remake the catalog, this computer's memory.")

FILE = "file"

COUNTED = (
    *("workspaces", "repositories", "targets", "schedules", "snapshots", "verifications"),
    *("jobs", "faults", "notices"),
)
GONE = """\
The catalog was damaged. It was put aside as {aside}.
What only it knew is gone: jobs and their logs, schedules, settings of targets, verifications,
notifications, quotas and the manager's password. No snapshot depends on it."""


@app.command()
def show(context: typer.Context) -> Answer:
    """Show where the catalog is, its form, and how much is in it."""
    with desk_of(context).catalog() as catalog:
        where, version = catalog.database.where, catalog.database.version
        counts = catalog.database.counts(COUNTED)
    rows = [("place", shown(where)), ("form", version)]
    rows += [(name, f"{number:,}") for name, number in counts.items()]
    document = {"place": where, "form": version, "counts": dict(counts)}
    return Answer(document, "\n".join(f"{what:<13} {value}" for what, value in rows))


@app.command()
def rebuild(context: typer.Context) -> Answer:
    """Make again what is known of the snapshots. From the repositories of the workspace alone.

    A catalog that is damaged is put aside, and a new one is made.
    """
    from desktop_app.engine.workspace.rebuilding import rebuild as made_again

    desk = desk_of(context)
    rescued = _rescued(desk)
    lost = rescued.repositories if rescued else ()
    if lost:
        _remake_workspaces(desk, sorted({each.workspace for each in lost}))
    with desk.workspace() as workspace:
        with desk.working() as meter:
            found = made_again(workspace, lost, meter)
        name = workspace.name
    others = sorted({each.workspace for each in lost} - {name})
    document = {
        "aside": str(rescued.aside) if rescued else None,
        "repositories": [_document(each) for each in found],
        "other_workspaces": others,
    }
    lines = [GONE.format(aside=shown(str(rescued.aside)))] if rescued else []
    lines += _told(found)
    lines += [f"Run it also with `labvault --workspace {typed(other)}`." for other in others]
    return Answer(document, "\n".join(lines), code=_code(found))


@app.command()
def move(
    context: typer.Context,
    place: Annotated[
        str,
        typer.Argument(
            metavar="URL|file", help="A postgresql:// address, or `file`: into the profile."
        ),
    ],
    save_password: Annotated[
        bool, typer.Option("--save-password", help="Of the address: ask now, keep in the keyring.")
    ] = False,
) -> Answer:
    """Move the catalog to a server, or back into the profile.

    Everything is copied and compared before the settings change; the old catalog is kept. No agent
    and no job may run meanwhile.
    """
    from desktop_app.engine.catalog.transfer import WHAT
    from desktop_app.engine.profile.catalog_move import move_catalog

    desk = desk_of(context)
    if desk.settings.catalog_url:
        raise NotSupported(WHAT, "LABVAULT_CATALOG_URL says where it lies; unset that first")
    now, into, switch = datetime.now(UTC), *_destination(desk, place, save_password)
    with desk.working() as meter:
        moved = move_catalog(desk.profile, desk.catalog_server(), into, now, switch, meter)
    document = {
        "place": moved.place,
        "rows": dict(moved.rows),
        "kept": moved.kept,
        "aside": moved.aside or None,
    }
    total = sum(moved.rows.values())
    lines = [
        f"The catalog is {shown(moved.place)} from now on: {count(total, 'row')}, all compared.",
        f"The old one is kept: {shown(moved.kept)}.",
        "An open window goes on with the old one until it is started again.",
    ]
    if moved.aside:
        lines.append(f"A catalog file that was in its place is kept too: {shown(moved.aside)}.")
    return Answer(document, "\n".join(lines))


def _destination(
    desk: Desk, place: str, save_password: bool
) -> tuple[CatalogServer | None, Callable[[], None]]:
    """Where the catalog goes, None for the profile; and what changes the settings to that."""
    from desktop_app.credentials import Credentials
    from desktop_app.engine.catalog.server import CatalogServer
    from desktop_app.engine.profile.catalog_address import catalog_entry
    from desktop_app.engine.profile.settings import write_settings_file
    from desktop_app.engine.secrets import os_keyring
    from desktop_app.engine.sources.postgres.connection import Address

    address = None if place == FILE else Address.from_url(place)
    password = desk.settings.postgres_password
    if address is not None and save_password:
        password = Credentials(desk.settings).ask_password(address)
    url = address.url() if address else ""

    def switch() -> None:
        if address is not None and save_password and password:
            os_keyring.store(catalog_entry(address), password)
        kept = save_password and address is not None
        settings = replace(desk.profile_settings(), catalog_url=url, catalog_password_kept=kept)
        write_settings_file(desk.profile, settings)

    return (CatalogServer(url, password) if address else None), switch


def _rescued(desk: Desk) -> Rescue | None:
    """A catalog on a server is not ours to put aside."""
    from desktop_app.engine.catalog.rescue import rescue

    return None if desk.catalog_server() else rescue(desk.profile, datetime.now(UTC))


def _remake_workspaces(desk: Desk, names: Sequence[str]) -> None:
    from desktop_app.engine.catalog.entries import WorkspaceEntry

    with desk.catalog() as catalog:
        known = {entry.name for entry in catalog.workspaces.list()}
        for name in names:
            if name not in known:
                catalog.workspaces.add(WorkspaceEntry(name, datetime.now(UTC)))


def _document(each: Rebuilt) -> dict[str, object]:
    return {
        "repository": each.repository,
        "snapshots": each.snapshots,
        "targets": each.targets,
        "problems": [{"item": p.name, "what": p.how} for p in each.problems],
    }


def _told(found: Sequence[Rebuilt]) -> list[str]:
    if not found:
        return [
            "No repository is known in this workspace. "
            "Name each with `labvault repository open NAME URL`; its snapshots come with it."
        ]
    lines = []
    for each in found:
        lines.append(
            f"{shown(each.repository)}: {count(each.snapshots, 'snapshot')} "
            f"of {count(each.targets, 'target')}."
        )
        lines += [f"  ▲ {shown(p.name)}: {shown(p.how)}" for p in each.problems]
    return lines


def _code(found: Sequence[Rebuilt]) -> int:
    return FOUND_PROBLEM if any(each.problems for each in found) else OK
