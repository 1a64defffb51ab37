"""Everything LabVault does, without a window.

The way of the data is the layout of this package::

    backup   source ─ items ─► chunker ─► compress ─► seal ─► pack ─► storage ─► manifest ─► catalog
    restore  catalog ─► manifest ─► storage ─► open ─► decompress ─► join ─► target

``sources`` read what is to be protected, ``repository`` keeps it, ``catalog`` is this
machine's memory of it. They do not import one another; the modules at this level
(``backup``, ``restore``, ``verify``, ``prune``, ``export``) and ``assurance`` join them.

Nothing in here imports Qt, prints, or reads the environment: settings come in as typed values.
"""
