"""The definitions of a database, written by the server's own dump program."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import field

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ItemFailed, ToolFailed
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.definitions import Making, is_whole, statements
from desktop_app.engine.sources.mariadb.listing import Listing
from desktop_app.engine.sources.mariadb.rights import Rights
from desktop_app.engine.sources.mariadb.tool_run import run_tool
from desktop_app.engine.sources.mariadb.tools import Tools

OPTIONS = (
    "--no-data",
    "--routines",
    "--events",
    "--triggers",
    "--add-drop-trigger",
    "--single-transaction",
    "--skip-lock-tables",
    "--no-tablespaces",
    "--skip-comments",
    "--default-character-set=utf8mb4",
    # One view that refers to what is gone must not keep all else from being written; what is
    # missing then is looked for.
    "--force",
)
OPTIONS_OF_MYSQL = ("--column-statistics=0", "--set-gtid-purged=OFF")
_COMPLAINT = re.compile(r"Couldn't execute '.*?`(?P<name>(?:[^`]|``)*)`.*?': (?P<why>.*)")
_LISTED = {
    Making.VIEW: "view",
    Making.TRIGGER: "trigger",
    Making.FUNCTION: "routine",
    Making.PROCEDURE: "routine",
    Making.PACKAGE: "routine",
    Making.EVENT: "event",
}


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the program wrote. ``undefined``: tables that it did not tell how to make."""

    dump: bytes = field(repr=False)
    undefined: frozenset[str]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Dumper:
    """The dump program for one database."""

    tools: Tools
    address: Address
    password: str | None = field(repr=False)
    settings: ClientSettings
    cancel: Cancel

    def write(self, listing: Listing, rights: Rights) -> Definitions:
        """The definitions of all that is listed. What the user may not see, or the server cannot
        tell, is remarked. Raises what :func:`run_tool` does."""
        options = OPTIONS if self.tools.is_mariadb else OPTIONS + OPTIONS_OF_MYSQL
        try:
            dump, complaints = self._run(options, check=False)
        except ToolFailed as fault:
            if not self.tools.is_mariadb and "unknown variable" in fault.reason:
                dump, complaints = self._run(OPTIONS, check=False)
            else:
                raise
        if not is_whole(dump):
            reason = complaints[0] if complaints else "it stopped before the end"
            raise ItemFailed("schema", reason)
        undefined, missing = _missing(dump, listing)
        told = {
            m["name"].replace("``", "`"): m["why"] for m in map(_COMPLAINT.search, complaints) if m
        }
        remarks = [*_remarks(missing, told), *_hidden(rights)]
        return Definitions(dump, frozenset(undefined), tuple(remarks))

    def _run(self, options: Collection[str], *, check: bool) -> tuple[bytes, list[str]]:
        arguments = [*options, "--", self.address.database]
        program = self.tools.dump
        return run_tool(
            program, arguments, self.address, self.password, self.settings, self.cancel, check=check
        )


def _missing(dump: bytes, listing: Listing) -> tuple[list[str], list[tuple[str, str]]]:
    """Tables, and kinds and names of all else, that are listed and not in the dump."""
    made: set[tuple[str, str]] = set()
    tables: set[str] = set()
    for each in statements(dump):
        if each.making is Making.TABLE and not each.drops:
            tables.add(each.name)
        # A view is made twice: first without a meaning, so that others may refer to it.
        elif each.making in _LISTED and not each.drops and not _is_placeholder(each.text):
            made.add((_LISTED[each.making], each.name))
    undefined = [table.name for table in listing.tables if table.name not in tables]
    others = [(kind, name) for kind, name, _ in listing.others if (kind, name) not in made]
    return undefined, [*(("table", name) for name in undefined), *others]


def _is_placeholder(text: bytes) -> bool:
    return b"CREATE VIEW" in text and b"DEFINER" not in text


def _remarks(missing: Collection[tuple[str, str]], told: dict[str, str]) -> Iterator[Remark]:
    for kind, name in missing:
        why = told.get(name, "the user may not see it")
        yield Remark(name, f"{kind} left out: {why}")


def _hidden(rights: Rights) -> Iterator[Remark]:
    """What the server does not even name to a user without the right."""
    for right, what in (("TRIGGER", "triggers"), ("EVENT", "events")):
        if not rights.may(right):
            yield Remark("schema", f"without {what}, if there are any: the user may not see them")
    if not rights.may_all("SELECT") and not rights.may("SHOW CREATE ROUTINE"):
        what = "without routines of others, if there are any: the user may not see them"
        yield Remark("schema", what)
