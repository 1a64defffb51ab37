"""``labvault --help``: the commands in groups, in the order in which a technician needs them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer.core

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Back up and restore": ("backup", "restore", "kept", "export"),
    "Look and compare": ("status", "snapshots", "show", "search", "compare", "label"),
    "Prove": ("verify", "drill", "demo"),
    "Run by itself": ("schedule", "agent", "jobs", "notify"),
    "Set up": ("repository", "target", "server", "settings", "workspace", "catalog"),
    "Keep and let go": ("retention", "trash", "prune"),
    "Keys and roles": ("key", "roles", "audit"),
    "Take over": ("import",),
}
MORE = "More"


class Grouped(typer.core.TyperGroup):
    """The root command, with its commands under headings instead of in one list."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands; called by click. One line each, all texts in one column."""
        there = {name: self.commands[name] for name in self.list_commands(ctx)}
        there = {name: command for name, command in there.items() if not command.hidden}
        width = max(map(len, there), default=0)
        for heading, names in (*GROUPS.items(), (MORE, rest(there))):
            rows = [
                (name.ljust(width), there[name].get_short_help_str(formatter.width - width - 4))
                for name in names
                if name in there
            ]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


def rest(names: Mapping[str, object]) -> tuple[str, ...]:
    """The commands that no group names."""
    grouped = {name for group in GROUPS.values() for name in group}
    return tuple(name for name in names if name not in grouped)
