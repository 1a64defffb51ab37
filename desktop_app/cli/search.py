"""``labvault search``: where a word stands, over all snapshots of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.rounds import CLOSED
from desktop_app.cli.text import count, moment, shown, table
from desktop_app.engine.errors import LabVaultError

if TYPE_CHECKING:
    from desktop_app.engine.contents.finding import Found, Place


def search(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Parts of a name, whatever their case.")],
    cached: Annotated[
        bool, typer.Option("--cached", help="Among what was read before; opens no repository.")
    ] = False,
) -> Answer:
    """Find tables, files, labels and notes by a part of the name. In all snapshots."""
    from desktop_app.engine.contents import finding

    desk, faults = desk_of(context), list[LabVaultError]()
    with desk.workspace() as workspace:
        if not cached:
            with desk.working() as meter:
                try:
                    finding.learn(workspace, meter)
                except CLOSED as fault:  # the others are through
                    faults.append(fault)
        found = finding.find(workspace.catalog, finding.cache_of(workspace), words)
    document = {
        "words": words,
        "looked_into": found.looked_into,
        "snapshots": found.snapshots,
        "more": found.more,
        "places": [_document(place) for place in found.places],
    }
    return Answer(document, _text(words, found), faults=faults)


def _document(place: Place) -> dict[str, object]:
    return {
        "name": place.name,
        "kind": _kind(place),
        "target": place.target,
        "snapshots": place.snapshots,
        "oldest": place.oldest.isoformat(),
        "newest": place.newest.isoformat(),
    }


def _kind(place: Place) -> str:
    return str(place.kind) if place.kind else "said"


def _text(words: str, found: Found) -> str:
    looked = f"{found.looked_into:,} of {count(found.snapshots, 'snapshot')} looked into."
    if not found.places:
        return f"Nothing is called {shown(words)}. {looked}"
    rows = [
        (
            shown(" ".join(place.name.split())),
            _kind(place),
            shown(place.target),
            f"{place.snapshots:,}",
            moment(place.oldest),
            moment(place.newest),
        )
        for place in found.places
    ]
    head = ("NAME", "KIND", "TARGET", "SNAPSHOTS", "OLDEST", "NEWEST")
    more = "There are more: search for more of the name.\n" if found.more else ""
    return f"{table(head, rows, right=(3,))}\n{more}{looked}"
