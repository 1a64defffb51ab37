"""Who may do what, and who was refused, as the settings tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.engine.catalog.entries import Deed
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.roles import NEEDED, Action, Role
from desktop_app.gui import text
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr

ACTIONS = {
    Action.BACK_UP: "Back up",
    Action.VERIFY: "Verify",
    Action.RESTORE_BESIDE: "Restore to a new place",
    Action.REMOVE_TARGET: "Remove a target",
    Action.REMOVE_SNAPSHOT: "Remove a snapshot",
    Action.REMOVE_REPOSITORY: "Remove a repository",
    Action.REMOVE_WORKSPACE: "Remove a workspace",
    Action.PRUNE: "Give space back (prune)",
    Action.CHANGE_RETENTION: "Change what is kept",
    Action.RESTORE_OVER: "Restore over what is there",
    Action.CHANGE_KEYS: "Change keys",
    Action.CHANGE_ROLES: "Change the manager's password",
    Action.CHANGE_QUOTA: "Change a quota",
}
REASONS = {
    "NotAllowed": "the password was wrong",
    "AskedTooOften": "after too many wrong passwords",
    "SecretNeeded": "nobody could be asked",
}


@dataclass(frozen=True, slots=True)
class Roles:
    """``refused``: the newest first."""

    guarded: bool
    refused: tuple[Deed, ...]


def heading(roles: Roles, workspace: str) -> tuple[str, str]:
    name = shown(workspace)
    if not roles.guarded:
        facts = tr("Everybody may do everything in {name}. A password reserves what destroys.")
        return tr("No manager's password is set"), facts.format(name=name)
    reserved = sum(role is Role.MANAGER for role in NEEDED.values())
    facts = tr("{count} actions in {name} ask for the manager's password.")
    return tr("What destroys is the manager's"), facts.format(
        count=text.number(reserved), name=name
    )


def action_columns(guarded: bool) -> tuple[Column[Action], ...]:
    return (
        Column(tr("Action"), lambda action: tr(ACTIONS[action])),
        Column(tr("Who may"), lambda action: who_may(action, guarded)),
    )


def who_may(action: Action, guarded: bool) -> str:
    only = guarded and NEEDED[action] is Role.MANAGER
    return tr("the manager") if only else tr("everybody")


def refused_columns(now: datetime) -> tuple[Column[Deed], ...]:
    return (
        Column(tr("When"), lambda deed: text.moment(deed.at, now), key=lambda deed: deed.at),
        Column(tr("Who"), lambda deed: shown(deed.who)),
        Column(tr("What"), what_was_refused),
    )


def what_was_refused(deed: Deed) -> str:
    told = str(deed.detail.get("action", deed.what))
    known = {str(action): action for action in Action}
    what = tr(ACTIONS[known[told]]) if told in known else shown(told)
    reason = str(deed.detail.get("reason", ""))
    if reason not in REASONS:
        return what
    return tr("{what}: {why}").format(what=what, why=tr(REASONS[reason]))


def refused(deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    """Those that were not allowed, the newest first."""
    return tuple(deed for deed in reversed(deeds) if not deed.allowed)
