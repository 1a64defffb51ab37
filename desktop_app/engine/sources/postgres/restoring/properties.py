"""The properties of a database: how it is created, and what it is given when it is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Self

from psycopg import sql

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark

PROVIDERS = {"c": "libc", "i": "icu", "b": "builtin"}
PROVIDERS_SINCE, RULES_SINCE, BUILTIN_SINCE = 15, 16, 17
RIGHTS = {"C": "CREATE", "T": "TEMPORARY", "c": "CONNECT"}
GRANT = re.compile(r'(?P<to>"(?:[^"]|"")*"|[^=]*)=(?P<rights>[A-Za-z*]*)/(?P<by>.*)', re.DOTALL)

# Settings that are lists of names; each name is stored quoted for itself (GUC_LIST_QUOTE).
LISTS = {
    "local_preload_libraries",
    "search_path",
    "session_preload_libraries",
    "shared_preload_libraries",
    "temp_tablespaces",
    "unix_socket_directories",
}
LIST_ENTRY = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",\s]+))\s*(?:,|$)')


@dataclass(frozen=True, slots=True)
class Setting:
    """``role`` is None where the setting holds for all."""

    role: str | None
    name: str
    value: str

    def statement(self, database: str) -> sql.Composed:
        """ALTER … SET for a database."""
        target = sql.SQL("ALTER DATABASE {}").format(sql.Identifier(database))
        if self.role is not None:
            target = sql.SQL("ALTER ROLE {} IN DATABASE {}").format(
                sql.Identifier(self.role), sql.Identifier(database)
            )
        values = _list_entries(self.value) if self.name in LISTS else [self.value]
        return target + sql.SQL(" SET {} TO {}").format(
            sql.Identifier(self.name), sql.SQL(", ").join(map(sql.Literal, values or [""]))
        )


def _list_entries(value: str) -> list[str]:
    """The entries of a list as the server keeps it.

    >>> _list_entries('"odd schema", public, "a""b"')
    ['odd schema', 'public', 'a"b']
    """
    found = LIST_ENTRY.finditer(value)
    return [(m[1].replace('""', '"') if m[1] is not None else m[2]) for m in found]


@dataclass(frozen=True, slots=True)
class Grant:
    """Rights on a database; ``to`` is empty for everybody. Letters as in an aclitem."""

    to: str
    by: str
    rights: tuple[tuple[str, bool], ...]

    @classmethod
    def read(cls, item: str) -> Self:
        """From an aclitem.

        >>> Grant.read('"Zoo Visitor"=Tc*/owner')
        Grant(to='Zoo Visitor', by='owner', rights=(('TEMPORARY', False), ('CONNECT', True)))
        """
        match = GRANT.fullmatch(item)
        if match is None:
            raise ValueError(item)
        rights = re.findall(r"([A-Za-z])(\*?)", match["rights"])
        return cls(
            _role(match["to"]),
            _role(match["by"]),
            tuple((RIGHTS[letter], bool(star)) for letter, star in rights if letter in RIGHTS),
        )

    def statements(self, database: str) -> Iterator[sql.Composed]:
        to = sql.Identifier(self.to) if self.to else sql.SQL("PUBLIC")
        for right, may_grant in self.rights:
            grant = sql.SQL("GRANT {} ON DATABASE {} TO {}").format(
                sql.SQL(right), sql.Identifier(database), to
            )
            yield grant + sql.SQL(" WITH GRANT OPTION") if may_grant else grant


def _role(text: str) -> str:
    return text[1:-1].replace('""', '"') if text.startswith('"') else text


@dataclass(frozen=True, slots=True)
class Properties:
    """What the item *database* says. ``grants`` is None where the rights are the usual ones."""

    name: str
    server_major: int
    encoding: str
    collate: str
    ctype: str
    provider: str
    locale: str | None
    icu_rules: str | None
    owner: str
    tablespace: str
    connection_limit: int
    is_template: bool
    comment: str | None
    grants: tuple[Grant, ...] | None
    settings: tuple[Setting, ...]
    roles: frozenset[str]
    extensions: Mapping[str, str]

    @classmethod
    def read(cls, data: bytes) -> Self:
        """From the item's JSON."""
        found: dict[str, Any] = json.loads(data)
        acl = found["acl"]
        return cls(
            name=found["name"],
            server_major=int(found["server_version_num"]) // 10000,
            encoding=found["encoding"],
            collate=found["collate"],
            ctype=found["ctype"],
            provider=PROVIDERS[found["provider"]],
            locale=found["locale"],
            icu_rules=found["icu_rules"],
            owner=found["owner"],
            tablespace=found["tablespace"],
            connection_limit=found["connection_limit"],
            is_template=found["is_template"],
            comment=found["comment"],
            grants=None if acl is None else tuple(Grant.read(item) for item in acl),
            settings=tuple(_settings(found["settings"])),
            roles=frozenset(role for role in found["roles"] if not role.startswith("unknown (OID")),
            extensions={e["name"]: e["version"] for e in found["extensions"]},
        )

    def create_statement(
        self, database: str, server_major: int, tablespaces: Collection[str]
    ) -> sql.Composed:
        """CREATE DATABASE with this encoding and locale; in a tablespace only if it is there."""
        options = {
            "ENCODING": sql.Literal(self.encoding),
            "LC_COLLATE": sql.Literal(self.collate),
            "LC_CTYPE": sql.Literal(self.ctype),
        }
        if server_major >= PROVIDERS_SINCE:
            options["LOCALE_PROVIDER"] = sql.Literal(self.provider)
        if self.provider != "libc" and self.locale:
            kind = "ICU_LOCALE" if self.provider == "icu" else "BUILTIN_LOCALE"
            options[kind] = sql.Literal(self.locale)
        if self.icu_rules:
            options["ICU_RULES"] = sql.Literal(self.icu_rules)
        words = [sql.SQL(f"{name} = ") + value for name, value in options.items()]
        # The default one is template0's; naming it takes a right of its own.
        if self.tablespace in tablespaces and self.tablespace != "pg_default":
            words.append(sql.SQL("TABLESPACE = ") + sql.Identifier(self.tablespace))
        create = sql.SQL("CREATE DATABASE {} WITH TEMPLATE = template0 ")
        return create.format(sql.Identifier(database)) + sql.SQL(" ").join(words)

    def differences(self, other: Properties) -> Iterator[Remark]:
        """In what rows may sort or compare otherwise in a database of the other properties."""
        for what in ("encoding", "collate", "ctype", "provider", "locale"):
            mine, others = getattr(self, what), getattr(other, what)
            if mine != others:
                yield Remark("database", f"{what} is {others}, in the snapshot it was {mine}")


def _settings(found: list[dict[str, Any]]) -> Iterator[Setting]:
    for group in found:
        for setting in group["settings"]:
            name, _, value = setting.partition("=")
            yield Setting(group["role"], name, value)
