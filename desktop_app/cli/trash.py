"""``labvault trash``: removed snapshots, that can still be put back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.rounds import Rounds
from desktop_app.cli.snapshots import Reference
from desktop_app.cli.text import count, moment, shown, table
from desktop_app.engine.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.engine.errors import Damaged
    from desktop_app.engine.repository.trash import Resting

app = typer.Typer(help="See, put back or let go of removed snapshots.")

Only = Annotated[str | None, typer.Option("--repository", help="Only this one.", metavar="NAME")]


@app.command(name="list")
def list_(context: typer.Context, repository: Only = None) -> Answer:
    """List what rests in the trash, and until when."""
    from desktop_app.engine.repository.trash import PREFIX

    found: list[tuple[str, Resting]] = []
    unread: list[tuple[str, Damaged]] = []
    with desk_of(context).workspace() as workspace:
        rounds = Rounds(workspace, repository)
        for opened in rounds.one_by_one():
            name = opened.entry.name
            found += [(name, each) for each in opened.trash]
            unread += [(name, problem) for problem in opened.unread_trash]
    document = [{"repository": name, **_document(each)} for name, each in found]
    document += [
        {"repository": name, "id": p.name.removeprefix(PREFIX), "damaged": p.how}
        for name, p in unread
    ]
    lines = [_table(found)] if found else []
    lines += [f"▲ {shown(p.name)} in {shown(name)}: {shown(p.how)}" for name, p in unread]
    if unread:
        lines.append("What is damaged cannot be put back; `labvault trash empty` lets go of all.")
    text = "\n".join(lines) or "The trash is empty."
    return Answer(document, text, FOUND_PROBLEM if unread else OK, rounds.faults)


def _table(found: Sequence[tuple[str, Resting]]) -> str:
    rows = [
        (
            each.snapshot.id[:12],
            shown(each.snapshot.target),
            moment(each.snapshot.started),
            moment(each.removed),
            moment(each.until),
            shown(each.reason),
        )
        for _, each in found
    ]
    head = ("SNAPSHOT", "TARGET", "STARTED", "REMOVED", "RESTS UNTIL", "REASON")
    return table(head, rows)


@app.command()
def restore(context: typer.Context, snapshot: Reference) -> Answer:
    """Put a snapshot back, as it was."""
    from desktop_app.engine.contents.reference import choose_snapshot
    from desktop_app.engine.keeping.upkeep import put_back
    from desktop_app.engine.workspace.choice import must_not_rest

    unread: list[Damaged] = []
    with desk_of(context).workspace() as workspace:
        rounds = Rounds(workspace)
        for opened in rounds.one_by_one():
            try:
                meant = choose_snapshot([each.snapshot for each in opened.trash], snapshot)
            except UnknownName:
                unread += opened.unread_trash
                continue
            found = put_back(workspace, opened, meant)
            text = (
                f"Snapshot {found.id[:12]} of {shown(found.target)} is back. Label it with "
                f"`labvault label {found.id[:12]} --keep` so that it stays."
            )
            document = {"snapshot": found.id, "repository": opened.entry.name}
            return Answer(document, text)
    must_not_rest(unread, snapshot)
    for fault in rounds.faults:  # it may rest there
        raise fault
    raise UnknownName("snapshot in the trash", snapshot)


@app.command()
def add(context: typer.Context, snapshot: Reference) -> Answer:
    """Remove one snapshot: it goes to the trash. For a manager."""
    from desktop_app.engine.keeping.upkeep import remove_snapshot

    with desk_of(context).workspace() as workspace, workspace.holding(snapshot) as (opened, found):
        removed = remove_snapshot(workspace, opened, found[0])
    document = {"repository": opened.entry.name, **_document(removed)}
    text = (
        f"Snapshot {removed.snapshot.id[:12]} of {shown(removed.snapshot.target)} rests in the "
        f"trash until {moment(removed.until)}."
    )
    return Answer(document, text)


@app.command()
def empty(context: typer.Context, repository: Only = None) -> Answer:
    """Let go of all that rests, before its time. For a manager. Nothing brings it back."""
    from desktop_app.engine.keeping.upkeep import empty as empty_all

    desk, gone = desk_of(context), list[tuple[str, str]]()
    with desk.workspace() as workspace:
        rounds = Rounds(workspace, repository)
        for opened in rounds.one_by_one():
            with desk.working() as meter:
                emptied = empty_all(workspace, opened, meter)
            gone += [(opened.entry.name, each.snapshot.id) for each in emptied]
    document = {"deleted": [{"repository": name, "id": each} for name, each in gone]}
    text = f"{count(len(gone), 'snapshot')} deleted. The next prune gives the space back."
    return Answer(document, text, faults=rounds.faults)


def _document(each: Resting) -> dict[str, object]:
    return {
        "id": each.snapshot.id,
        "target": each.snapshot.target,
        "started": each.snapshot.started.isoformat(),
        "removed": each.removed.astimezone(UTC).isoformat(),
        "until": each.until.astimezone(UTC).isoformat(),
        "ripe": each.until <= datetime.now(UTC),
        "reason": each.reason,
    }
