"""The database itself, as an item: how to create it, and which roles its objects name."""

from __future__ import annotations

import json

from desktop_app.engine.sources.postgres.connection import Connection

# Columns of pg_database that came or were renamed with a version.
LOCALE_COLUMNS = {
    13: "'c' AS provider, NULL AS locale, NULL AS icu_rules",
    15: "d.datlocprovider::text AS provider, d.daticulocale AS locale, NULL AS icu_rules",
    16: "d.datlocprovider::text AS provider, d.daticulocale AS locale, d.daticurules AS icu_rules",
    17: "d.datlocprovider::text AS provider, d.datlocale AS locale, d.daticurules AS icu_rules",
}

# Catalogs of what a role can own in a database, and the column that says who does.
OWNERS = {
    "pg_class": "relowner",
    "pg_proc": "proowner",
    "pg_type": "typowner",
    "pg_namespace": "nspowner",
    "pg_operator": "oprowner",
    "pg_opclass": "opcowner",
    "pg_opfamily": "opfowner",
    "pg_collation": "collowner",
    "pg_conversion": "conowner",
    "pg_ts_config": "cfgowner",
    "pg_ts_dict": "dictowner",
    "pg_language": "lanowner",
    "pg_foreign_data_wrapper": "fdwowner",
    "pg_foreign_server": "srvowner",
    "pg_event_trigger": "evtowner",
    "pg_publication": "pubowner",
    "pg_statistic_ext": "stxowner",
    "pg_extension": "extowner",
}
FIRST_OID = 16384  # what is older came with the server

# row_to_json keeps the names beside the values. Roles: all that shared dependencies name, and
# the owners, for the first superuser is pinned and stands in no dependency.
DESCRIBE = """
SELECT row_to_json(x)::text FROM (
SELECT d.datname AS name, pg_encoding_to_char(d.encoding) AS encoding,
       d.datcollate AS collate, d.datctype AS ctype, {locale},
       pg_get_userbyid(d.datdba) AS owner, t.spcname AS tablespace,
       d.datconnlimit AS connection_limit, d.datistemplate AS is_template,
       shobj_description(d.oid, 'pg_database') AS comment,
       d.datacl::text[] AS acl,
       current_setting('server_version_num') AS server_version_num,
       ARRAY(SELECT row_to_json(s) FROM (
           SELECT r.rolname AS role, s.setconfig AS settings
             FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
            WHERE s.setdatabase = d.oid ORDER BY r.rolname NULLS FIRST) s) AS settings,
       ARRAY(SELECT DISTINCT pg_get_userbyid(owner)::text AS role FROM (
           {owners}
           UNION SELECT lomowner FROM pg_largeobject_metadata
           UNION SELECT d.datdba
           UNION SELECT setrole FROM pg_db_role_setting WHERE setdatabase = d.oid AND setrole <> 0
           UNION SELECT refobjid FROM pg_shdepend
            WHERE dbid IN (d.oid, 0) AND refclassid = 'pg_authid'::regclass
              AND (dbid = d.oid OR (classid = 'pg_database'::regclass AND objid = d.oid))
           ) o(owner) ORDER BY role) AS roles,
       ARRAY(SELECT row_to_json(e) FROM (
           SELECT extname AS name, extversion AS version FROM pg_extension ORDER BY extname) e
           ) AS extensions
  FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace
 WHERE d.datname = current_database()) x
"""


def describe_database(connection: Connection) -> bytes:
    """The item's bytes: JSON with sorted keys, equal for equal databases."""
    major = connection.info.server_version // 10000
    locale = LOCALE_COLUMNS[max(version for version in LOCALE_COLUMNS if version <= major)]
    owners = " UNION ".join(
        f"SELECT {column} FROM {catalog} WHERE oid >= {FIRST_OID}"  # noqa: S608 (constants)
        for catalog, column in OWNERS.items()
    )
    query = DESCRIBE.format(locale=locale, owners=owners)
    row = connection.execute(query.encode()).fetchone()
    assert row is not None
    body = json.loads(str(row[0]))
    return json.dumps(body, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"
