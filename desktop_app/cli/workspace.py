"""``labvault workspace``: the lab groups that share this computer, and what each may have."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.cli.amounts import count_limit, size_limit
from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import moment, shown, size, table, typed

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import WorkspaceEntry
    from desktop_app.engine.catalog.quotas import Use
    from desktop_app.engine.workspace.lifetime import Deleted

app = typer.Typer(help="Keep lab groups apart, each in a workspace of its own.")

Bytes = Annotated[
    str | None,
    typer.Option("--quota-bytes", help="Such as 500GB or 2TiB, or none.", metavar="SIZE"),
]
Snapshots = Annotated[
    str | None, typer.Option("--quota-snapshots", help="How many, or none.", metavar="N")
]
Targets = Annotated[
    str | None, typer.Option("--quota-targets", help="How many, or none.", metavar="N")
]
OptionalName = Annotated[str | None, typer.Argument(metavar="NAME")]


@app.command()
def create(
    context: typer.Context,
    name: Name,
    quota_bytes: Bytes = None,
    quota_snapshots: Snapshots = None,
    quota_targets: Targets = None,
) -> Answer:
    """Make a workspace, with repositories, targets and keys of its own."""
    from desktop_app.engine.catalog.entries import WorkspaceEntry

    change = _change(quota_bytes, quota_snapshots, quota_targets)
    entry = change(WorkspaceEntry(name, datetime.now(UTC)))
    with desk_of(context).catalog() as catalog:
        catalog.workspaces.add(entry)
        use = catalog.of(name).quotas.use()
    text = (
        f"Workspace {shown(name)} was made.\n"
        f"Work in it with `labvault --workspace {typed(name)} …`, or let this profile mean it "
        f"with `labvault settings set workspace {typed(name)}`."
    )
    return Answer(_document(entry, use), text)


@app.command(name="list")
def list_(context: typer.Context) -> Answer:
    """List all workspaces of this catalog."""
    desk = desk_of(context)
    with desk.catalog() as catalog:
        entries = catalog.workspaces.list()
        uses = [catalog.of(entry.name).quotas.use() for entry in entries]
    document = [_document(entry, use) for entry, use in zip(entries, uses, strict=True)]
    meant = desk.workspace_name()
    rows = [
        (shown(entry.name) + (" *" if entry.name == meant else ""), *(_used(each) for each in use))
        for entry, use in zip(entries, uses, strict=True)
    ]
    return Answer(document, table(("NAME", "STORED", "SNAPSHOTS", "TARGETS"), rows, (1, 2, 3)))


@app.command()
def show(context: typer.Context, name: OptionalName = None) -> Answer:
    """Show one workspace, and how much of its quotas is used."""
    desk = desk_of(context)
    with desk.catalog() as catalog:
        entry = catalog.workspaces.load(name or desk.workspace_name())
        records = catalog.of(entry.name)
        use, repositories = records.quotas.use(), records.repositories.list()
    document = _document(entry, use) | {"repositories": [r.name for r in repositories]}
    rows = [
        ("name", shown(entry.name)),
        ("made", moment(entry.created)),
        ("repositories", ", ".join(shown(r.name) for r in repositories) or "none yet"),
        *((each.what if each.what != "bytes" else "stored", _used(each)) for each in use),
        ("manager", "a password is asked for" if entry.manager_hash else "everybody"),
    ]
    return Answer(document, "\n".join(f"{what:<13} {value}" for what, value in rows))


@app.command()
def change(
    context: typer.Context,
    name: Name,
    quota_bytes: Bytes = None,
    quota_snapshots: Snapshots = None,
    quota_targets: Targets = None,
) -> Answer:
    """Change what a workspace may have. What is there already stays."""
    from desktop_app.engine.workspace.lifetime import Limits, set_limits

    changed = _change(quota_bytes, quota_snapshots, quota_targets)
    if quota_bytes is quota_snapshots is quota_targets is None:
        raise typer.BadParameter("name at least one quota, such as --quota-bytes 500GB")
    with replace(desk_of(context), chosen=name).workspace() as workspace:
        meant = changed(workspace.whole_catalog.workspaces.load(name))
        entry = set_limits(
            workspace, Limits(meant.quota_bytes, meant.quota_snapshots, meant.quota_targets)
        )
        use = workspace.catalog.quotas.use()
    text = f"Workspace {shown(name)}: " + ", ".join(
        f"{_used(each)}" + ("" if each.what == "bytes" else f" {each.what}") for each in use
    )
    return Answer(_document(entry, use), f"{text}.")


@app.command()
def delete(
    context: typer.Context,
    name: Name,
    with_data: Annotated[
        bool, typer.Option("--with-data", help="Destroy its repositories, with all snapshots.")
    ] = False,
    confirm: Annotated[
        str | None, typer.Option(help="The name once more, where nobody can be asked.")
    ] = None,
) -> Answer:
    """Forget a workspace with its targets, jobs and history. Its repositories' data stay."""
    from desktop_app.engine.workspace.lifetime import delete_workspace

    desk = replace(desk_of(context), chosen=name)
    with desk.workspace() as workspace:
        _must_be_confirmed(name, confirm, with_data)
        with desk.working() as meter:
            deleted = delete_workspace(workspace, with_data=with_data, progress=meter)
    document = {
        "workspace": deleted.name,
        "left": [{"repository": e.name, "url": e.url} for e in deleted.left],
        "erased": [{"repository": e.name, "url": e.url} for e in deleted.erased],
        "objects": deleted.objects,
    }
    return Answer(document, "\n".join(_told(deleted)))


