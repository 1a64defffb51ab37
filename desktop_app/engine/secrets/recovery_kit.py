"""The recovery kit: one page with which somebody gets the data back on a new computer.

What it says stands here, for plain text and for print; ``recovery_page`` draws it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import datetime
from textwrap import fill

from desktop_app import __version__
from desktop_app.engine.dataclass import dataclass
from desktop_app.plain_text import shown

WIDTH = 76  # columns of the plain text
GROUPS_IN_A_LINE = 4


@dataclass(frozen=True, slots=True)
class RecoveryKit:
    """``slot`` is the id of the key slot that the key opens; ``key_made`` when that was made, or
    None where nobody knows; ``printed`` is now. ``repr`` hides the key."""

    repository: str
    repository_id: str
    addresses: tuple[str, ...]
    recovery_key: str = field(repr=False)
    slot: str
    printed: datetime
    host: str
    key_made: datetime | None = None

    @property
    def groups(self) -> tuple[str, ...]:
        """The key's eight groups of five characters."""
        return tuple(self.recovery_key.split("-"))


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, and the lines to type, if any."""

    what: str
    typed: tuple[str, ...] = ()


PURPOSE = (
    "With this page anyone can read the backups, and without it or the passphrase nobody can. "
    "Keep it where strangers do not come and a fire in the laboratory does not reach, and not "
    "beside the computer or the drive. LabVault keeps no copy of the key."
)
HOW_TO_TYPE = (
    "Case, blanks and hyphens do not matter. The letters I, L, O and U do not occur: what looks "
    "like them is 1 or 0. The last character of each group checks the group, so LabVault tells "
    "in which one a slip is."
)
CODE = "The square is the same key, for a camera."
ESCAPED = (
    "What begins with a backslash stands for a character that this page cannot show: print the "
    "kit as plain text (.txt) too."
)
BELONGS = "If the page was lost or seen by others, print a new one: the old key is revoked then."


def facts(kit: RecoveryKit) -> Iterator[tuple[str, str]]:
    """What the key is for, by name."""
    yield "Repository", shown(kit.repository)
    for address in kit.addresses:
        yield "Address", shown(address)
    yield "Repository id", kit.repository_id
    made = f", made {_day(kit.key_made)}" if kit.key_made else ""
    yield "Key slot", f"{kit.slot}{made}"
    yield "Printed", f"{_day(kit.printed)} on {shown(kit.host)}, by LabVault {__version__}"


def steps(kit: RecoveryKit) -> Iterator[Step]:
    """How to get the data back on a computer that knows nothing of it."""
    yield Step("Take any computer, and install LabVault on it, this version or a newer one.")
    yield Step(_how_to_reach(kit))
    yield Step(
        "In a terminal, open the repository. LabVault asks for the recovery key: type the "
        "eight groups above.",
        tuple(
            f"labvault repository open rescue --recovery-key {_quoted(address)}"
            for address in kit.addresses
        ),
    )
    yield Step(
        "Look at what there is. TARGET stands for the name of what was backed up.",
        ("labvault snapshots", "labvault show latest:TARGET"),
    )
    yield Step(
        "Restore into a new place; nothing that is there is overwritten, and everything is "
        "compared with what was backed up. For a database on a server of yours:",
        ("labvault restore latest:TARGET --to postgresql://user@host/newname",),
    )
    yield Step(
        "Choose a new passphrase for daily work.",
        ("labvault repository change-passphrase rescue --recovery-key",),
    )


WITHOUT = Step(
    "If LabVault cannot be had: the repository's file RECOVERY.txt explains how to get the data "
    "back without it, and is itself the program that does so. It needs Python and this key.",
)


def as_text(kit: RecoveryKit) -> str:
    """The page as plain text, at most 76 columns wide but for addresses."""
    lines = ["LABVAULT RECOVERY KIT", "=" * WIDTH, "", fill(PURPOSE, WIDTH), "", "RECOVERY KEY", ""]
    for at in range(0, len(kit.groups), GROUPS_IN_A_LINE):
        row = kit.groups[at : at + GROUPS_IN_A_LINE]
        lines.append("    " + "   ".join(f"{n}: {g}" for n, g in enumerate(row, at + 1)))
    lines += ["", f"    {kit.recovery_key}", "", fill(HOW_TO_TYPE, WIDTH), "", "WHAT IT OPENS", ""]
    lines += [f"    {name + ':':<15} {value}" for name, value in facts(kit)]
    lines += ["", "HOW TO GET THE DATA BACK ON A NEW COMPUTER", ""]
    for number, step in enumerate(steps(kit), 1):
        lines.append(fill(step.what, WIDTH, initial_indent=f"{number}. ", subsequent_indent="   "))
        lines += [f"       {line}" for line in step.typed] + [""]
    lines += [fill(WITHOUT.what, WIDTH), "", fill(BELONGS, WIDTH), ""]
    return "\n".join(lines)


def _how_to_reach(kit: RecoveryKit) -> str:
    if any(address.lower().startswith("s3://") for address in kit.addresses):
        return (
            "Have the access key id and the secret access key of the object store at hand. They "
            "are not on this page; who runs the store can give new ones."
        )
    return (
        "Plug in the drive, or connect the network share, that holds the repository. On another "
        "computer its folder may have another name than the address above: use that one then."
    )


def _quoted(address: str) -> str:
    """For bash, zsh and PowerShell alike."""
    plain = shown(address)
    return plain if plain.replace("/", "").replace("-", "").isalnum() else f'"{plain}"'


def _day(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d}"
