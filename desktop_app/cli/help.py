"""The commands in groups, in the order in which a technician needs them, as ``labvault --help``
shows them. A command's module is loaded when the command is called, or the help is: thirty of
them would be a tenth of a second of every call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from importlib import import_module
from typing import Any, cast

import typer.core

from desktop_app.cli.numbers import keep_within_reason

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Back up and restore": ("backup", "restore", "kept", "export"),
    "Look and compare": (
        "status",
        "fleet",
        "snapshots",
        "show",
        "scan",
        "search",
        "compare",
        "label",
    ),
    "Prove": ("verify", "drill", "demo"),
    "Run by itself": ("schedule", "agent", "jobs", "notify"),
    "Set up": ("repository", "target", "server", "settings", "workspace", "catalog"),
    "Keep and let go": ("retention", "trash", "prune"),
    "Keys and roles": ("key", "roles", "audit"),
    "Take over": ("import",),
}
# A command is the function or the group ``app`` of the module with its name, but for these.
MODULES: Mapping[str, str] = {
    "show": "snapshots",
    "settings": "settings_command",
    "import": "import_",
}


@cache
def load(name: str) -> Any:
    """A command by its name, from its module; made once. Raises :class:`ImportError` where there
    is none."""
    module = import_module(f"desktop_app.cli.{MODULES.get(name, name)}")
    one = typer.Typer(rich_markup_mode=None)
    if hasattr(module, "app"):
        one.add_typer(module.app, name=name)
    else:
        one.command(name)(getattr(module, name))
    command = typer.main.get_group(one).commands[name]
    keep_within_reason(command)
    return command


class Commands(Mapping[str, Any]):
    """All commands by their names, each loaded when it is first looked at."""

    def __iter__(self) -> Iterator[str]:
        return (name for names in GROUPS.values() for name in names)

    def __len__(self) -> int:
        return sum(map(len, GROUPS.values()))

    def __contains__(self, name: object) -> bool:
        return any(name in names for names in GROUPS.values())

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            raise KeyError(name)
        return load(name)


class Grouped(typer.core.TyperGroup):
    """The root command, with its commands under headings instead of in one list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = cast(MutableMapping[str, Any], Commands())  # nobody adds to it

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands; called by click. One line each, all texts in one column."""
        width = max(map(len, self.commands))
        for heading, names in GROUPS.items():
            there = [(name, self.commands[name]) for name in names]
            rows = [
                (name.ljust(width), command.get_short_help_str(formatter.width - width - 4))
                for name, command in there
                if not command.hidden
            ]
            with formatter.section(heading):
                formatter.write_dl(rows)
