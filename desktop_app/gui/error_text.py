"""Errors for people at the window: what happened, why, what to do, and the data to copy."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.engine import errors
from desktop_app.gui.text import tr
from desktop_app.plain_text import shown


@dataclass(frozen=True, slots=True)
class ErrorText:
    """``details`` are for whoever is asked for help; they hold no secret."""

    what: str
    why: str
    hint: str
    details: str

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.what}.", self.why, self.hint) if part)


WORDS: dict[type[Exception], tuple[str, str, str]] = {
    errors.UnknownName: ("This is not known here", "No {what} is called {name}.", "Look again."),
    errors.NameTaken: ("The name is taken", "There is a {what} {name} already.", "Choose another."),
    errors.BadAddress: ("The address cannot be used", "{address}: {reason}.", "Correct it."),
    errors.WrongKey: (
        "The repository stays closed",
        "The {what} does not fit.",
        "Type it again, or use the recovery key.",
    ),
    errors.Damaged: (
        "The repository is damaged",
        "{name}: {how}.",
        "Verify all snapshots to see what is lost, and use another copy if there is one.",
    ),
    errors.StorageUnreachable: (
        "The repository cannot be reached",
        "{where}: {reason}.",
        "Check that it is plugged in, mounted or online.",
    ),
    errors.NoSpace: (
        "The disk is full",
        "Nothing more fits into {where}.",
        "Free some space and try again; what was stored so far is used again.",
    ),
    errors.NoPermission: ("Access is refused", "{where} may not be used.", "Check its rights."),
    errors.NotARepository: (
        "There is no repository",
        "{where} holds none.",
        "Check the address.",
    ),
    errors.AlreadyARepository: (
        "The place is not empty",
        "No repository was made at {where}.",
        "Choose an empty folder, or open the repository that is there.",
    ),
    errors.NewerFormat: (
        "A newer LabVault made this repository",
        "{where} was left alone.",
        "Update LabVault.",
    ),
    errors.ServerUnreachable: (
        "The server cannot be reached",
        "{where}: {reason}.",
        "Check the address, and that the server runs.",
    ),
    errors.LoginRefused: (
        "The server refused the login",
        "User {user} at {where}: {reason}.",
        "Check the user and the password.",
    ),
    errors.ConnectionLost: (
        "The connection was lost",
        "{where}: {reason}.",
        "Check the server and try again.",
    ),
    errors.ToolMissing: (
        "A tool is missing",
        "{tool}, version {needed} or newer, was not found.",
        "Install the PostgreSQL client tools of that version.",
    ),
    errors.ToolTooOld: (
        "A tool is too old",
        "{tool} {found}; the server needs {needed} or newer.",
        "Install the PostgreSQL client tools of that version.",
    ),
    errors.ProfileFailed: ("The profile cannot be used", "{where}: {reason}.", "Check its rights."),
    errors.Cancelled: ("Stopped", "You asked for it.", "Nothing is half done."),
    errors.Bug: ("This is a fault of LabVault", "{what}.", "Please report it with the details."),
}
OTHER = {
    errors.BadInput: ("This cannot be done as it stands", "", "Change it and try again."),
    errors.FoundProblem: ("A problem was found", "", "Look at the details."),
    errors.EnvironmentFailed: ("Something around LabVault failed", "", "Try again later."),
}
BUG = ("This is a fault of LabVault", "", "Please report it with the details.")


def error_text(error: Exception) -> ErrorText:
    """The words for an error; for one that has none of its own, those of its branch."""
    known = WORDS | OTHER
    what, why, hint = next((known[kind] for kind in type(error).__mro__ if kind in known), BUG)
    data = {name: shown(_said(value)) for name, value in vars(error).items()}
    why = tr(why).format(**data) if why else ""
    return ErrorText(tr(what), why.replace("..", "."), tr(hint), shown(str(error)))


def _said(value: object) -> str:
    """A value of an error on one line; what the engine says in fixed words, in ours."""
    value = str(value)
    return " ".join((tr(value) if value else "").split())
