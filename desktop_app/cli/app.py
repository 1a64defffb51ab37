"""Wires the commands, and turns what they return or raise into output and an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop_app import __version__
from desktop_app.cli import answer, interrupts, streams, wording
from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import Desk, default_profile
from desktop_app.cli.ending import ending
from desktop_app.cli.fault_log import log_fault
from desktop_app.cli.help import Grouped
from desktop_app.cli.text import shown
from desktop_app.engine.errors import Bug, LabVaultError, StdoutFailed
from desktop_app.settings import Settings

# typer may bring its own copy of click, so its usage errors are known by their base only.
UsageError: Any = typer.BadParameter.__bases__[0]

app = typer.Typer(
    name="labvault",
    cls=Grouped,
    help="Back up research databases, prove that the backups restore, and get data back.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# Options of all commands, as they are typed.
BEFORE_COMMANDS = {
    "--json": "--json",
    "--profile": "--profile DIR",
    "--workspace": "--workspace NAME",
}
WITHOUT_COMMAND = """\
labvault has no display to open its window on. Start with one of these commands:
  labvault demo                 see it all with a sample laboratory
  labvault repository create    make an encrypted repository
  labvault target add           name a database to protect
  labvault backup TARGET        take a snapshot
  labvault restore SNAPSHOT     get data back
  labvault --help               all commands"""


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"labvault {__version__}\n")
        raise typer.Exit()


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    profile: Annotated[
        Path | None, typer.Option(help="Folder with catalog, settings and logs.", metavar="DIR")
    ] = None,
    workspace_name: Annotated[
        str | None,
        typer.Option("--workspace", help="The lab group whose things are meant.", metavar="NAME"),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on stdout, progress on stderr.")
    ] = False,
    in_tray: Annotated[
        bool, typer.Option("--in-tray", help="Without a command: only in the tray at first.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> Answer | None:
    settings: Settings = context.obj
    chosen = profile or settings.profile or _default_profile(context.invoked_subcommand)
    context.obj = Desk(settings, chosen.expanduser().absolute(), as_json, workspace_name)
    if context.invoked_subcommand is not None:
        return None
    if as_json:
        raise typer.BadParameter("--json wants a command")
    if settings.has_display:
        from desktop_app.window import show_window

        raise typer.Exit(show_window(context.obj, hidden=in_tray))
    sys.stderr.write(WITHOUT_COMMAND + "\n")
    raise typer.Exit(answer.USAGE)


def _default_profile(command: str | None) -> Path:
    """The demo plays in a profile of its own."""
    return default_profile() / "demo" if command == "demo" else default_profile()


def run(arguments: Sequence[str], settings: Settings) -> int:
    """Carry out one command line; returns the exit code. Prints all that is to be seen. To be
    called in the main thread; signals are handled until the process ends, which they hurry then."""
    # A failure may come before the options are parsed, and is then told in the form asked for.
    as_json = "--json" in arguments
    ending.begin(as_json=as_json)
    interrupts.interrupt_once()
    code = _told(arguments, settings, as_json)
    interrupts.tell_in_peace()  # also where there was nothing to tell
    ending.code = code
    return code


def _told(arguments: Sequence[str], settings: Settings, as_json: bool) -> int:
    try:
        code = _carry_out(arguments, settings, as_json)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever read our output has had enough
        streams.give_up_stdout()
        return answer.ENVIRONMENT
    except StdoutFailed as error:
        streams.give_up_stdout()
        return _fail(wording.sentence(error), answer.ENVIRONMENT, as_json=False)


def _carry_out(arguments: Sequence[str], settings: Settings, as_json: bool) -> int:
    try:
        given = typer.main.get_command(app).main(
            list(arguments), prog_name="labvault", standalone_mode=False, obj=settings
        )
        if isinstance(given, Answer):
            return _print(given, as_json)
        if given == answer.CANCELLED:  # so typer tells of Ctrl-C, without a word
            return _fail(answer.STOPPED, answer.CANCELLED, as_json)
        return int(given or 0)
    except UsageError as error:
        return _fail(_usage(error), answer.USAGE, as_json)
    except (KeyboardInterrupt, typer.Abort):
        return _fail(answer.STOPPED, answer.CANCELLED, as_json)
    except (BrokenPipeError, StdoutFailed):
        raise
    except LabVaultError as error:
        if isinstance(error, Bug):
            return _fail_by_bug(error, arguments, settings, as_json)
        return _fail(wording.sentence(error), wording.exit_code(error), as_json)
    except Exception as error:  # noqa: BLE001 (the last one to catch it; it is logged whole)
        if _is_of_a_stop(error):
            return _fail(answer.STOPPED, answer.CANCELLED, as_json)
        return _fail_by_bug(error, arguments, settings, as_json)


def _is_of_a_stop(error: BaseException) -> bool:
    """Whether it came of Ctrl-C in a place that makes something else of it."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, KeyboardInterrupt):
        seen = seen.__cause__ or seen.__context__
    return seen is not None


def _usage(error: Any) -> str:
    """What is wrong with the command line, and where the right one is explained."""
    command = error.ctx.command_path if error.ctx else "labvault"
    option = getattr(error, "option_name", None)
    if option in BEFORE_COMMANDS:
        first, _, rest = command.partition(" ")
        form = f"{first} {BEFORE_COMMANDS[option]} {rest} …"
        return f"No such option: {option}: it stands before the command. Type `{form}`."
    return f"{shown(error.format_message()).rstrip('.')}. Look at `{command} --help`."


def _print(given: Answer, as_json: bool) -> int:
    text = json.dumps(given.whole_document(), ensure_ascii=False) if as_json else given.text
    interrupts.tell_in_peace()
    sys.stdout.write(text + "\n" if text else "")
    sys.stdout.flush()
    for fault in given.faults:
        sys.stderr.write(f"labvault: {wording.sentence(fault)}\n")
    return max([given.code, *map(wording.exit_code, given.faults)])


def _fail(words: str, code: int, as_json: bool) -> int:
    interrupts.tell_in_peace()
    sys.stderr.write(f"labvault: {words}\n")
    if as_json:
        sys.stdout.write(answer.failure(words, code) + "\n")
        sys.stdout.flush()
    return code


def _fail_by_bug(
    error: Exception, arguments: Sequence[str], settings: Settings, as_json: bool
) -> int:
    log = log_fault(error, _profile(arguments, settings), settings.secrets())
    words = (
        f"This is a fault of LabVault: {type(error).__name__}. "
        f"Please report it with the file {shown(str(log))}."
    )
    return _fail(words, answer.BUG, as_json)


def _profile(arguments: Sequence[str], settings: Settings) -> Path:
    """Where the log goes, also when a fault came before the options were parsed."""
    for before, after in pairwise(arguments):
        if before == "--profile":
            return Path(after)
    return settings.profile or default_profile()
