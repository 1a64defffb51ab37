"""What Alembic runs; the connection, in a transaction of its own, comes from ``database``."""

from __future__ import annotations

from alembic import context

from desktop_app.engine.catalog.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
