"""All kinds of targets, each loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.kinds.kind import Kind

POSTGRESQL = "postgresql"
MARIADB = "mariadb"
FOLDER = "folder"
SQLITE = "sqlite"
ETHOSCOPE = "ethoscope"

REMADE = frozenset({MARIADB})
"""Targets that are dropped and made again in the course of the work."""

OPENED_BESIDE = frozenset({POSTGRESQL})
"""Whose sources are opened on a thread of their own, and look at nothing of their place but the
address, the password and the client settings."""


def kind_of(key: str) -> Kind:
    """The kind that is called so. Raises :class:`NotSupported` for one that is not known, such
    as of a newer version."""
    if key not in _KINDS:
        raise NotSupported(f"a target of kind {key}", f"{', '.join(_KINDS)} are")
    return _load(key)


@cache
def _load(key: str) -> Kind:
    return _KINDS[key]()


# Their libraries take a while to load, and most runs need those of one kind.
def _postgresql() -> Kind:
    from desktop_app.engine.kinds.postgresql import PostgresKind

    return PostgresKind()


def _folder() -> Kind:
    from desktop_app.engine.kinds.folder import FolderKind

    return FolderKind()


def _sqlite() -> Kind:
    from desktop_app.engine.kinds.sqlite import SqliteKind

    return SqliteKind()


def _mariadb() -> Kind:
    from desktop_app.engine.kinds.mariadb import MariaKind

    return MariaKind()


def _ethoscope() -> Kind:
    from desktop_app.engine.kinds.ethoscope import EthoscopeKind

    return EthoscopeKind()


_KINDS: Mapping[str, Callable[[], Kind]] = {
    POSTGRESQL: _postgresql,
    MARIADB: _mariadb,
    FOLDER: _folder,
    SQLITE: _sqlite,
    ETHOSCOPE: _ethoscope,
}
