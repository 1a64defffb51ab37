"""Large objects: pg_dump carries them; a digest of their pages is asked again after a restore."""

from __future__ import annotations

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.sources.postgres.connection import Connection

# Who may read a large object: its owner's members, a superuser, or who was granted it.
LOOK = """
SELECT count(*),
       count(*) FILTER (WHERE NOT (
           current_setting('is_superuser') = 'on'
           OR current_setting('lo_compat_privileges') = 'on'
           OR pg_has_role(m.lomowner, 'USAGE')
           OR EXISTS (SELECT FROM aclexplode(m.lomacl) a
                       WHERE a.privilege_type = 'SELECT'
                         AND (a.grantee = 0 OR pg_has_role(a.grantee, 'USAGE')))))
  FROM pg_catalog.pg_largeobject_metadata m
"""

PAGE = 1 << 20

# One row a megabyte of each object. The pages are not carried along, only their lengths, so the
# query needs no space however large the objects are.
DIGEST = f"""COPY (
WITH RECURSIVE page(object, number, length, digest) AS (
    SELECT m.oid, 0::bigint, length(d), sha256(d)
      FROM pg_catalog.pg_largeobject_metadata m,
           LATERAL (SELECT lo_get(m.oid, 0, {PAGE}) OFFSET 0) p(d)
    UNION ALL
    SELECT page.object, number + 1, length(d), sha256(d)
      FROM page, LATERAL (SELECT lo_get(page.object, (number + 1) * {PAGE}, {PAGE}) OFFSET 0) p(d)
     WHERE page.length = {PAGE})
SELECT object, number, length, encode(digest, 'hex') FROM page ORDER BY object, number
) TO STDOUT"""  # noqa: S608 (the only value in it is a constant)


@dataclass(frozen=True, slots=True)
class LargeObjects:
    """Items and remarks about a database's large objects."""

    items: tuple[ItemPlan, ...]
    remarks: tuple[Remark, ...]


def look_at_large_objects(connection: Connection, user: str) -> LargeObjects:
    """Whether there are any, and whether ``user`` may read them all."""
    row = connection.execute(LOOK).fetchone()
    assert row is not None
    total, unreadable = int(str(row[0])), int(str(row[1]))
    if not total:
        return LargeObjects((), ())
    if unreadable:
        what = f"{total} are left out: {user} may not read {unreadable} of them"
        return LargeObjects((), (Remark("large objects", what),))
    digest = ItemPlan("large objects digest", ItemKind.DIGEST, 0, {"copy": DIGEST})
    return LargeObjects((ItemPlan("large objects", ItemKind.LARGE_OBJECTS), digest), ())
