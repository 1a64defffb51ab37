"""PostgreSQL: read a database as items of one exported snapshot, and load items back.

The same moment is seen by ``pg_dump`` (definitions, sequence positions, large objects),
``pg_dumpall`` (roles) and every ``COPY … TO STDOUT`` stream (rows).

``source.py`` reads through ``reading/``, ``restoring/`` brings back, ``archives/`` knows what
pg_dump writes, ``scratch/`` runs a private server. What they share stands beside them.
"""
