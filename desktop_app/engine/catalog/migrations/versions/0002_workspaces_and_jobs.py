"""Workspaces, jobs, schedules, faults: everything gets a workspace, runs become jobs.

What has no place in the first form (other workspaces, what is queued, schedules, notices) is
lost by a downgrade; all that the first form could hold is kept, both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

from desktop_app.engine.catalog.migrations.forms import first, second

revision = "0002"
down_revision = "0001"

Row = dict[str, Any]

ALIKE = ("repositories", "targets", "snapshots", "verifications", "pack_checks")
WORKSPACE = "default"
ENDED = {"ok": "succeeded", "warning": "warning", "failed": "failed"}
KILLED = {"class": "ProgramEnded", "what": ""}
AT_ONCE = 2_000  # rows


def upgrade() -> None:
    _put_aside(first.metadata)
    second.metadata.create_all(op.get_bind())
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    workspace = {"name": WORKSPACE, "created": now}
    op.get_bind().execute(sa.insert(second.workspaces).values(workspace))
    targets = _targets_of_snapshots()
    for name in ALIKE:
        change = partial(_looked_at, targets=targets) if name == "verifications" else _ours
        _copy(first.metadata.tables[name], second.metadata.tables[name], change)
    _copy(first.runs, second.jobs, _job)
    _count_stored()
    _drop(first.metadata)
    _count_on("verifications", "jobs")


def downgrade() -> None:
    _put_aside(second.metadata)
    first.metadata.create_all(op.get_bind())
    for name in ALIKE:
        into = first.metadata.tables[name]
        _copy(second.metadata.tables[name], into, partial(_narrowed, into=into))
    _copy(second.jobs, first.runs, _run)
    _drop(second.metadata)
    _count_on("verifications", "runs")


def _put_aside(form: sa.MetaData) -> None:
    """Rename every table of a form, so that the next one's can be made beside them."""
    for table in form.sorted_tables:
        for index in table.indexes:
            index.drop(op.get_bind())
        op.rename_table(table.name, f"old_{table.name}")


def _drop(form: sa.MetaData) -> None:
    for table in reversed(form.sorted_tables):
        op.drop_table(f"old_{table.name}")


def _copy(source: sa.Table, into: sa.Table, change: Callable[[Row], Row | None]) -> None:
    """All rows of a table that was put aside, as ``change`` makes them; None leaves one out."""
    bind = op.get_bind()
    columns = [sa.column(column.name, column.type) for column in source.columns]
    old = sa.table(f"old_{source.name}", *columns)
    first_column = next(iter(source.primary_key.columns)).name
    query = sa.select(old).order_by(old.c[first_column])
    # In portions: the whole history would take as much memory as it takes disk.
    found = bind.execute(query, execution_options={"yield_per": AT_ONCE}).mappings()
    changed = (row for row in map(change, map(dict, found)) if row is not None)
    for rows in _batches(changed):
        known = [{name: row[name] for name in row if name in into.c} for row in rows]
        bind.execute(sa.insert(into), known)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _ours(row: Row) -> Row:
    return row | {"workspace": WORKSPACE}


def _looked_at(row: Row, targets: Mapping[str, str]) -> Row:
    """A verification, with the target of its snapshot where that is known still."""
    return _ours(row) | {"target": targets.get(row["snapshot"], "")}


def _targets_of_snapshots() -> dict[str, str]:
    old = sa.table("old_snapshots", sa.column("id"), sa.column("target"))
    return {row.id: row.target for row in op.get_bind().execute(sa.select(old))}


def _count_stored() -> None:
    """What is in a repository, as far as its snapshots tell; the next backup counts anew."""
    ours, theirs = second.repositories, second.snapshots.c
    stored = sa.select(sa.func.coalesce(sa.func.sum(theirs.stored), 0))
    of_it = stored.where(theirs.repository == ours.c.id).scalar_subquery()
    op.get_bind().execute(sa.update(ours).values(stored=of_it))


def _narrowed(row: Row, into: sa.Table) -> Row | None:
    """What the first form knows of a row; None for what belongs to another workspace."""
    if row.get("workspace", WORKSPACE) != WORKSPACE:
        return None
    return {column.name: row[column.name] for column in into.columns}


def _job(run: Mapping[str, Any]) -> Row:
    row = {k: run[k] for k in ("key", "kind", "target", "repository", "snapshot", "figures")}
    times = {"created": run["started"], "not_before": run["started"]}
    ended = run["finished"] is not None
    # One that never ended was killed with its program: no program runs while this does.
    state = ENDED.get(run["grade"], "cancelled") if ended else "failed"
    error = {"what": run["error"]} if run["error"] else None
    more = {
        "workspace": WORKSPACE,
        "state": state,
        "tries": 1,
        "most_tries": 0,
        "started": run["started"],
        "finished": run["finished"] or run["started"],
        "grade": run["grade"],
        "error": error if ended else KILLED,
    }
    return row | times | more


def _run(job: Mapping[str, Any]) -> Row | None:
    if job["workspace"] != WORKSPACE or job["started"] is None:
        return None
    error = job["error"] or {}
    finished = None if error == KILLED else job["finished"]
    return _narrowed({**job, "finished": finished, "error": error.get("what", "")}, first.runs)


def _count_on(*tables: str) -> None:
    """Row numbers came with the rows: PostgreSQL must count on after them."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in tables:
        highest: Any = sa.select(sa.func.coalesce(sa.func.max(sa.column("key")), 0) + 1)
        sequence = sa.func.pg_get_serial_sequence(table, "key")
        numbers = highest.select_from(sa.table(table)).scalar_subquery()
        op.get_bind().execute(sa.select(sa.func.setval(sequence, numbers, False)))
