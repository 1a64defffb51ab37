"""What people call a table, and which tables they mean by it. Pure.

A server puts a part of a name in quotes where it must, people where they like:
``public."miceWeights"``, ``public.miceWeights`` and ``"public"."miceWeights"`` are one table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

# As PostgreSQL's quote_identifier writes it: bare only what needs no quotes.
PART = re.compile(r'"(?:[^"]|"")+"|[a-z_][a-z0-9_]*')
WHOLE = re.compile(rf"(?:{PART.pattern})(?:\.(?:{PART.pattern}))*")


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name that a server quoted; what is not written so is one part.

    >>> parts_of('public."ta""ble.x"'), parts_of("mice 2")
    (('public', 'ta"ble.x'), ('mice 2',))
    """
    if not WHOLE.fullmatch(name):
        return (name,)
    return tuple(
        part[1:-1].replace('""', '"') if part.startswith('"') else part
        for part in PART.findall(name)
    )


def spellings(name: str, parts: Sequence[str] = ()) -> frozenset[str]:
    """A table's name as the server quotes it where it must, without quotes, and all in quotes.
    ``parts`` are those of the name, where they are known already.

    >>> sorted(spellings('public."Mice"'))
    ['"public"."Mice"', 'public."Mice"', 'public.Mice']
    """
    parts = parts or parts_of(name)
    quoted = ('"' + part.replace('"', '""') + '"' for part in parts)
    return frozenset({name, ".".join(parts), ".".join(quoted)})


class TableNames:
    """Names of tables with all their spellings, ``spelled``. ``parents`` tells of partitions which
    partitioned table each is directly of; that one means all its partitions."""

    def __init__(
        self, spelled: Mapping[str, Collection[str]], parents: Mapping[str, str] | None = None
    ) -> None:
        self._spelled = spelled
        self._partitions: dict[str, set[str]] = defaultdict(set)
        self._exact: dict[str, set[str]] = defaultdict(set)
        for name, all_of in spelled.items():
            for above in _ancestors(name, parents or {}):
                self._partitions[above].add(name)
            for each in all_of:
                self._exact[each].add(name)
        for name, partitions in self._partitions.items():
            for each in spellings(name):
                self._exact[each] |= partitions

    def called(self, name: str) -> set[str]:
        """What is called that letter by letter."""
        return set(self._exact.get(name, ()))

    def meant(self, pattern: str) -> set[str]:
        """The names that a pattern means. What is a table's name letter by letter means that one
        alone. A schema's name means the tables that lie in it, be they partitions of what lies
        elsewhere, and no partitions that lie elsewhere."""
        if called := self.called(pattern):
            return called
        found = {
            n for n, all_of in self._spelled.items() if any(matches(s, pattern) for s in all_of)
        }
        for name, partitions in self._partitions.items():
            if any(fnmatchcase(each, pattern) for each in spellings(name)):
                found |= partitions
        return found


def _ancestors(name: str, parents: Mapping[str, str]) -> Iterator[str]:
    above: set[str] = set()
    # No server has a circle of them; whoever made up a snapshot may.
    while (name := parents.get(name, "")) and name not in above:
        above.add(name)
        yield name


def matches(name: str, pattern: str) -> bool:
    """Whether a table's name is meant by a pattern.

    >>> matches("lab.mixture", "lab.*"), matches("lab.mixture", "lab"), matches("a.b", "b")
    (True, True, False)
    """
    return name == pattern or fnmatchcase(name, pattern) or name.startswith(f"{pattern}.")
