"""Restoring into a MariaDB or MySQL server.

No server of these can rename a database. So a restore fills one of another name; when all is
there and compared, one ``RENAME TABLE`` moves all tables into the wanted database, and those that
it replaces out of it. What cannot be moved (views, triggers, routines, events) was tried in the
unfinished database before, and is made in the wanted one right after.
"""
