"""``labvault agent``: runs the schedules without a window."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app import autostart
from desktop_app.cli.agent_log import agent_log
from desktop_app.cli.answer import FOUND_PROBLEM, Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.interrupts import cancelling
from desktop_app.cli.telling import said
from desktop_app.cli.text import count, moment, shown
from desktop_app.engine.errors import EnvironmentFailed, NotSupported
from desktop_app.engine.progress import Cancel
from desktop_app.garbage import all_is_loaded

if TYPE_CHECKING:
    from desktop_app.engine.agent.agent import Agent
    from desktop_app.engine.catalog.catalog import Catalog
    from desktop_app.engine.notify.notifier import Notifier

app = typer.Typer(help="Run the schedules without a window.", invoke_without_command=True)

AGAIN_SECONDS = 5.0


@app.callback()
def agent(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=32, help="How many jobs at once.")] = 2,
) -> Answer | None:
    """Run the schedules of all workspaces until Ctrl-C."""
    if context.invoked_subcommand is not None:
        return None
    from desktop_app.engine.agent.lock import AgentLock

    desk, cancel = desk_of(context), Cancel()
    with (
        closing(AgentLock(desk.profile, datetime.now(UTC))),
        agent_log(desk.profile, desk.settings.secrets()) as tell,
        cancelling(cancel),
        _catalog(desk, cancel, tell, wait=not once) as catalog,
    ):
        made = _agent(desk, catalog, tell, workers)
        if once:
            tries = made.once(cancel)
            return Answer({"tries": tries}, f"{count(tries, 'run')} made.")
        tell(f"begins, process {os.getpid()}")
        made.run(cancel)
        tell("ends")
    return Answer({"ended": True}, "The agent has ended; jobs that it stopped stay queued.")


@app.command()
def status(context: typer.Context) -> Answer:
    """Tell whether an agent runs, and what it has before it. Exit code 1 when none does."""
    from desktop_app.engine.agent.lock import holder

    desk = desk_of(context)
    found = holder(desk.profile)
    with desk.catalog() as catalog:
        due, faults = [], []
        for workspace in catalog.workspaces.list():
            records = catalog.of(workspace.name)
            due += [(s.due, s) for s in records.schedules.list() if s.due and s.enabled]
            faults += [f.title for f in records.notices.faults() if f.cleared is None]
    due.sort(key=lambda pair: pair[0])
    document = {
        "running": found is not None,
        "process": found and found.process,
        "since": found and found.since.isoformat(),
        "next": due[0][0].isoformat() if due else None,
        "faults": faults,
    }
    lines = ["No agent runs. Start one with `labvault agent`, or `labvault agent install`."]
    if found:
        lines = [f"The agent runs since {moment(found.since)}, process {found.process}."]
    if due:
        at, entry = due[0]
        lines.append(f"Next: {entry.kind} of {shown(entry.target)}, {moment(at)}.")
    lines += [f"Wrong now: {shown(title)}." for title in faults]
    return Answer(document, "\n".join(lines), 0 if found else FOUND_PROBLEM)


@app.command()
def install(context: typer.Context) -> Answer:
    """Let the agent start at log-in."""
    desk = desk_of(context)
    platform, where = _place(desk)
    command = _command(desk)
    content = autostart.definition(platform, command, _user())
    try:
        complaints = autostart.install(where, content)
    except OSError as error:
        raise NotSupported(f"writing {where.file}", error.strerror or str(error)) from error
    text = (
        f"The agent starts at log-in: {shown(str(where.file))}.\n"
        "Nobody is there to be asked then: let the keyring open the repositories (--remember) "
        "and keep the servers' passwords (--save-password)."
    )
    return _installed(where.file, complaints, text)


@app.command()
def uninstall(context: typer.Context) -> Answer:
    """Let the agent start at log-in no more."""
    _, where = _place(desk_of(context))
    complaints = autostart.uninstall(where)
    return _installed(where.file, complaints, "The agent does not start at log-in.")


def _installed(file: Path, complaints: tuple[str, ...], text: str) -> Answer:
    document = {"file": str(file), "complaints": list(complaints)}
    if not complaints:
        return Answer(document, text)
    lines = [text, "It could not be started or stopped now; log in again:"]
    return Answer(document, "\n".join([*lines, *map(shown, complaints)]), FOUND_PROBLEM)


def _place(desk: Desk) -> tuple[autostart.Platform, autostart.Place]:
    from platformdirs import user_config_path

    platform = autostart.platform_of(sys.platform)
    settings = desk.profile
    if platform is autostart.Platform.SYSTEMD:
        settings = user_config_path()
    return platform, autostart.place(platform, Path.home(), settings)


def _command(desk: Desk) -> list[str]:
    """What starts this very LabVault with this profile."""
    return [sys.executable, "-m", "desktop_app", "--profile", str(desk.profile), "agent"]


def _user() -> str:
    from desktop_app.engine.computer.account import account

    return account()


def _agent(desk: Desk, catalog: Catalog, tell: Callable[[str], None], workers: int) -> Agent:
    from desktop_app.cli.unattended import unattended
    from desktop_app.engine.agent.agent import Agent
    from desktop_app.engine.job_runners import runners
    from desktop_app.engine.jobs.rules import utc_now

    def notifier(workspace: str) -> Notifier:
        return _notifier(desk, catalog, workspace)

    days = desk.profile_settings().space_warning_days
    opening = unattended(desk)

    def look(workspace: str, cancel: Cancel) -> bool:
        from desktop_app.engine.targets.following import looking  # with the driver of the servers

        return looking(opening, utc_now)(workspace, cancel)

    return Agent(
        catalog,
        runners(opening),
        notifier,
        said,
        tell,
        look=look,
        cache=desk.profile / "cache",
        workers=workers,
        warning_days=days,
    )


def _notifier(desk: Desk, catalog: Catalog, workspace: str) -> Notifier:
    from tzlocal import get_localzone

    from desktop_app.engine.notify.addresses import Addresses
    from desktop_app.engine.telling.digest import notifier_of

    settings = desk.settings
    # A sender needs the paths and proxies of the environment, and no server's password.
    environment = {k: v for k, v in settings.for_tools.items() if k != "PGPASSWORD"}
    addresses = Addresses(workspace, settings.notify_addresses, environment)
    return notifier_of(catalog, workspace, addresses.open, get_localzone(), said)


@contextmanager
def _catalog(
    desk: Desk, cancel: Cancel, tell: Callable[[str], None], *, wait: bool
) -> Iterator[Catalog]:
    """The catalog; one that is away is waited for, if the agent is to stay."""
    from desktop_app.engine.catalog.catalog import Catalog

    all_is_loaded()
    while True:
        try:
            catalog = Catalog(desk.profile, desk.catalog_server())
            break
        except EnvironmentFailed as fault:
            if not wait:
                raise
            tell(f"waiting for the catalog: {fault}")
            cancel.wait(AGAIN_SECONDS)
    with closing(catalog):
        yield catalog
