"""Where a repository's objects lie: a local folder, an object store, or memory in tests.

The lowest part of the repository: knows names and bytes, nothing of keys or snapshots.
Every storage passes the one contract suite in ``tests/contracts``.
"""
