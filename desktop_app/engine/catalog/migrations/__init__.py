"""Alembic's steps from one form of the catalog to the next. Run by ``database`` alone."""
