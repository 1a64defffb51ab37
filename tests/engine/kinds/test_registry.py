"""The kinds of targets, and that a backup loads no more than it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.kinds import registry

LOADED = """
import sys
from desktop_app.engine.kinds.registry import kind_of
kind_of(sys.argv[1])
print("\\n".join(sys.modules))
"""
POSTGRES, MARIA = (f"desktop_app.engine.sources.{name}" for name in ("postgres", "mariadb"))


@pytest.mark.parametrize(
    ("kind", "spared"),
    [
        (registry.POSTGRESQL, {f"{POSTGRES}.restoring.destination", f"{POSTGRES}.scratch.server"}),
        (registry.MARIADB, {f"{MARIA}.restoring.destination", f"{MARIA}.scratch.server"}),
        (registry.FOLDER, {"psycopg", "pymysql", "av"}),
        (registry.SQLITE, {"psycopg", "pymysql", "av"}),
    ],
)
def test_a_backup_loads_only_what_it_needs(kind: str, spared: set[str]) -> None:
    command = [sys.executable, "-c", LOADED, kind]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not spared & set(done.stdout.split())


def test_a_kind_of_a_newer_version() -> None:
    with pytest.raises(NotSupported):
        registry.kind_of("quantum")
