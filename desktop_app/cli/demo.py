"""``labvault demo``: the whole story on a sample laboratory, in half a minute."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import textwrap
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.text import duration, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.cli.demo_story import Step

WIDEST_TITLE = 28
NUMBER_AND_UNIT = re.compile(r"(\d) (\w)")
LOOK_AROUND = """\
Everything is kept in {profile}. Look around:
  export LABVAULT_PROFILE={quoted} LABVAULT_PASSPHRASE={passphrase}
  {command} snapshots
  {command} show latest:{target}
  {command} show latest:{target} lab.molecules"""


def demo(
    context: typer.Context,
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Open no window afterwards. So far none is opened.")
    ] = False,
) -> Answer:
    """See it all with a sample laboratory. Back up, compare, verify, damage, restore."""
    from desktop_app.cli.demo_story import step_of
    from desktop_app.demo.laboratory import Laboratory
    from desktop_app.demo.names import PASSPHRASE
    from desktop_app.demo.story import Story

    desk = desk_of(context)
    # The sample's passphrase is public; one from the environment is for something else.
    settings = replace(desk.settings, passphrase=PASSPHRASE, recovery_key=None)
    desk = replace(desk, settings=settings)
    since = time.monotonic()
    steps: list[Step] = []
    with desk.workspace() as workspace, desk.narrating() as (meter, view):
        for event in Story(workspace, Laboratory(desk.profile), meter).tell():
            step = step_of(event)
            steps.append(step)
            view.note(_lines(step))
    return _answer(desk, steps, time.monotonic() - since)


def _lines(step: Step) -> str:
    """The step in columns that fit the terminal."""
    head = f"{'✓' if step.ok else '▲'} {step.title:<{WIDEST_TITLE}}  "
    room = min(shutil.get_terminal_size().columns, 120)
    return textwrap.fill(
        NUMBER_AND_UNIT.sub("\\1\u00a0\\2", step.result),  # no line ends between the two
        width=room,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _answer(desk: Desk, steps: Sequence[Step], seconds: float) -> Answer:
    from desktop_app.demo.names import PASSPHRASE, TARGET

    ok = all(step.ok for step in steps)
    document = {
        "grade": "ok" if ok else "failed",
        "profile": str(desk.profile),
        "seconds": round(seconds, 3),
        "steps": [asdict(step) for step in steps],
    }
    verdict = (
        f"All of it worked, in {duration(seconds)}: the data came back equal, and damage was seen."
        if ok
        else "Not all of it worked: see the lines marked ▲."
    )
    hint = LOOK_AROUND.format(
        profile=shown(str(desk.profile)),
        quoted=shlex.quote(str(desk.profile)),
        passphrase=PASSPHRASE,
        target=TARGET,
        command=_command(),
    )
    return Answer(document, f"\n{verdict}\n\n{hint}", OK if ok else FOUND_PROBLEM)


def _command() -> str:
    """How to call this program again from here: by name where the shell finds it."""
    if shutil.which("labvault"):
        return "labvault"
    return shlex.quote(str(Path(sys.executable).with_name("labvault")))
