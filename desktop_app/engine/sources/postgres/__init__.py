"""PostgreSQL: read a database as items of one exported snapshot, and load items back.

The same moment is seen by ``pg_dump`` (definitions, sequence positions, large objects),
``pg_dumpall`` (roles) and every ``COPY … TO STDOUT`` stream (rows).
"""
