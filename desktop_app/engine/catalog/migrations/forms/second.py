"""The second form of the catalog, as it was when it was the newest. Never change it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
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
)

metadata = MetaData()

Big = BigInteger().with_variant(Integer, "sqlite")
Flag = Boolean(create_constraint=False)
# None is NULL; plain JSON would make the text "null" of it, which no query for NULL finds.
OptionalJson = JSON(none_as_null=True)


def _table(name: str, *columns: Column[Any] | ForeignKeyConstraint | Index) -> Table:
    return Table(name, metadata, *columns)


workspaces = _table(
    "workspaces",
    Column("name", String, primary_key=True),
    Column("created", String, nullable=False),
    Column("manager_hash", String),
    Column("refused_tries", Integer, nullable=False, default=0),
    Column("asked_again_after", String),
    Column("quota_bytes", Big),
    Column("quota_snapshots", Integer),
    Column("quota_targets", Integer),
    Column("channels", JSON, nullable=False, default=list),
    Column("digest", String, nullable=False, default="never"),
    Column("digest_sent", String),
)

repositories = _table(
    "repositories",
    Column("workspace", String, ForeignKey("workspaces.name"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("id", String, nullable=False, unique=True),
    Column("keyring_slot", String, nullable=False),
    Column("key_confirmed", String),
    Column("damaged", String),
    Column("held", String, nullable=False, default=""),
    Column("stored", Big, nullable=False, default=0),
)

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
    ForeignKeyConstraint(
        ["workspace", "repository"], ["repositories.workspace", "repositories.name"]
    ),
)

schedules = _table(
    "schedules",
    Column("workspace", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("rule", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("enabled", Flag, nullable=False, default=True),
    Column("due", String),
    Column("last_due", String),
    Column("state", JSON, nullable=False, default=dict),
)

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
    Column("started", String, nullable=False),
    Column("finished", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("items", Big, nullable=False),
    Column("rows", Big, nullable=False),
    Column("size", Big, nullable=False),
    Column("stored", Big, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("item_list", LargeBinary, nullable=False),
    Column("trashed", String),
    Column("label", String, nullable=False, default=""),
    Column("note", String, nullable=False, default=""),
    Column("keep", Flag, nullable=False, default=False),
    Index("ix_snapshots_workspace_target", "workspace", "target", "sequence"),
    Index("ix_snapshots_id", "id"),
)

verifications = _table(
    "verifications",
    Column("key", Big, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("snapshot", String, nullable=False, index=True),
    Column("target", String, nullable=False),
    Column("level", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("sampled", Flag, nullable=False),
    Column("at", String, nullable=False),
    Column("seconds", Float, nullable=False, default=0.0),
    Column("problems", JSON, nullable=False),
    Index("ix_verifications_workspace_target", "workspace", "target", "level", "at"),
)

pack_checks = _table(
    "pack_checks",
    Column("repository", String, primary_key=True),
    Column("pack", String, primary_key=True),
    Column("checked", String, nullable=False),
)

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
    Column("created", String, nullable=False),
    Column("not_before", String, nullable=False),
    Column("started", String),
    Column("finished", String),
    Column("owner", String, nullable=False, default=""),
    Column("alive_until", String),
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
    Column("at", String, nullable=False),
    Column("line", String, nullable=False),
)

faults = _table(
    "faults",
    Column("workspace", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("since", String, nullable=False),
    Column("last", String, nullable=False),
    Column("rung", String),
    Column("cleared", String),
    Column("detail", JSON, nullable=False, default=dict),
)

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
    Column("created", String, nullable=False),
    Column("next_try", String),
    Column("sent", String),
    Column("error", String, nullable=False, default=""),
)

measures = _table(
    "measures",
    Column("repository", String, primary_key=True),
    Column("at", String, primary_key=True),
    Column("used", Big, nullable=False),
    Column("free", Big),
)

deeds = _table(
    "deeds",
    Column("key", Big, primary_key=True),
    Column("workspace", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("what", String, nullable=False),
    Column("allowed", Flag, nullable=False),
    Column("detail", JSON, nullable=False, default=dict),
)
