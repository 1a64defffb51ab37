"""What a kind's step wants to be protected, where each target is one address with its options."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.targets.protection import protect
from desktop_app.engine.workspace import Workspace
from desktop_app.gui import commands, text
from desktop_app.gui.text import shown
from desktop_app.gui.wizards.protect.choice import Terms
from desktop_app.plain_text import can_be_name

NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class NewTarget:
    """``name`` is wanted, and gets a number where it is taken. ``size`` in bytes, None where nobody
    knows. ``operands`` and ``flags`` are what the command line is told besides the name."""

    name: str
    url: str
    options: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    size: int | None = None
    operands: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def as_it_is(entry: TargetEntry, _repository: str, _workspace: Workspace) -> TargetEntry:
    return entry


@dataclass(frozen=True)
class NewTargets:
    """``finish`` completes an entry when the address of its repository is known. ``secrets``: see
    :class:`Addition`; not in ``repr``."""

    kind: str
    targets: tuple[NewTarget, ...]
    noun: tuple[str, str]
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    finish: Callable[[TargetEntry, str, Workspace], TargetEntry] = as_it_is

    @property
    def words(self) -> str:
        if len(self.targets) == 1:
            return shown(self.targets[0].name)
        return text.count(len(self.targets), *self.noun)

    @property
    def size(self) -> int | None:
        sizes = [each.size for each in self.targets if each.size is not None]
        return sum(sizes) if len(sizes) == len(self.targets) else None

    def commands(self, taken: Collection[str], terms: Terms) -> tuple[tuple[str, ...], ...]:
        told = []
        for each, entry in zip(self.targets, self._entries(taken, terms), strict=True):
            kept = ("--save-password",) if self.secrets else ()
            flags = (*each.flags, *kept, "--repository", entry.repository)
            told.append(commands.add_target(self.kind, entry.name, each.operands, flags))
            told += [commands.schedule(entry.name, plan.kind, plan.rule) for plan in terms.plans]
            if entry.rpo_seconds is not None:
                told.append(commands.limits(entry.name, entry.rpo_seconds, None))
            told.append(commands.back_up(entry.name))
        return tuple(told)

    def add(self, workspace: Workspace, terms: Terms) -> tuple[str, ...]:
        taken = {target.name for target in workspace.catalog.targets.list()}
        place = workspace.catalog.repositories.load(terms.repository).url
        entries = [self.finish(e, place, workspace) for e in self._entries(taken, terms)]
        protect(workspace, entries, terms.plans, self.secrets, terms.now)
        return tuple(entry.name for entry in entries)

    def _entries(self, taken: Collection[str], terms: Terms) -> list[TargetEntry]:
        used = set(taken)
        found = []
        for each in self.targets:
            name = free_name(each.name, used)
            used.add(name)
            found.append(
                TargetEntry(
                    name,
                    self.kind,
                    each.url,
                    terms.repository,
                    bool(self.secrets),
                    options=dict(each.options),
                    rpo_seconds=terms.rpo_seconds,
                )
            )
        return found


def free_name(wanted: str, used: Iterable[str]) -> str:
    """
    >>> free_name("films", {"films"}), free_name("-x", ())
    ('films-2', 'target')
    """
    taken, base, number = set(used), wanted if can_be_name(wanted) else "target", 1
    name = base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
