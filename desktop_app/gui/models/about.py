"""What is to be known of this installation, by name: for the page and for a support request."""

from __future__ import annotations

import platform
import sqlite3
from pathlib import Path

import PySide6
from PySide6.QtCore import QLocale, qVersion

from desktop_app import __version__
from desktop_app.engine.catalog.file_name import FILE_NAME
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ToolMissing
from desktop_app.engine.sources.postgres.tools import newest_tools
from desktop_app.gui.surroundings import Surroundings
from desktop_app.gui.text import shown, tr

LOGS = "logs"


@dataclass(frozen=True, slots=True)
class Fact:
    """``folder`` can be opened; None where there is none."""

    name: str
    value: str
    folder: Path | None = None


def places(around: Surroundings) -> tuple[Fact, ...]:
    """Where things lie."""
    profile = around.profile
    catalog = around.catalog or str(profile / FILE_NAME)
    return (
        Fact(tr("Profile"), shown(str(profile)), profile),
        Fact(tr("Catalog"), shown(catalog), None if around.catalog else profile),
        Fact(tr("Logs"), shown(str(profile / LOGS)), profile / LOGS),
        Fact(tr("Index cache"), shown(str(profile / "cache")), profile / "cache"),
    )


def versions(around: Surroundings) -> tuple[Fact, ...]:
    """Of this program and what it stands on. For a task's thread: tools are started."""
    return (
        Fact("LabVault", __version__),
        Fact("Python", platform.python_version()),
        Fact("Qt", f"{qVersion()}, PySide {PySide6.__version__}"),
        Fact("SQLite", sqlite3.sqlite_version),
        Fact(tr("System"), shown(platform.platform())),
        Fact(tr("Language"), QLocale().name()),
        Fact(tr("PostgreSQL tools"), _tools(around)),
    )


def for_support(facts: tuple[Fact, ...]) -> str:
    """All as plain text.

    >>> print(for_support((Fact("Qt", "6.9"), Fact("LabVault", "0.1.0"))))
    Qt        6.9
    LabVault  0.1.0
    """
    width = max((len(fact.name) for fact in facts), default=0)
    return "\n".join(f"{fact.name:<{width}}  {fact.value}" for fact in facts)


def _tools(around: Surroundings) -> str:
    try:
        tools = newest_tools(around.environment.get("PATH", ""))
    except ToolMissing:
        return tr("none found: pg_dump and its kin must be installed")
    major, minor = tools.version
    return tr("{version} in {folder}").format(
        version=f"{major}.{minor}", folder=shown(str(tools.folder))
    )
