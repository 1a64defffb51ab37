"""``labvault target add folder``, and what of ``target change`` is for folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli import target_adding
from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import noted, shown
from desktop_app.engine.errors import NotSupported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.engine.catalog.entries import TargetEntry
    from desktop_app.engine.model import Remark
    from desktop_app.engine.workspace import Workspace

NONE = "none"

Include = Annotated[
    list[str] | None,
    typer.Option(
        help="Take only what this means, as in a .gitignore: *.h264, /results/, a/**/b.",
        metavar="PATTERN",
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(help="Leave out what this means, as in a .gitignore.", metavar="PATTERN"),
]
QuietSeconds = Annotated[
    float | None,
    typer.Option(
        help="A file changed less than so many seconds ago counts as still growing: it is taken "
        "as incomplete.",
        min=0,
        metavar="SECONDS",
    ),
]


IndexAgeDays = Annotated[
    float | None,
    typer.Option(
        help="Of a folder: files at rest for so many days are not looked at one by one.",
        min=0,
        max=36_500,
        metavar="DAYS",
    ),
]
IndexCheckDays = Annotated[
    float | None,
    typer.Option(
        help="Of a folder: after so many days all is looked at; 0: each time.",
        min=0,
        max=36_500,
        metavar="DAYS",
    ),
]


def folder(
    context: typer.Context,
    name: Name,
    path: Annotated[Path, typer.Argument(help="The folder, with all that is in it.")],
    repository: Annotated[str, typer.Option(help="Where its snapshots go.", metavar="NAME")],
    include: Include = None,
    exclude: Exclude = None,
    quiet_seconds: QuietSeconds = None,
) -> Answer:
    """Protect a folder: films, results, anything that lies in files."""
    from desktop_app.engine.targets.folder import choices, folder_target, with_choices

    plain = folder_target(name, path, repository)
    with desk_of(context).workspace() as workspace:
        place = workspace.catalog.repositories.load(repository).url
        entry, remarks = with_choices(plain, place, include or (), exclude or (), quiet_seconds)
        workspace.catalog.targets.add(entry)
    document = {
        **target_adding.document(entry),
        **choices(entry.options),
        "warnings": [{"item": r.item, "what": r.what} for r in remarks],
    }
    return Answer(document, "\n".join(target_adding.lines((entry,), told(remarks))))


def changed(
    workspace: Workspace,
    entry: TargetEntry,
    include: Sequence[str] | None,
    exclude: Sequence[str] | None,
    quiet_seconds: float | None,
) -> tuple[TargetEntry, tuple[Remark, ...]]:
    """The target with other patterns, where any are given; "none" takes those away."""
    from desktop_app.engine.kinds.registry import FOLDER
    from desktop_app.engine.targets.folder import with_choices

    if include is None and exclude is None and quiet_seconds is None:
        return entry, ()
    if entry.kind != FOLDER:
        raise NotSupported(f"patterns for a {entry.kind} target", "they are for folders")
    place = workspace.catalog.repositories.load(entry.repository).url
    return with_choices(entry, place, _lines(include), _lines(exclude), quiet_seconds)


def with_index(entry: TargetEntry, age_days: float | None, check_days: float | None) -> TargetEntry:
    """The target with other rules for its index, where any are given."""
    from dataclasses import replace

    from desktop_app.engine.kinds.registry import FOLDER
    from desktop_app.engine.sources.folder.index.options import with_rules

    if age_days is None and check_days is None:
        return entry
    if entry.kind != FOLDER:
        raise NotSupported(f"an index of a {entry.kind} target", "folders alone have one")
    return replace(entry, options=with_rules(entry.options, age_days, check_days))


def chosen(entry: TargetEntry) -> dict[str, object]:
    """What a folder target was told besides its path; nothing of other targets."""
    from desktop_app.engine.kinds.registry import FOLDER
    from desktop_app.engine.sources.folder.index.options import told_rules
    from desktop_app.engine.targets.folder import choices

    if entry.kind != FOLDER:
        return {}
    return {**choices(entry.options), **told_rules(entry.options)}


def shown_choices(entry: TargetEntry) -> list[tuple[str, str]]:
    """The same as lines of a table: what, and its value."""
    lines = [
        (k, shown(", ".join(v))) for k, v in chosen(entry).items() if v and isinstance(v, list)
    ]
    quiet = chosen(entry).get("quiet_seconds")
    return [*lines, ("quiet", f"{quiet} seconds")] if quiet else lines


def told(remarks: Sequence[Remark]) -> list[str]:
    """Remarks on a target, a line each."""
    return [noted("◆", r.item, r.what) for r in remarks]


def _lines(given: Sequence[str] | None) -> Sequence[str] | None:
    return [] if given is not None and list(given) == [NONE] else given
