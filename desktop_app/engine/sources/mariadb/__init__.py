"""MariaDB and MySQL databases: read as items of one moment, and restored from them.

Metadata is asked and rows are read over the wire, by PyMySQL; definitions are written by the
server's own dump program. The one form that rows have is told in ``rows.py``. Imports nothing of
LabVault but the engine's contracts, errors and progress.
"""
