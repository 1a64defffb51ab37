"""``labvault scan``: what a folder target holds, and how much of it had to be looked at."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import Answer, code_for
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import count, duration, moment, noted, shown, size

if TYPE_CHECKING:
    from desktop_app.engine.sources.folder.index.figures import IndexFigures
    from desktop_app.engine.sources.folder.index.hints import Imported
    from desktop_app.engine.targets.indexing import Scanned

MOST_SHOWN = 20


def scan(
    context: typer.Context,
    target: Annotated[str, typer.Argument()],
    full: Annotated[
        bool, typer.Option("--full", help="Take nothing as known: look at every file.")
    ] = False,
    import_cache: Annotated[
        Path | None,
        typer.Option(
            help="Compare an old video_cache_ID.pkl with what is there. Nothing in it is run.",
            metavar="FILE",
        ),
    ] = None,
) -> Answer:
    """Look what a folder target holds, and bring its index up to date. Backups do so too."""
    from desktop_app.engine.targets.indexing import scan

    desk = desk_of(context)
    with desk.workspace() as workspace, desk.working() as meter:
        found = scan(workspace, target, meter, full=full, old_cache=import_cache)
    return Answer(_document(found, target), _text(found, target), code_for(found.grade))


def _document(found: Scanned, target: str) -> dict[str, object]:
    figures = found.figures
    saved, ratio = figures.saved_seconds, figures.hit_ratio
    return {
        "target": target,
        "grade": found.grade,
        "full": found.full,
        "files": figures.files,
        "folders": figures.folders,
        "others": figures.others,
        "bytes": figures.bytes,
        "ages": asdict(figures.ages),
        "seconds": round(found.seconds, 3),
        "served": figures.served,
        "asked": figures.asked,
        "hit_ratio": None if ratio is None else round(ratio, 4),
        "saved_seconds": None if saved is None else round(saved, 3),
        "last_look": figures.last_look.isoformat(),
        "last_full": figures.last_full.isoformat(),
        "missed": figures.missed,
        "rebuilt": found.note or None,
        "unconfirmed": figures.unconfirmed,
        "imported": found.imported and _imported_document(found.imported),
        "warnings": [{"item": r.item, "what": r.what} for r in found.remarks],
    }


def _imported_document(found: Imported) -> dict[str, object]:
    hints = [{"name": h.name, "bytes": h.size, "why": h.why} for h in found.unconfirmed]
    return {"confirmed": found.confirmed, "unconfirmed": hints}


def _text(found: Scanned, target: str) -> str:
    figures = found.figures
    how = "all looked at" if found.full else "what may have changed looked at"
    lines = [
        f"{shown(target)}: {count(figures.files, 'file')} in {count(figures.folders, 'folder')}, "
        f"{size(figures.bytes)}, {how} in {duration(found.seconds)}."
    ]
    if found.note:
        lines.append(f"The index {found.note}, so it was built anew.")
    if not found.full:
        lines.append(_spared(figures))
    ages = figures.ages
    lines.append(
        f"Last changed within a day: {ages.day:,}, a week: {ages.week:,}, "
        f"30 days: {ages.month:,}, before: {ages.older:,}."
    )
    lines.append(_checked(figures))
    if found.imported is not None:
        lines += _imported_lines(found.imported)
    lines += [noted("◆", r.item, r.what) for r in found.remarks[:MOST_SHOWN]]
    return "\n".join(lines)


def _spared(figures: IndexFigures) -> str:
    saved = figures.saved_seconds
    line = f"{figures.served:,} of {figures.asked:,} were known and not touched"
    return f"{line}." if saved is None else f"{line}: that spared about {duration(saved)}."


def _checked(figures: IndexFigures) -> str:
    line = f"Last full look: {moment(figures.last_full)}"
    if not figures.missed:
        return f"{line}."
    return f"{line}; it found {count(figures.missed, 'change')} that had gone unseen."


def _imported_lines(found: Imported) -> list[str]:
    kept = len(found.unconfirmed)
    lines = [
        f"Of the old list {count(found.confirmed, 'film')} found as it says, "
        f"{kept:,} not; those are kept apart and used for nothing."
    ]
    shown_hints = found.unconfirmed[:MOST_SHOWN]
    lines += [f"  ◆ {shown(hint.name)} {hint.why}." for hint in shown_hints]
    if kept > MOST_SHOWN:
        lines.append(f"  … and {kept - MOST_SHOWN:,} more; --json names all.")
    return lines
