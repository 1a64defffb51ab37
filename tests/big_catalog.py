"""Catalogs of the size that laboratories reach, made fast: rows go in as they lie there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, MetaData, insert

START = datetime(2024, 1, 1, tzinfo=UTC)
GRADES = ("ok", "ok", "ok", "warning", "failed")
STATES = {"ok": "succeeded", "warning": "warning", "failed": "failed"}
LEVELS = ("bytes", "structure", "restored")
AT_ONCE = 5_000


def fill(
    connection: Connection,
    form: MetaData,
    *,
    targets: int,
    snapshots: int,
    jobs: int,
    looks: int,
    workspace: str = "default",
) -> None:
    """Fill the tables of either form of the catalog; ``form`` is its MetaData. Moments are text.
    Nothing in it depends on chance: the same numbers give the same rows."""
    chance = random.Random(targets)
    made: dict[str, Iterator[dict[str, Any]]] = {
        "repositories": _repositories(workspace),
        "targets": _targets(workspace, targets),
        "snapshots": _snapshots(workspace, targets, snapshots, chance),
        "verifications": _looks(workspace, targets, snapshots, looks, chance),
        "pack_checks": _pack_checks(workspace, snapshots),
        ("runs" if "runs" in form.tables else "jobs"): _jobs(workspace, targets, jobs, chance),
    }
    for name, rows in made.items():
        table = form.tables[name]
        known = {column.name for column in table.columns}
        while batch := list(islice(rows, AT_ONCE)):
            if name == "jobs":
                for row in batch:
                    row["error"] = {"what": row["error"]} if row["error"] else None
            of_it = [key for key in batch[0] if key in known]
            connection.execute(insert(table), [{key: row[key] for key in of_it} for row in batch])


def moment(minutes: float) -> str:
    """As the catalog writes it."""
    return (START + timedelta(minutes=minutes)).isoformat(timespec="microseconds")


def snapshot_id(workspace: str, number: int) -> str:
    return f"{workspace.encode().hex()[:8]}{number:056x}"


def _repositories(workspace: str) -> Iterator[dict[str, Any]]:
    for number in range(3):
        yield {
            "workspace": workspace,
            "name": f"nas {number}",
            "url": f"/mnt/nas {number}",
            "id": f"{workspace} r{number}",
            "keyring_slot": "",
            "stored": 0,
        }


def _targets(workspace: str, targets: int) -> Iterator[dict[str, Any]]:
    for number in range(targets):
        yield {
            "workspace": workspace,
            "name": f"target {number}",
            "kind": "postgresql",
            "url": f"postgresql://reader@db:5432/lab_{number}",
            "repository": f"nas {number % 3}",
            "password_kept": number % 2 == 0,
            "rpo_seconds": 3600,
            "proof_days": 30,
        }


def _snapshots(
    workspace: str, targets: int, snapshots: int, chance: random.Random
) -> Iterator[dict[str, Any]]:
    for number in range(snapshots):
        target = number % targets
        yield {
            "workspace": workspace,
            "repository": f"{workspace} r{target % 3}",
            "id": snapshot_id(workspace, number),
            "target": f"target {target}",
            "target_kind": "postgresql",
            "target_address": f"postgresql://reader@db:5432/lab_{target}",
            "host": "bench",
            "sequence": 1 + number // targets,
            "started": moment(number),
            "finished": moment(number + 0.5),
            "grade": GRADES[chance.randrange(4)],
            "warnings": [["public.odd", "no right to read it"]] if number % 7 == 0 else [],
            "items": 12,
            "rows": chance.randrange(1 << 24),
            "size": chance.randrange(1 << 40),
            "stored": chance.randrange(1 << 34),
            "facts": {"server_version": "15.8", "encoding": "UTF8"},
            "item_list": chance.randbytes(32),
        }


def _looks(
    workspace: str, targets: int, snapshots: int, looks: int, chance: random.Random
) -> Iterator[dict[str, Any]]:
    for number in range(looks):
        snapshot = snapshots - looks // 3 + number // 3 if snapshots > looks // 3 else number
        failed = chance.randrange(50) == 0
        yield {
            "workspace": workspace,
            "snapshot": snapshot_id(workspace, snapshot),
            "target": f"target {snapshot % targets}",
            "level": LEVELS[number % 3],
            "grade": "failed" if failed else "ok",
            "sampled": number % 5 == 0,
            "at": moment(snapshots + number),
            "seconds": 0.0,
            "problems": [{"item": "packs/ab", "what": "does not open"}] if failed else [],
        }


def _pack_checks(workspace: str, snapshots: int) -> Iterator[dict[str, Any]]:
    for number in range(snapshots):
        repository = f"{workspace} r{number % 3}"
        yield {"repository": repository, "pack": f"{number:064x}", "checked": moment(number)}


def _jobs(
    workspace: str, targets: int, jobs: int, chance: random.Random
) -> Iterator[dict[str, Any]]:
    for number in range(jobs):
        target, grade = number % targets, GRADES[chance.randrange(5)]
        begun = moment(number)
        error = "NoSpace(where='/mnt/nas')" if grade == "failed" else ""
        yield {
            "workspace": workspace,
            "kind": ("backup", "verify")[number // targets % 2],
            "target": f"target {target}",
            "repository": f"nas {target % 3}",
            "snapshot": snapshot_id(workspace, number) if not error else "",
            "state": STATES[grade],
            "tries": 1,
            "created": begun,
            "not_before": begun,
            "started": begun,
            "finished": moment(number + 0.5),
            "grade": grade,
            "figures": {"bytes": chance.randrange(1 << 40), "stored": number},
            "error": error,
        }
