"""The fifth form of the catalog: the fourth one, where a target's rest can end by itself.
Never change it."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, String

from desktop_app.engine.catalog.migrations.forms import fourth

metadata = MetaData()

for _kept in fourth.metadata.sorted_tables:
    _kept.to_metadata(metadata)

targets = metadata.tables["targets"]
targets.append_column(Column("paused_until", String))
