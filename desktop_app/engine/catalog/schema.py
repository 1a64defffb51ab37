"""The tables of the catalog, as the newest migration leaves them.

Change a table here together with a new file under ``migrations/versions`` and ``VERSION``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    bindparam,
)

VERSION = "0005"
"""The newest migration. Versions are numbers that grow: a greater one is a newer program's."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as ISO text of fixed width, so that text order is the order of time."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        return datetime.fromisoformat(value) if value else None


metadata = MetaData()

# PostgreSQL's integer has 32 bits; SQLite makes row numbers only for its plain INTEGER.
Big = BigInteger().with_variant(Integer, "sqlite")
Flag = Boolean(create_constraint=False)
# None is NULL; plain JSON would make the text "null" of it, which no query for NULL finds.
OptionalJson = JSON(none_as_null=True)

any_id: BindParameter[str] = bindparam("any_id")


def _table(name: str, *columns: Column[Any] | ForeignKeyConstraint | Index) -> Table:
    return Table(name, metadata, *columns)


# ``manager_hash``: a salted Argon2id hash in PHC form; null where everybody may do everything.
# ``channels`` says what is told where; the addresses, which are secrets, are in the keyring.
workspaces = _table(
    "workspaces",
    Column("name", String, primary_key=True),
    Column("created", Moment, nullable=False),
    Column("manager_hash", String),
    Column("refused_tries", Integer, nullable=False, default=0),
    Column("asked_again_after", Moment),
    Column("quota_bytes", Big),
    Column("quota_snapshots", Integer),
    Column("quota_targets", Integer),
    Column("channels", JSON, nullable=False, default=list),
    Column("digest", String, nullable=False, default="never"),
    Column("digest_sent", Moment),
)

