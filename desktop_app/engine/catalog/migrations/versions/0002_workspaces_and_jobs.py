"""Workspaces, jobs, schedules, faults: everything gets a workspace, runs become jobs.

What has no place in the first form (other workspaces, what is queued, schedules, notices) is
lost by a downgrade; all that the first form could hold is kept, both ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from desktop_app.engine.catalog.migrations.forms import first, second

revision = "0002"
down_revision = "0001"

Values = Mapping[str, Any]
"""What a row gets, by the names of its columns: expressions over the table that was put aside."""

ALIKE = ("repositories", "targets", "snapshots", "pack_checks")
WORKSPACE = "default"
ENDED = {"ok": "succeeded", "warning": "warning", "failed": "failed"}
KILLED = {"class": "ProgramEnded", "what": ""}


def upgrade() -> None:
    _put_aside(first.metadata)
    second.metadata.create_all(op.get_bind())
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    workspace = {"name": WORKSPACE, "created": now}
    op.get_bind().execute(sa.insert(second.workspaces).values(workspace))
    ours = {"workspace": sa.literal(WORKSPACE)}
    for name in ALIKE:
        _copy(_old(first.metadata.tables[name]), second.metadata.tables[name], ours)
    _copy_verifications(ours)
    runs = _old(first.runs)
    _copy(runs, second.jobs, ours | _job(runs.c))
    _count_stored()
    _drop(first.metadata)
    _count_on("verifications", "jobs")


def downgrade() -> None:
    _put_aside(second.metadata)
    first.metadata.create_all(op.get_bind())
    for name in (*ALIKE, "verifications"):
        old = _old(second.metadata.tables[name])
        kept = old.c.workspace == WORKSPACE if "workspace" in old.c else sa.true()
        _copy(old, first.metadata.tables[name], {}, kept)
    jobs = _old(second.jobs)
    ours = sa.and_(jobs.c.workspace == WORKSPACE, jobs.c.started.is_not(None))
    _copy(jobs, first.runs, _run(jobs.c), ours)
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


def _old(table: sa.Table) -> Any:
    """A table that was put aside."""
    columns = [sa.column(column.name, column.type) for column in table.columns]
    return sa.table(f"old_{table.name}", *columns)


def _copy(old: Any, into: sa.Table, values: Values, kept: Any = None, source: Any = None) -> None:
    """All rows of a table that was put aside, or those that are ``kept``, within the database:
    a column gets its value, or else what it had, or else its default. ``source``: where ``values``
    come from besides."""
    given = {column.name: old.c[column.name] for column in into.columns if column.name in old.c}
    given.update({name: value for name, value in values.items() if name in into.c})
    rows = sa.select(*[value.label(name) for name, value in given.items()])
    rows = rows.select_from(old if source is None else source)
    if kept is not None:
        rows = rows.where(kept)
    op.get_bind().execute(sa.insert(into).from_select(list(given), rows))


def _copy_verifications(ours: Values) -> None:
    """With the target of the snapshot, where that is known still."""
    old, snapshots = _old(first.verifications), _old(first.snapshots)
    named = sa.select(snapshots.c.id, sa.func.min(snapshots.c.target).label("target"))
    known = named.group_by(snapshots.c.id).subquery()
    source = old.outerjoin(known, known.c.id == old.c.snapshot)
    target = sa.func.coalesce(known.c.target, "")
    _copy(old, second.verifications, {**ours, "target": target}, source=source)


def _count_stored() -> None:
    """What is in a repository, as far as its snapshots tell; the next backup counts anew."""
    ours, theirs = second.repositories, second.snapshots.c
    stored = sa.select(sa.func.coalesce(sa.func.sum(theirs.stored), 0))
    of_it = stored.where(theirs.repository == ours.c.id).scalar_subquery()
    op.get_bind().execute(sa.update(ours).values(stored=of_it))


def _job(run: Any) -> dict[str, Any]:
    """A run as a job. One that never ended was killed with its program: no program runs while
    this does."""
    ended = run.finished.is_not(None)
    state = sa.case(ENDED, value=run.grade, else_="cancelled")
    what = sa.case((run.error != "", _object("what", run.error)), else_=sa.null())
    killed = sa.literal(KILLED, second.OptionalJson)
    return {
        "state": sa.case((ended, state), else_="failed"),
        "tries": sa.literal(1),
        "most_tries": sa.literal(0),
        "created": run.started,
        "not_before": run.started,
        "finished": sa.func.coalesce(run.finished, run.started),
        "error": sa.case((ended, what), else_=killed),
    }


def _run(job: Any) -> dict[str, Any]:
    """A job as a run."""
    what = sa.func.coalesce(job.error["what"].as_string(), "")
    was_killed = sa.and_(job.error["class"].as_string() == KILLED["class"], what == KILLED["what"])
    return {"finished": sa.case((was_killed, sa.null()), else_=job.finished), "error": what}


def _object(name: str, value: Any) -> Any:
    """JSON with one text in it."""
    making = "json_build_object" if op.get_bind().dialect.name == "postgresql" else "json_object"
    return getattr(sa.func, making)(name, value, type_=second.OptionalJson)


def _count_on(*tables: str) -> None:
    """Row numbers came with the rows: PostgreSQL must count on after them."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in tables:
        highest: Any = sa.select(sa.func.coalesce(sa.func.max(sa.column("key")), 0) + 1)
        sequence = sa.func.pg_get_serial_sequence(table, "key")
        numbers = highest.select_from(sa.table(table)).scalar_subquery()
        op.get_bind().execute(sa.select(sa.func.setval(sequence, numbers, False)))
