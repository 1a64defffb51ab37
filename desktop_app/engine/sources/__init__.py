"""What can be protected, read as items.

The first part of the way of the data. Each kind of target is one module or package here that
keeps the contract in ``base``. May import ``engine.model``, ``engine.errors``,
``engine.progress``; never the repository or the catalog.
"""