# ``key_confirmed``: when somebody last typed the recovery key back. ``damaged``: when damage was
# found that was not mended since; ``held``: why nothing may be deleted from it, or empty.
# ``stored``: bytes of its packs, when last counted.
repositories = _table(
    "repositories",
    Column("workspace", String, ForeignKey("workspaces.name"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("id", String, nullable=False, unique=True),
    Column("keyring_slot", String, nullable=False),
    Column("key_confirmed", Moment),
    Column("damaged", Moment),
    Column("held", String, nullable=False, default=""),
    Column("stored", Big, nullable=False, default=0),
)

# ``retention`` null: nothing is ever removed. ``options`` depend on the kind. ``created``: since
# when it is there. ``paused_until``: when its rest ends by itself; null: somebody ends it.
targets = _table(
    "targets",
    Column("workspace", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("url", String, nullable=False),
    Column("repository", String, nullable=False),
    Column("password_kept", Flag, nullable=False),
    Column("options", JSON, nullable=False, default=dict),
    Column("paused", Flag, nullable=False, default=False),
    Column("rpo_seconds", Integer),
    Column("rto_seconds", Integer),
    Column("proof_days", Integer),
    Column("retention", OptionalJson),
    Column("created", Moment),
    Column("paused_until", Moment),
    ForeignKeyConstraint(
        ["workspace", "repository"], ["repositories.workspace", "repositories.name"]
    ),
)

# What is to happen with a target by itself: ``kind`` is a kind of job, ``rule`` the words or the
# cron line, ``zone`` the IANA name of the time zone it is meant in. ``due`` is when it is next.
schedules = _table(
    "schedules",
    Column("workspace", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("rule", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("enabled", Flag, nullable=False, default=True),
    Column("due", Moment),
    Column("last_due", Moment),
    Column("state", JSON, nullable=False, default=dict),
)

# Servers whose databases are protected one by one, also those that will be made. ``template``:
# what a new database's target gets. ``looked``: when its databases were last listed; ``fault``:
# null, or why that did not work since.
followed_servers = _table(
    "followed_servers",
    Column("workspace", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("repository", String, nullable=False),
    Column("password_kept", Flag, nullable=False),
    Column("template", JSON, nullable=False, default=dict),
    Column("since", Moment, nullable=False),
    Column("looked", Moment),
    Column("fault", OptionalJson),
    ForeignKeyConstraint(
        ["workspace", "repository"], ["repositories.workspace", "repositories.name"]
    ),
)

# The databases that were ever seen there. ``target`` is that which protects it, empty where none
# does: because somebody wants it ``left_out``, or for the ``fault``. ``gone``: since when the
# server does not have it. ``told``: when people were told that it is protected.
followed_databases = _table(
    "followed_databases",
    Column("workspace", String, primary_key=True),
    Column("server", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("target", String, nullable=False, default=""),
    Column("since", Moment, nullable=False),
    Column("gone", Moment),
    Column("told", Moment),
    Column("left_out", Flag, nullable=False, default=False),
    Column("fault", OptionalJson),
)

# ``repository`` is the repository's own id here: the cache outlives a change of name or place.
# ``trashed``: when it was removed; it rests until prune lets go of it.
snapshots = _table(
    "snapshots",
    Column("repository", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("target", String, nullable=False),
    Column("target_kind", String, nullable=False),
    Column("target_address", String, nullable=False),
    Column("host", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment, nullable=False),
    Column("grade", String, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("items", Big, nullable=False),
    Column("rows", Big, nullable=False),
    Column("size", Big, nullable=False),
    Column("stored", Big, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("item_list", LargeBinary, nullable=False),
    Column("trashed", Moment),
    Column("label", String, nullable=False, default=""),
    Column("note", String, nullable=False, default=""),
    Column("keep", Flag, nullable=False, default=False),
    Index("ix_snapshots_workspace_target", "workspace", "target", "sequence"),
    Index("ix_snapshots_id", "id"),
)

# ``target`` is that of the snapshot, or empty where it was not known.
verifications = _table(
    "verifications",
    Column("key", Big, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("snapshot", String, nullable=False, index=True),
    Column("target", String, nullable=False),
    Column("level", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("sampled", Flag, nullable=False),
    Column("at", Moment, nullable=False),
    Column("seconds", Float, nullable=False, default=0.0),
    Column("problems", JSON, nullable=False),
    Index("ix_verifications_workspace_target", "workspace", "target", "level", "at"),
)

# When each pack was last read and found whole, so that samples cover everything over time.
pack_checks = _table(
    "pack_checks",
    Column("repository", String, primary_key=True),
    Column("pack", String, primary_key=True),
    Column("checked", Moment, nullable=False),
)

# Everything that was, is or shall be done. ``owner`` is the program that runs it, alive as long
# as ``alive_until`` lies ahead. ``occasion`` is null, or says what a schedule made it for: no
# two jobs of a workspace have the same. ``error`` is null or what ended it, as data.
jobs = _table(
    "jobs",
    Column("key", Big, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("repository", String, nullable=False),
    Column("state", String, nullable=False),
    Column("priority", Integer, nullable=False, default=0),
    Column("arguments", JSON, nullable=False, default=dict),
    Column("occasion", String),
    Column("tries", Integer, nullable=False, default=0),
    Column("most_tries", Integer, nullable=False, default=1),
    Column("time_limit", Float),
    Column("created", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("started", Moment),
    Column("finished", Moment),
    Column("owner", String, nullable=False, default=""),
    Column("alive_until", Moment),
    Column("cancel_asked", Flag, nullable=False, default=False),
    Column("dismissed", Flag, nullable=False, default=False),
    Column("grade", String),
    Column("snapshot", String, nullable=False, default=""),
    Column("figures", JSON, nullable=False, default=dict),
    Column("error", OptionalJson),
    Index("ix_jobs_state", "state", "not_before"),
    Index("ix_jobs_workspace_target", "workspace", "target", "kind", "finished"),
    Index("ix_jobs_last", "workspace", "target", "key"),
    Index("ix_jobs_occasion", "workspace", "occasion", unique=True),
)

job_lines = _table(
    "job_lines",
    Column("job", Big, ForeignKey("jobs.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("line", String, nullable=False),
)

# What is wrong now, by a key that says which fault it is; ``rung`` is when it was last told.
faults = _table(
    "faults",
    Column("workspace", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("since", Moment, nullable=False),
    Column("last", Moment, nullable=False),
    Column("rung", Moment),
    Column("cleared", Moment),
    Column("detail", JSON, nullable=False, default=dict),
)

# The outbox of notifications. ``state``: waiting, sent, failed.
notices = _table(
    "notices",
    Column("key", Big, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("body", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("tries", Integer, nullable=False, default=0),
    Column("created", Moment, nullable=False),
    Column("next_try", Moment),
    Column("sent", Moment),
    Column("error", String, nullable=False, default=""),
)

# How full a repository's place was, for the forecast. In bytes; ``free`` null: it cannot say.
measures = _table(
    "measures",
    Column("repository", String, primary_key=True),
    Column("at", Moment, primary_key=True),
    Column("used", Big, nullable=False),
    Column("free", Big),
)

# What people did in a workspace that no repository's audit chain can tell.
deeds = _table(
    "deeds",
    Column("key", Big, primary_key=True),
    Column("workspace", String, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("allowed", Flag, nullable=False),
    Column("detail", JSON, nullable=False, default=dict),
)