def _must_be_confirmed(name: str, confirm: str | None, with_data: bool) -> None:
    if confirm is None and sys.stdin.isatty():
        what = "DESTROY ALL SNAPSHOTS of" if with_data else "forget"
        sys.stderr.write(f"This will {what} the workspace {shown(name)}.\n")
        confirm = _typed("Its name once more: ")
    if confirm != name:
        raise typer.BadParameter(f"nothing was deleted; confirm with --confirm {shown(name)}")


def _typed(prompt: str) -> str:
    """Asked on stderr: stdout is for the answer alone."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().rstrip("\n")


def _told(deleted: Deleted) -> list[str]:
    lines = [f"Workspace {shown(deleted.name)} is forgotten."]
    for entry in deleted.left:
        lines.append(f"  The repository {shown(entry.name)} is still at {shown(entry.url)}.")
    for entry in deleted.erased:
        lines.append(f"  The repository {shown(entry.name)} at {shown(entry.url)} is destroyed.")
    return lines


def _change(
    quota_bytes: str | None, quota_snapshots: str | None, quota_targets: str | None
) -> Callable[[WorkspaceEntry], WorkspaceEntry]:
    """What sets the quotas that were named and leaves the others."""
    limits: dict[str, Any] = {}
    if quota_bytes is not None:
        limits["quota_bytes"] = size_limit(quota_bytes)
    if quota_snapshots is not None:
        limits["quota_snapshots"] = count_limit(quota_snapshots)
    if quota_targets is not None:
        limits["quota_targets"] = count_limit(quota_targets)
    return lambda entry: replace(entry, **limits)


def _document(entry: WorkspaceEntry, use: tuple[Use, ...]) -> dict[str, object]:
    quotas = {each.what: {"used": each.used, "limit": each.limit} for each in use}
    return {
        "workspace": entry.name,
        "created": entry.created.isoformat(),
        "guarded": entry.manager_hash is not None,
        "quotas": quotas,
    }


def _used(use: Use) -> str:
    """
    >>> from desktop_app.engine.catalog.quotas import Use
    >>> _used(Use("bytes", 1536, None)), _used(Use("targets", 3, 5))
    ('1.5 KiB', '3 of 5')
    """
    form = size if use.what == "bytes" else "{:,}".format
    return form(use.used) + ("" if use.limit is None else f" of {form(use.limit)}")
