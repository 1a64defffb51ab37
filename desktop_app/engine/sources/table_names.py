"""What people call a table, and which tables they mean by it. Pure.

A server puts a part of a name in quotes where it must, people where they like:
``public."miceWeights"``, ``public.miceWeights`` and ``"public"."miceWeights"`` are one table.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatchcase

# As PostgreSQL's quote_identifier writes it: bare only what needs no quotes.
PART = re.compile(r'"(?:[^"]|"")+"|[a-z_][a-z0-9_]*')
WHOLE = re.compile(rf"(?:{PART.pattern})(?:\.(?:{PART.pattern}))*")

Spelled = Mapping[str, Collection[str]]


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


def meant(spelled: Spelled, pattern: str) -> set[str]:
    """Of names, with all their spellings, those that a pattern means. What is a table's name
    letter by letter means that one alone."""
    found = {name for name, all_of in spelled.items() if pattern in all_of}
    return found or {n for n, all_of in spelled.items() if any(matches(s, pattern) for s in all_of)}


def matches(name: str, pattern: str) -> bool:
    """Whether a table's name is meant by a pattern.

    >>> matches("lab.mixture", "lab.*"), matches("lab.mixture", "lab"), matches("a.b", "b")
    (True, True, False)
    """
    return name == pattern or fnmatchcase(name, pattern) or name.startswith(f"{pattern}.")
