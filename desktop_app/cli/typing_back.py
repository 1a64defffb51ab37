"""Proof that the recovery key is on paper: some of its groups are typed back, or all of it."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import typer

from desktop_app.cli.desk import Desk
from desktop_app.cli.wording import sentence
from desktop_app.credentials import Credentials, Terminal
from desktop_app.engine.errors import MistypedKey

if TYPE_CHECKING:
    from desktop_app.engine.repository.keys import RecoveryKey, Slot

T = TypeVar("T")

GROUPS_ASKED = 3
TRIES = 3
# Clears the screen and what was scrolled off it (ECMA-48, and xterm's 3J).
FORGET_SCREEN = "\x1b[H\x1b[2J\x1b[3J"

ADVICE = """\
Recovery key, shown this once:

    {key}

Print it or write it down, and keep it away from this computer. It opens the repository
when the passphrase is lost, on any machine. LabVault keeps no copy of it."""

HOW_TO_CONFIRM = """
It is not confirmed yet that the key is on paper. Type it back once with
`labvault repository check-key {name}`."""


def somebody_is_there(desk: Desk) -> bool:
    """Whether questions can be asked beyond secrets: not in a script, which gives its
    passphrase in the environment or wants JSON."""
    return sys.stdin.isatty() and not desk.json and not desk.settings.passphrase


def show_and_ask_back(recovery_key: str, name: str) -> bool:
    """Show a new key, take it off the screen again, and ask for three of its groups."""
    _tell(ADVICE.format(key=recovery_key))
    typer.prompt("\nPress Enter when it is on paper", "", show_default=False, err=True)
    if sys.stderr.isatty():
        sys.stderr.write(FORGET_SCREEN)
    return ask_back(recovery_key, name)


def ask_back(recovery_key: str, name: str) -> bool:
    """Ask for three groups; whether each was right at the third try at the latest."""
    from desktop_app.engine.repository.recovery_key import GROUPS, as_typed

    groups = recovery_key.split("-")
    _tell(f"Now type {GROUPS_ASKED} groups of it, from the paper.")
    chosen = sorted(random.SystemRandom().sample(range(GROUPS), GROUPS_ASKED))
    return all(
        any(as_typed(_ask_group(at, name)) == groups[at] for _ in range(TRIES)) for at in chosen
    )


def ask_whole(credentials: Credentials, url: str, use: Callable[[RecoveryKey], T]) -> T:
    """Ask for the recovery key, and again when a group has a slip. Raises what ``use`` raises."""
    for left in reversed(range(TRIES)):
        try:
            return use(credentials.recovery_key(url))
        except MistypedKey as slip:
            if not left or not credentials.asks:
                raise
            _tell(sentence(slip))
    raise AssertionError


def not_alone(others: tuple[Slot, ...], name: str) -> str:
    """What to do about recovery keys that open besides the one that is on paper. ``name``: the
    repository's, as it is typed."""
    lines = [f"  ◆ another recovery key opens too, made {s.made[:10] or 'early'}." for s in others]
    lines += [f"    Revoke it with `labvault key revoke {name} {s.id}`." for s in others]
    return "".join(f"\n{line}" for line in lines)


def _ask_group(at: int, name: str) -> str:
    return Terminal().ask(f"group {at + 1} of the recovery key", name)


def _tell(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
