"""An archive's definitions, made to fit a server that lacks roles or tablespaces.

What names a missing role is left out exactly: an owner, a grant, a default grant, one name in a
policy. Everything else stays as pg_dump wrote it, and each role left out is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.postgres.archives.contents import Archive, Entry
from desktop_app.engine.sources.postgres.archives.statements import Statement, Word, split

GRANTS = ("ACL", "DEFAULT ACL")


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the server or its user cannot give: these ``roles``, all but these ``tablespaces``,
    these ``extensions``.

    ``user`` is set when it is no superuser: it can give objects to nobody else, nor grant in
    the name of others.
    """

    roles: frozenset[str]
    tablespaces: frozenset[str]
    user: str | None
    extensions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tailored:
    archive: Archive
    remarks: tuple[Remark, ...]


def tailor(archive: Archive, lacking: Lacking) -> Tailored:
    """The archive without what the server lacks, and a remark for each thing it lacks."""
    tailoring = _Tailoring(lacking, archive)
    entries = [fitted for entry in archive.entries if (fitted := tailoring.fit(entry))]
    left = {entry.number for entry in archive.entries} - {entry.number for entry in entries}
    # Comments on what was left out have nothing to stand on.
    entries = [e for e in entries if e.kind != "COMMENT" or not left.intersection(e.needs)]
    return Tailored(archive.with_entries(entries), tuple(tailoring.remarks()))


class _Tailoring:
    """Fits entries one by one and counts, for each role, what was left out."""

    def __init__(self, lacking: Lacking, archive: Archive) -> None:
        self._lacking, self._archive = lacking, archive
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._moved: Counter[str] = Counter()

    def fit(self, entry: Entry) -> Entry | None:
        """The entry as it can be restored, or None."""
        entry = self._place(self._own(entry))
        if entry.kind in GRANTS:
            return self._rewrite(entry, self._grants)
        if entry.kind == "POLICY":
            return self._rewrite(entry, self._policy)
        if entry.kind == "USER MAPPING":
            return self._rewrite(entry, self._mapping)
        return entry

    def remarks(self) -> Iterator[Remark]:
        for role, counts in sorted(self._counts.items()):
            what = ", ".join(f"{count} {thing}" for thing, count in sorted(counts.items()))
            yield Remark(f"role {role}", f"is not on this server; left out: {what}")
        for name, count in sorted(self._moved.items()):
            what = f"is not on this server; {count} objects are in the default tablespace"
            yield Remark(f"tablespace {name}", what)
        if self._lacking.user:
            what = f"are all given to {self._lacking.user}, who is no superuser"
            yield Remark("owners", what)

    def _own(self, entry: Entry) -> Entry:
        owner = self._archive.text(entry.owner)
        if owner not in self._lacking.roles:
            return entry
        if entry.kind not in (*GRANTS, "COMMENT") and entry.drop:
            self._counts[owner]["owner"] += 1
        return replace(entry, owner=b"")

    def _place(self, entry: Entry) -> Entry:
        tablespace = self._archive.text(entry.tablespace)
        if not tablespace or tablespace in self._lacking.tablespaces:
            return entry
        self._moved[tablespace] += 1
        return replace(entry, tablespace=b"")

    def _rewrite(
        self, entry: Entry, change: Callable[[Iterable[Statement]], Iterator[str]]
    ) -> Entry | None:
        before = list(split(self._archive.text(entry.definition)))
        after = list(change(before))
        if after == [statement.text for statement in before]:
            return entry
        if not after:
            return None
        text = "\n".join([*after, ""])
        return replace(entry, definition=self._archive.encoded(text))

    def _grants(self, statements: Iterable[Statement]) -> Iterator[str]:
        """Without grants to or by missing roles; a grantor's are framed by SET SESSION … RESET."""
        skipping = False
        for statement in statements:
            if statement.begins("SET", "SESSION", "AUTHORIZATION"):
                skipping = self._cannot_be(statement.words[3])
            if not skipping and not self._names_missing(statement):
                yield statement.text
            if statement.begins("RESET", "SESSION", "AUTHORIZATION"):
                skipping = False

    def _cannot_be(self, word: Word) -> bool:
        role = word.value.removeprefix("'").removesuffix("'")
        if role in self._lacking.roles:
            self._counts[role]["grantor"] += 1
            return True
        return self._lacking.user not in (None, role)

    def _names_missing(self, statement: Statement) -> bool:
        words = statement.words
        if statement.begins("ALTER", "DEFAULT", "PRIVILEGES", "FOR", "ROLE"):
            if words[5].value in self._lacking.roles:
                self._counts[words[5].value]["default grant"] += 1
                return True
            if self._lacking.user not in (None, words[5].value):
                return True
        at = statement.last("TO", "FROM")
        if at is None or words[at + 1].value not in self._lacking.roles:
            return False
        self._counts[words[at + 1].value]["grant"] += 1
        return True

    def _policy(self, statements: Iterable[Statement]) -> Iterator[str]:
        """With the roles that are there; a policy of missing roles only concerns nobody."""
        for statement in statements:
            roles = _policy_roles(statement)
            kept = [word for word in roles if word.value not in self._lacking.roles]
            for word in roles:
                if word not in kept:
                    self._counts[word.value]["policy"] += 1
            text = statement.text
            if len(kept) == len(roles):
                yield text
            elif kept:
                names = ", ".join(text[word.start : word.end] for word in kept)
                yield text[: roles[0].start] + names + text[roles[-1].end :]

    def _mapping(self, statements: Iterable[Statement]) -> Iterator[str]:
        for statement in statements:
            if statement.words[4].value in self._lacking.roles:
                self._counts[statement.words[4].value]["user mapping"] += 1
            else:
                yield statement.text


def _policy_roles(statement: Statement) -> Sequence[Word]:
    """The names after TO in CREATE POLICY name ON table [AS …] [FOR …] [TO …] [USING …]."""
    if not statement.begins("CREATE", "POLICY"):
        return ()
    words = statement.words
    to = next((at for at, w in enumerate(words) if w.plain and w.value == "TO"), None)
    ends = (at for at, w in enumerate(words) if w.plain and w.value in ("USING", "WITH"))
    end = next(ends, len(words))
    if to is None or to > end:
        return ()
    return [word for word in words[to + 1 : end] if word.value != ","]
