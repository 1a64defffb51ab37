"""Where a catalog is kept that several computers share."""

from __future__ import annotations

from dataclasses import field

from desktop_app.engine.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class CatalogServer:
    """A PostgreSQL database. ``url`` as libpq reads it, without a password; that comes beside
    it, or libpq finds it in ``PGPASSWORD`` or ``.pgpass``."""

    url: str
    password: str | None = field(default=None, repr=False)
