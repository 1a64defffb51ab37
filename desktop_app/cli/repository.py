"""``labvault repository``: make, open and list repositories."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.credentials import Credentials
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import count, shown, table

app = typer.Typer(help="Make, open and list repositories.")

Url = Annotated[
    str, typer.Argument(help="A folder, or s3://bucket/prefix?endpoint=…", metavar="URL")
]
Remember = Annotated[
    bool, typer.Option("--remember", help="Let this computer's keyring open it from now on.")
]

ADVICE = """\
Recovery key, shown this once:

    {key}

Print it or write it down, and keep it away from this computer. It opens the repository
when the passphrase is lost, on any machine. LabVault keeps no copy of it."""


@app.command()
def create(context: typer.Context, name: Name, url: Url, remember: Remember = False) -> Answer:
    """Make a new, empty, encrypted repository."""
    desk = desk_of(context)
    with desk.workspace() as workspace:
        workspace.must_be_free(name)
        passphrase = Credentials(desk.settings).new_passphrase(url)
        opened, recovery_key = workspace.create_repository(name, url, passphrase)
        if remember:
            workspace.key_changes(opened).add_keyring()
        opened.repository.close()
    document = {
        "repository": name,
        "id": opened.entry.id,
        "url": opened.entry.url,
        "recovery_key": recovery_key,
    }
    made = f"Repository {shown(name)} was made at {shown(opened.entry.url)}.\n\n"
    return Answer(document, made + ADVICE.format(key=recovery_key))


@app.command(name="open")
def open_(
    context: typer.Context,
    name: Name,
    url: Url,
    remember: Remember = False,
    recovery_key: Annotated[
        bool, typer.Option("--recovery-key", help="Use the recovery key, not the passphrase.")
    ] = False,
) -> Answer:
    """Open an existing repository; its targets and snapshots are known here from then on."""
    with desk_of(context).workspace(recovery=recovery_key) as workspace:
        opened = workspace.open_repository(name, url)
        if remember:
            workspace.key_changes(opened).add_keyring()
        opened.repository.close()
    targets = sorted({snapshot.target for snapshot in opened.snapshots})
    document = {
        "repository": name,
        "id": opened.entry.id,
        "url": opened.entry.url,
        "targets": targets,
        "snapshots": len(opened.snapshots),
        "problems": [{"item": p.name, "what": p.how} for p in opened.problems],
    }
    named = f": {', '.join(shown(target) for target in targets)}" if targets else ""
    text = (
        f"Repository {shown(name)} is open: {count(len(opened.snapshots), 'snapshot')} "
        f"of {count(len(targets), 'target')}{named}."
    )
    for problem in opened.problems:
        text += f"\n  ▲ {shown(problem.name)}: {shown(problem.how)}"
    return Answer(document, text, code=1 if opened.problems else 0)


@app.command(name="list")
def list_(context: typer.Context) -> Answer:
    """The repositories that are known here."""
    with desk_of(context).workspace() as workspace:
        entries = workspace.catalog.repositories.list()
    document = [{"repository": e.name, "url": e.url, "id": e.id} for e in entries]
    if not entries:
        return Answer(document, "No repository yet. Make one with `labvault repository create`.")
    rows = [(shown(entry.name), shown(entry.url), entry.id) for entry in entries]
    return Answer(document, table(("NAME", "PLACE", "ID"), rows))
