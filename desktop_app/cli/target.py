"""``labvault target``: the things that are protected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli import (
    server,
    target_adding,
    target_ethoscope,
    target_folder,
    target_mariadb,
    target_postgresql,
    target_sqlite,
)
from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import moment, shown, size, table

if TYPE_CHECKING:
    from collections.abc import Sequence


app = typer.Typer(help="Add, list, show and remove targets.")
add = typer.Typer(help="Name a thing to protect.")
app.add_typer(add, name="add")


add.command()(target_postgresql.postgresql)
add.command()(target_folder.folder)
app.command()(server.databases)
add.command()(target_mariadb.mariadb)
add.command()(target_sqlite.sqlite)
add.command()(target_ethoscope.ethoscope)


@app.command(name="list")
def list_(context: typer.Context) -> Answer:
    """List all targets."""
    with desk_of(context).workspace() as workspace:
        targets = workspace.catalog.targets.list()
    document = [target_adding.document(target) for target in targets]
    if not targets:
        return Answer(document, "No target yet. Name one with `labvault target add`.")
    rows = [(shown(t.name), t.kind, shown(t.url), shown(t.repository)) for t in targets]
    return Answer(document, table(("NAME", "KIND", "ADDRESS", "REPOSITORY"), rows))


@app.command()
def show(context: typer.Context, name: Name) -> Answer:
    """Show one target and its last snapshot, as far as is known here."""
    from desktop_app.cli.retention import words
    from desktop_app.engine.keeping.retention import Retention

    with desk_of(context).workspace() as workspace:
        target = workspace.catalog.targets.load(name)
        snapshots = [s for s in workspace.catalog.snapshots.list() if s.target == name]
    last = max(snapshots, key=lambda s: s.place, default=None)
    kept = words(Retention.of(target.retention))
    document = target_adding.document(target) | {
        **target_folder.chosen(target),
        "retention": None if target.retention is None else dict(target.retention),
        "snapshots": len(snapshots),
        "last": last and {"id": last.id, "started": last.started.isoformat()},
    }
    rows = [
        ("name", shown(target.name)),
        ("kind", target.kind),
        ("address", shown(target.url)),
        ("repository", shown(target.repository)),
        ("snapshots", f"{len(snapshots):,}"),
        ("retention", kept),
        *target_folder.shown_choices(target),
    ]
    if last:
        rows.append(("last", f"{last.id[:12]}, {moment(last.started)}, {size(last.size)}"))
    return Answer(document, "\n".join(f"{what:<11} {value}" for what, value in rows))


@app.command()
def change(
    context: typer.Context,
    name: Name,
    rpo: Annotated[
        str | None, typer.Option(help="How old its newest good snapshot may become: 4h, 2d, none.")
    ] = None,
    rto: Annotated[str | None, typer.Option(help="How long a restore may take: 30m, none.")] = None,
    proof_days: Annotated[
        int | None,
        typer.Option(
            help="How many days old its last proven restore may become; 0: any.", min=0, max=36_500
        ),
    ] = None,
    tripwire: Annotated[
        list[str] | None,
        typer.Option(
            help="Where a tripwire fires, such as rows_percent=50 or table_percent=default; "
            "a percentage of 0 takes it away. For a manager.",
            metavar="NAME=NUMBER",
        ),
    ] = None,
    include: target_folder.Include = None,
    exclude: target_folder.Exclude = None,
    quiet_seconds: target_folder.QuietSeconds = None,
    index_age_days: target_folder.IndexAgeDays = None,
    index_check_days: target_folder.IndexCheckDays = None,
) -> Answer:
    """Change the limits of a target. How old its snapshots may become, how long a restore may
    take, what is sudden; for a folder also what of it is taken, where --include none and
    --exclude none take all patterns away."""
    from dataclasses import replace

    from desktop_app.cli.spans import span
    from desktop_app.engine.keeping.upkeep import set_tripwires

    wires = _wires(tripwire or [])
    with desk_of(context).workspace() as workspace:
        if wires:
            set_tripwires(workspace, name, wires)
        entry = workspace.catalog.targets.load(name)
        if rpo is not None:
            entry = replace(entry, rpo_seconds=span(rpo))
        if rto is not None:
            entry = replace(entry, rto_seconds=span(rto))
        if proof_days is not None:
            entry = replace(entry, proof_days=proof_days or None)
        entry, remarks = target_folder.changed(workspace, entry, include, exclude, quiet_seconds)
        entry = target_folder.with_index(entry, index_age_days, index_check_days)
        workspace.catalog.targets.change(entry)
    document = {
        "target": name,
        "rpo_seconds": entry.rpo_seconds,
        "rto_seconds": entry.rto_seconds,
        "proof_days": entry.proof_days,
        "tripwires": dict(entry.options.get("tripwires", {})),
        **target_folder.chosen(entry),
    }
    return Answer(
        document, "\n".join([f"Target {shown(name)} is changed.", *target_folder.told(remarks)])
    )


def _wires(given: Sequence[str]) -> dict[str, int | None]:
    """Thresholds by name; None is the default."""
    from dataclasses import fields

    from desktop_app.engine.assurance.tripwires import Thresholds

    known, wires = [each.name for each in fields(Thresholds)], dict[str, int | None]()
    for each in given:
        name, _, number = each.partition("=")
        if name not in known or not (number.isdecimal() or number == "default"):
            raise typer.BadParameter(
                f"{shown(each)!r} is none: write NAME=NUMBER or NAME=default; "
                f"the names are {', '.join(known)}"
            )
        wires[name] = None if number == "default" else int(number)
    return wires


@app.command()
def remove(context: typer.Context, name: Name) -> Answer:
    """Forget a target. Its snapshots stay in the repository."""
    with desk_of(context).workspace() as workspace:
        workspace.remove_target(name)
    return Answer({"removed": name}, f"Target {shown(name)} is forgotten; its snapshots stay.")
