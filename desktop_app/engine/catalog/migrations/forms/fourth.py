"""The fourth form of the catalog: the third one, where targets know since when they are there.
Never change it."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, String

from desktop_app.engine.catalog.migrations.forms import third

metadata = MetaData()

for _kept in third.metadata.sorted_tables:
    _kept.to_metadata(metadata)

targets = metadata.tables["targets"]
targets.append_column(Column("created", String))
