"""The database that the benchmark measures with: laboratory data of a chosen size.

Compresses about as real data does: measured values are random doubles with all their digits,
times have jitter, texts are hexadecimal digests, pictures are noise.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

from desktop_app.engine.sources.postgres.connection import Address

# Rows for each megabyte of database, so that readings take about half of it.
READINGS, SPECTRA, SAMPLES, EVENTS = 4_000, 40, 700, 400

TABLES = """
CREATE SCHEMA lab;
CREATE TABLE lab.devices (device_id integer PRIMARY KEY, name text UNIQUE NOT NULL, settings jsonb);
CREATE TABLE lab.samples (
    sample_id bigint PRIMARY KEY, barcode text NOT NULL, taken timestamptz NOT NULL,
    device_id integer NOT NULL, mass double precision, note text
);
CREATE TABLE lab.readings (
    reading_id bigint PRIMARY KEY, sample_id bigint NOT NULL, measured timestamptz NOT NULL,
    temperature double precision NOT NULL, pressure double precision, quality smallint
);
CREATE TABLE lab.spectra (
    spectrum_id bigint PRIMARY KEY, sample_id bigint NOT NULL, recorded timestamptz, curve bytea
);
CREATE TABLE lab.events (
    event_id bigint PRIMARY KEY, device_id integer NOT NULL, happened timestamptz, what jsonb
);
ALTER TABLE lab.spectra ALTER curve SET STORAGE EXTERNAL;
"""

INDEXES = """
ALTER TABLE lab.samples ADD FOREIGN KEY (device_id) REFERENCES lab.devices;
ALTER TABLE lab.readings ADD FOREIGN KEY (sample_id) REFERENCES lab.samples;
ALTER TABLE lab.spectra ADD FOREIGN KEY (sample_id) REFERENCES lab.samples;
ALTER TABLE lab.events ADD FOREIGN KEY (device_id) REFERENCES lab.devices;
CREATE UNIQUE INDEX ON lab.samples (barcode);
CREATE INDEX ON lab.readings (sample_id, measured);
CREATE INDEX ON lab.events USING gin (what jsonb_path_ops);
CREATE INDEX ON lab.spectra (sample_id);
"""

ROWS = (
    """INSERT INTO lab.devices
        SELECT n, 'device ' || n, jsonb_build_object('channels', n % 8, 'gain', random())
        FROM generate_series(0, 99) n""",
    """INSERT INTO lab.samples
        SELECT n, md5(n::text), timestamptz '2024-01-01 00:00Z' + n * interval '37.123 seconds'
               + random() * interval '5 s', n % 100, 1e-3 * random(),
               CASE WHEN n % 5 = 0 THEN 'aliquot ' || md5(random()::text) || md5(random()::text) END
        FROM generate_series(1, {samples}) n""",
    """INSERT INTO lab.readings
        SELECT n, 1 + n % {samples}, timestamptz '2024-01-01 00:00Z' + n * interval '1 s'
               + random() * interval '1 s',
               -196 + 216 * random(), 1013 + (random() - 0.5) * 40, n % 7 + n % 11
        FROM generate_series(1, {readings}) n""",
    """INSERT INTO lab.spectra
        SELECT n, 1 + (n * 31) % {samples}, timestamptz '2024-01-01 00:00Z' + n * interval '600 s',
               (SELECT string_agg(sha512((n || ' ' || g)::bytea), '')
                FROM generate_series(1, 48 + n % 32) g)
        FROM generate_series(1, {spectra}) n""",
    """INSERT INTO lab.events
        SELECT n, n % 100, timestamptz '2024-01-01 00:00Z' + n * interval '61.7 s',
               jsonb_build_object('kind', (ARRAY['start', 'stop', 'alarm', 'note'])[1 + n % 4],
                   'value', random(), 'by', md5((n % 40)::text), 'trace', md5(random()::text))
        FROM generate_series(1, {events}) n""",
)

SMALL_CHANGE = (
    """UPDATE lab.readings SET temperature = temperature + 0.5
        WHERE reading_id BETWEEN {round} * 9973 + 1 AND {round} * 9973 + 300""",
    """INSERT INTO lab.readings
        SELECT (SELECT max(reading_id) FROM lab.readings) + n, n,
               now() + n * interval '1 s', -20 * random(), 1000, 1
        FROM generate_series(1, 500) n""",
    """INSERT INTO lab.events
        SELECT (SELECT max(event_id) FROM lab.events) + 1, 7, now(),
               jsonb_build_object('kind', 'note', 'round', {round}::integer)""",
)


def fill(address: Address, megabytes: int) -> None:
    """Make the tables and about that many megabytes of rows and indexes."""
    counts = {"readings": READINGS, "spectra": SPECTRA, "samples": SAMPLES, "events": EVENTS}
    numbers = {name: sql.Literal(count * megabytes) for name, count in counts.items()}
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute("SELECT setseed(0.4711)")
        connection.execute("SET synchronous_commit = off")
        connection.execute(TABLES)
        for statement in ROWS:
            connection.execute(sql.SQL(statement).format(**numbers))
        connection.execute(INDEXES)
        connection.execute("VACUUM (ANALYZE, FREEZE)")
        connection.execute("CHECKPOINT")


def change(address: Address, number: int) -> None:
    """The day's small change: a few hundred rows corrected, some new; ``number`` says which day."""
    with psycopg.connect(address.conninfo()) as connection:
        for statement in SMALL_CHANGE:
            connection.execute(sql.SQL(statement).format(round=sql.Literal(number)))


def size(address: Address) -> int:
    """Bytes of the database on disk."""
    with psycopg.connect(address.conninfo()) as connection:
        answer = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    assert answer
    return int(answer[0])
