"""Taking over from what a laboratory has: the dumps, settings and schedules of CryoProtect v2.

Reads what FACTS of that system say it wrote, checks it for real, and turns what is good into
snapshots. A joining package: it may import sources, repository, catalog and notify, and the
modules that join them. What it reads, it never changes.
"""
