"""How long a catalog of real size takes: ``packaging/run bench-catalog``.

Prints the status of 500 targets with 20,000 snapshots and 200,000 jobs, and the change of a
catalog of the first form (50 targets, 20,000 snapshots, 200,000 runs) to the newest, each with
its limit and the share of it that was used. Ends with 1 when a limit does not hold.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from desktop_app.engine.catalog.database import FILE_NAME, Database
from desktop_app.engine.catalog.engines import for_writing, sqlite_engine
from desktop_app.engine.catalog.migrations.forms import first
from desktop_app.engine.catalog.schema import metadata
from desktop_app.engine.catalog.status import target_statuses
from desktop_app.engine.catalog.upgrade import upgrade
from tests.big_catalog import START, fill

STATUS_LIMIT, UPGRADE_LIMIT = 0.050, 30.0  # seconds
RUNS = 21


def main() -> int:
    # Not /tmp, which may be memory.
    place = Path("/var/tmp")
    with tempfile.TemporaryDirectory(dir=place if place.is_dir() else None) as folder:
        status = _status(Path(folder) / "status")
        change = _upgrade(Path(folder) / "upgrade")
    _print(f"status of 500 targets, median of {RUNS}", status, STATUS_LIMIT)
    _print("first form to newest, with its copy", change, UPGRADE_LIMIT)
    return 0 if status < STATUS_LIMIT and change < UPGRADE_LIMIT else 1


def _status(folder: Path) -> float:
    from desktop_app.engine.catalog.migrations.forms import second, third

    assert third.metadata.tables.keys() == metadata.tables.keys()
    database = Database(folder)
    with database.writing() as connection:
        fill(
            connection,
            second.metadata,
            targets=500,
            snapshots=20_000,
            jobs=200_000,
            looks=30_000,
        )
    now, times = START + timedelta(days=200), []
    for _ in range(RUNS):
        since = time.perf_counter()
        found = target_statuses(database, "default", now)
        times.append(time.perf_counter() - since)
        assert len(found) == 500
    database.close()
    return statistics.median(times)


def _upgrade(folder: Path) -> float:
    folder.mkdir()
    engine = sqlite_engine(folder / FILE_NAME)
    with engine.connect() as plain:
        connection = for_writing(plain)
        with connection.begin():
            upgrade(connection, "0001")
            fill(
                connection,
                first.metadata,
                targets=50,
                snapshots=20_000,
                jobs=200_000,
                looks=6_000,
            )
    engine.dispose()
    since = time.perf_counter()
    Database(folder).close()
    return time.perf_counter() - since


def _print(what: str, seconds: float, limit: float) -> None:
    print(f"{what}: {seconds:.3f} s, limit {limit:g} s, ratio {seconds / limit:.2f}")


if __name__ == "__main__":
    sys.exit(main())
