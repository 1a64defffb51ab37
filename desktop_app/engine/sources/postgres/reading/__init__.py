"""Reading a database: one exported moment, its locks, the list of its items, and their streams.

It uses the connection and the tools beside it, and is used by ``source.py`` alone, but for the
moment, the inventory and the readers, with which a restore reads back what it loaded.
"""
