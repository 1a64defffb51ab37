"""The database of one run, with the tables that a device writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw

from desktop_app.demo.ethoscopes.film import HEIGHT, WIDTH, still
from desktop_app.engine.dataclass import dataclass

VARIABLES = (
    ("x", "SMALLINT", "distance"),
    ("y", "SMALLINT", "distance"),
    ("w", "SMALLINT", "distance"),
    ("h", "SMALLINT", "distance"),
    ("phi", "SMALLINT", "angle"),
    ("xy_dist_log10x1000", "SMALLINT", "relative_distance_1e6"),
    ("is_inferred", "BOOLEAN", "bool"),
    ("has_interacted", "BOOLEAN", "interaction"),
)


@dataclass(frozen=True, slots=True)
class RunDatabase:
    """What stands in it. ``rows`` of each region are spread over ``seconds``."""

    machine_id: str
    device: str
    started: datetime
    seconds: int
    rois: int
    rows: int
    metadata: bool = True

    @property
    def file_name(self) -> str:
        """In UTC, as devices name databases."""
        return f"{self.started.astimezone(UTC):%Y-%m-%d_%H-%M-%S}_{self.machine_id}.db"


def make_database(path: Path, wanted: RunDatabase) -> None:
    """Write it, closed and whole; its journal mode is WAL."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")  # sample data may be made again
        _fill(connection, wanted)
        connection.commit()


def leave_rows_in_wal(path: Path, wanted: RunDatabase, rows: int = 10) -> None:
    """Write rows that stand in ``-wal`` only, as in a device that runs on, or was unplugged."""
    last = wanted.seconds * 1000
    with closing(apsw.Connection(str(path))) as connection:
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        connection.execute("PRAGMA wal_autocheckpoint=0")
        with connection:
            connection.executemany(
                "INSERT INTO ROI_1(t, x, y, w, h, phi, xy_dist_log10x1000, is_inferred,"
                " has_interacted) VALUES (?, 1, 2, 20, 10, 0, -1000, 0, 0)",
                [(last + 500 * at,) for at in range(1, rows + 1)],
            )


def _fill(connection: sqlite3.Connection, wanted: RunDatabase) -> None:
    if wanted.metadata:
        connection.execute("CREATE TABLE METADATA (field TEXT, value TEXT)")
        connection.executemany("INSERT INTO METADATA VALUES (?, ?)", _metadata(wanted))
    connection.execute("CREATE TABLE VAR_MAP (var_name TEXT, sql_type TEXT, functional_type TEXT)")
    connection.executemany("INSERT INTO VAR_MAP VALUES (?, ?, ?)", VARIABLES)
    connection.execute(
        "CREATE TABLE ROI_MAP (roi_idx INTEGER, roi_value INTEGER, x INTEGER, y INTEGER,"
        " w INTEGER, h INTEGER)"
    )
    for roi in range(1, wanted.rois + 1):
        place = (roi, roi, 10, 10 * roi, WIDTH - 20, 8)
        connection.execute("INSERT INTO ROI_MAP VALUES (?, ?, ?, ?, ?, ?)", place)
        _fill_roi(connection, wanted, roi)
    _fill_the_rest(connection, wanted)


def _metadata(wanted: RunDatabase) -> list[tuple[str, str]]:
    started = wanted.started.astimezone(UTC)
    return [
        ("machine_id", wanted.machine_id),
        ("machine_name", wanted.device),
        ("date_time", str(started.timestamp())),
        ("frame_width", str(WIDTH)),
        ("frame_height", str(HEIGHT)),
        ("version", "{'id': 'sample', 'date': '2026-01-05'}"),
        ("experimental_info", "{'name': 'sample', 'location': 'incubator 3', 'code': ''}"),
        ("backup_filename", wanted.file_name),
        ("result_writer_type", "SQLiteResultWriter"),
    ]


def _fill_roi(connection: sqlite3.Connection, wanted: RunDatabase, roi: int) -> None:
    table = f"ROI_{roi}"  # a number of ours, not a name from outside
    columns = ", ".join(f"{name} {form}" for name, form, _ in VARIABLES)
    connection.execute(
        f"CREATE TABLE {table} (id INTEGER PRIMARY KEY AUTOINCREMENT, t INTEGER, {columns})"
    )
    step = wanted.seconds * 1000 // max(1, wanted.rows)
    rows = (
        (at * step, at * 7 % 300, roi * 10, 20, 10, at % 180, -2000 + at % 900, at % 17 == 0, 0)
        for at in range(1, wanted.rows + 1)
    )
    names = ", ".join(name for name, *_ in VARIABLES)
    connection.executemany(
        f"INSERT INTO {table}(t, {names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        rows,
    )


def _fill_the_rest(connection: sqlite3.Connection, wanted: RunDatabase) -> None:
    regions = ", ".join(f"ROI_{roi} INTEGER" for roi in range(1, wanted.rois + 1))
    connection.execute(
        "CREATE TABLE CSV_DAM_ACTIVITY (id INTEGER PRIMARY KEY AUTOINCREMENT, date TEXT,"
        f" time TEXT, {regions})"
    )
    minutes = [wanted.started + timedelta(minutes=m) for m in range(wanted.seconds // 60)]
    marks = ", ".join("?" * (wanted.rois + 3))
    connection.executemany(
        f"INSERT INTO CSV_DAM_ACTIVITY VALUES ({marks})",  # noqa: S608 (question marks only)
        [(None, f"{m:%d %b %Y}", f"{m:%H:%M:%S}", *[m.minute % 7] * wanted.rois) for m in minutes],
    )
    connection.execute(
        "CREATE TABLE START_EVENTS (id INTEGER PRIMARY KEY AUTOINCREMENT, t INTEGER, event TEXT)"
    )
    connection.execute(
        "INSERT INTO START_EVENTS(t, event) VALUES (?, 'graceful_start')",
        (int(wanted.started.timestamp()),),
    )
    connection.execute(
        "CREATE TABLE IMG_SNAPSHOTS (id INTEGER PRIMARY KEY AUTOINCREMENT, t INTEGER, img BLOB)"
    )
    shots = [(at * wanted.seconds * 500, still(at)) for at in range(2)]
    connection.executemany("INSERT INTO IMG_SNAPSHOTS(t, img) VALUES (?, ?)", shots)
    connection.execute(
        "CREATE TABLE SENSORS (id INTEGER PRIMARY KEY AUTOINCREMENT, t INTEGER, temperature REAL,"
        " humidity REAL, light REAL, pressure REAL)"
    )
    readings = [(60_000 * at, 25.0 + at % 3 / 10, 61.5, 320.0, 1013.2) for at in range(5)]
    connection.executemany(
        "INSERT INTO SENSORS(t, temperature, humidity, light, pressure) VALUES (?, ?, ?, ?, ?)",
        readings,
    )
