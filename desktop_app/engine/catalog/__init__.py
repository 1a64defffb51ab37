"""This machine's memory: repositories, targets, and what was done with them and when.

One SQLite file in the profile. What it knows of snapshots is a cache of the repositories and
can be rebuilt from them; what only it knows (verifications, coverage of samples, the history
of runs) is never needed to restore. It never holds a secret.

``schema`` lists the tables, ``migrations`` make and upgrade them, ``database`` opens the file,
``entries`` are the values that go in and come out, ``catalog`` holds the queries. May import
the engine's model and errors, and neither sources nor repository.
"""
