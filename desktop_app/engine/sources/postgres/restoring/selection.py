"""Which definitions a selection of tables needs, and which can come along.

Kept is every definition that can be made without the tables that were not selected, and without
the extensions that the server lacks. So types, functions and other extensions all come; a view
comes when all its tables do; a foreign key when both its ends do. A materialized view that asks for
a table by a function comes without it, and is then not filled. What works on the whole database
(event triggers, publications, subscriptions) and foreign tables stay away.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.postgres.archives.contents import Archive, Entry
from desktop_app.engine.sources.postgres.archives.statements import split

TABLES = ("TABLE", "FOREIGN TABLE")
# What belongs to one table, whose name its own begins with; and what else may be missed of one.
OF_A_TABLE = (
    "CONSTRAINT",
    "FK CONSTRAINT",
    "CHECK CONSTRAINT",
    "DEFAULT",
    "TRIGGER",
    "RULE",
    "POLICY",
)
NEAR_A_TABLE = ("VIEW", "MATERIALIZED VIEW", "FUNCTION", "INDEX", "STATISTICS")
OF_THE_WHOLE = (
    "EVENT TRIGGER",
    "PUBLICATION",
    "PUBLICATION TABLE",
    "PUBLICATION TABLES IN SCHEMA",
    "SUBSCRIPTION",
    "SUBSCRIPTION TABLE",
)

Name = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Selected:
    """The archive of a selection, and remarks on what had to stay away or come without rows.
    ``unmet``: extensions that the server lacks and a selected table cannot do without."""

    archive: Archive
    remarks: tuple[Remark, ...]
    unmet: frozenset[str]


def select(
    archive: Archive, tables: Collection[tuple[str, str]], lacking: Collection[str] = ()
) -> Selected:
    """The archive with what belongs to ``tables`` (schema and name). ``lacking``: extensions that
    cannot be made."""
    contents = _Contents(archive, lacking)
    named = {(archive.encoded(schema), archive.encoded(table)) for schema, table in tables}
    chosen = {n for n, e in contents.entries.items() if e.kind in TABLES and _name(e) in named}
    needed = contents.needed(chosen)
    away = {
        number
        for number, entry in contents.entries.items()
        if entry.kind in OF_THE_WHOLE or (entry.kind in TABLES and number not in needed)
    } | contents.unmade()
    away = contents.with_followers(away) - needed
    while more := contents.half_left(away) - away - needed:
        away = contents.with_followers(away | more) - needed
    kept = [entry for entry in archive.entries if entry.number not in away]
    bare = needed - chosen - contents.parents
    unmet = contents.lacking & needed
    if contents.lacking and contents.excludes_on(needed):
        unmet = contents.lacking
    return Selected(
        archive.with_entries(kept),
        tuple(contents.remarks(bare, away)),
        frozenset(archive.text(contents.entries[number].tag) for number in unmet),
    )


def _name(entry: Entry) -> Name:
    return entry.schema or b"", entry.tag or b""


class _Contents:
    """A table of contents with its ways from entry to entry."""

    def __init__(self, archive: Archive, lacking: Collection[str]) -> None:
        self._archive = archive
        self.lacking = {
            entry.number
            for entry in archive.entries
            if entry.kind == "EXTENSION" and archive.text(entry.tag) in lacking
        }
        self.entries = {entry.number: entry for entry in archive.entries}
        self._followers: dict[int, set[int]] = defaultdict(set)
        self._attached: dict[int, set[int]] = defaultdict(set)
        self._owned: dict[int, Name] = {}
        for entry in self.entries.values():
            for number in entry.needs:
                self._followers[number].add(entry.number)
            if entry.kind == "TABLE ATTACH":
                self._note_attachment(entry)
            if entry.kind == "SEQUENCE OWNED BY":
                self._owned |= dict.fromkeys(entry.needs, self._owner_of(entry))
        self.parents = {parent for parents in self._attached.values() for parent in parents}

    def _note_attachment(self, entry: Entry) -> None:
        """It needs two tables: the partition, whose name it bears, and the partitioned one."""
        tables = [self.entries[number] for number in entry.needs if number in self.entries]
        for partition in (table for table in tables if _name(table) == _name(entry)):
            self._attached[partition.number] |= {
                table.number for table in tables if table is not partition
            }

    def unmade(self) -> set[int]:
        """Extensions that the server lacks, and positions of sequences that extensions make: those
        do not tell which one makes them, so all of them where one is lacking."""
        if not self.lacking:
            return set()
        return self.lacking | {
            number
            for number, entry in self.entries.items()
            if entry.kind == "SEQUENCE SET" and not self.entries.keys() & set(entry.needs)
        }

    def excludes_on(self, tables: Collection[int]) -> bool:
        """Whether one of the tables has an exclusion constraint. Such an entry does not tell what
        it needs besides the table, which mostly is an extension."""
        return any(
            statement.last("EXCLUDE") is not None
            for entry in self.entries.values()
            if entry.kind == "CONSTRAINT" and not set(entry.needs).isdisjoint(tables)
            for statement in split(self._archive.text(entry.definition))
        )

    def needed(self, chosen: Iterable[int]) -> set[int]:
        """The chosen entries, what they need, and the partitioned tables they are attached to."""
        found: set[int] = set()
        ahead = deque(chosen)
        while ahead:
            number = ahead.popleft()
            if number in self.entries and number not in found:
                found.add(number)
                ahead.extend(self.entries[number].needs)
                ahead.extend(self._attached[number])
        return found

    def with_followers(self, numbers: Iterable[int]) -> set[int]:
        """With all that needs something of it, directly or not."""
        found: set[int] = set()
        ahead = deque(numbers)
        while ahead:
            number = ahead.popleft()
            if number not in found:
                found.add(number)
                ahead.extend(self._followers[number])
        return found

    def half_left(self, away: Collection[int]) -> set[int]:
        """Sequences whose column does not come, and views whose query does not.

        A view in a circle of definitions is first made empty; a rule brings its query.
        """
        names = {_name(self.entries[n]) for n in away if self.entries[n].kind in TABLES}
        found = {sequence for sequence, table in self._owned.items() if table in names}
        for entry in (self.entries[number] for number in away):
            if entry.kind == "RULE" and (entry.tag or b"").endswith(b" _RETURN"):
                found |= {n for n in entry.needs if _is_view_of(self.entries.get(n), entry)}
        return found

    def remarks(self, bare: Collection[int], away: Collection[int]) -> Iterator[Remark]:
        for entry in (self.entries[number] for number in sorted(bare)):
            if entry.kind == "TABLE":
                what = "is made without its rows: a selected table needs it"
                yield Remark(self._shown(entry), what)
        for entry in (self.entries[number] for number in sorted(self.unmade() & set(away))):
            if entry.number in self.lacking:
                yield Remark(
                    f"extension {self._archive.text(entry.tag)}",
                    "is left out, for the server lacks it and no selected table needs it",
                )
            else:
                yield Remark(
                    self._shown(entry),
                    "its position is left out, for an extension makes it and the server lacks one",
                )
        tables = {n for n, e in self.entries.items() if e.kind in TABLES and n not in away}
        impossible = self.with_followers(self.lacking)
        for entry in (self.entries[number] for number in sorted(away)):
            if self._is_missed(entry, tables):
                lacks = "an extension that the server lacks"
                why = lacks if entry.number in impossible else "what was not selected"
                kind = entry.kind.lower().replace("fk", "foreign key")
                yield Remark(self._shown(entry), f"{kind} left out: it needs {why}")

    def _is_missed(self, entry: Entry, tables: Collection[int]) -> bool:
        """Whether the entry says something of a table that comes."""
        near = [self.entries[number] for number in entry.needs if number in tables]
        if entry.kind in OF_A_TABLE:
            return any((entry.tag or b"").startswith((table.tag or b"") + b" ") for table in near)
        return entry.kind in NEAR_A_TABLE and bool(near)

    def _shown(self, entry: Entry) -> str:
        return f"{self._archive.text(entry.schema)}.{self._archive.text(entry.tag)}"

    def _owner_of(self, entry: Entry) -> Name:
        """The table in ``ALTER SEQUENCE schema.sequence OWNED BY schema.table.column``."""
        for statement in split(self._archive.text(entry.definition)):
            at = statement.last("BY")
            words = [word.value for word in statement.words[(at or 0) + 1 :] if word.value != "."]
            if at and len(words) == 3:
                return self._archive.encoded(words[0]), self._archive.encoded(words[1])
        return b"", b""


def _is_view_of(entry: Entry | None, rule: Entry) -> bool:
    if entry is None or entry.kind not in ("VIEW", "MATERIALIZED VIEW"):
        return False
    return rule.tag == (entry.tag or b"") + b" _RETURN" and rule.schema == entry.schema
