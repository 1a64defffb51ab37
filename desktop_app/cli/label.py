"""``labvault label``: what people say of a snapshot, and whether it is kept for ever."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.snapshots import Reference
from desktop_app.cli.text import moment, shown

LONGEST_LABEL, LONGEST_NOTE = 80, 4000


def _label(text: str | None) -> str | None:
    if text is not None and (len(text) > LONGEST_LABEL or shown(text) != text):
        raise typer.BadParameter(f"a label has up to {LONGEST_LABEL} visible characters")
    return text


def _note(text: str | None) -> str | None:
    if text is not None and len(text) > LONGEST_NOTE:
        raise typer.BadParameter(f"a note has up to {LONGEST_NOTE:,} characters")
    return text


def label(
    context: typer.Context,
    snapshot: Reference,
    label: Annotated[
        str | None, typer.Option(help="A few words; empty takes it away.", callback=_label)
    ] = None,
    note: Annotated[
        str | None, typer.Option(help="Why, in as many words as you like.", callback=_note)
    ] = None,
    keep: Annotated[
        bool | None, typer.Option("--keep/--no-keep", help="Keep it for ever, or no longer.")
    ] = None,
) -> Answer:
    """Label a snapshot, or keep it for ever. Without options: show what is said of it.

    It is kept in the repository, so that every computer knows it."""
    from desktop_app.engine.keeping.upkeep import annotate
    from desktop_app.engine.repository.notes import load_note

    with desk_of(context).workspace() as workspace, workspace.holding(snapshot) as (opened, found):
        (chosen,) = found
        if label is None and note is None and keep is None:
            said = load_note(opened.repository, chosen.id)
        else:
            said = annotate(workspace, opened, chosen, label=label, note=note, keep=keep)
    document = {
        "snapshot": chosen.id,
        "label": said.label,
        "note": said.note,
        "keep": said.keep,
        "who": said.who,
    }
    kept = "is kept for ever" if said.keep else "is kept as long as the rules say"
    named = f" ({shown(said.label)})" if said.label else ""
    lines = [f"Snapshot {chosen.id[:12]} of {shown(chosen.target)}{named} {kept}."]
    lines += [f"  {shown(line)}" for line in said.note.splitlines()]
    if said.at:
        lines.append(f"  said by {shown(said.who)}, {moment(said.at)}")
    return Answer(document, "\n".join(lines))
