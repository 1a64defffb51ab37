"""Whether every object of a repository is there and is what it must be, down to each byte.

Trusts nothing but the key: the local index is not asked, a fresh one is made from the storage.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from blake3 import blake3

from desktop_app.engine.crew import work_through
from desktop_app.engine.errors import Damaged, LabVaultError, ObjectAbsent
from desktop_app.engine.model import Problem, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository import audit, index, keys, manifest, marks
from desktop_app.engine.repository.index import ChunkIndex
from desktop_app.engine.repository.packs import (
    MAX_PACK_SIZE,
    PackTable,
    check_pack,
    open_chunk,
    pack_name,
)
from desktop_app.engine.repository.recovery_text import RECOVERY_NAME
from desktop_app.engine.repository.repository import Repository, SnapshotList
from desktop_app.engine.repository.seal import object_id

READERS = 2
# A table of four-byte offsets cannot describe more; what is longer was not written by LabVault.
LONGEST_PACK = 2 * MAX_PACK_SIZE


@dataclass
class PackFindings:
    """What was found in packs: a problem each, and the chunks that cannot be read any more.

    Filled by several threads under ``lock``.
    """

    problems: list[Problem] = field(default_factory=list)
    lost: set[tuple[str, bytes]] = field(default_factory=set)  # (pack id, chunk id)
    checked: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def check_header(repository: Repository) -> list[Problem]:
    """``labvault.json`` as it lies there now, and RECOVERY.txt."""
    return _told(lambda: _check_header(repository)) + _told(lambda: _check_recovery(repository))


def _check_header(repository: Repository) -> None:
    data = repository.storage.load(keys.HEADER_NAME)
    header = keys.decode_header(data, repository.storage.url)
    keys.check_mac(data, repository.master)
    if header.id != repository.id:
        raise Damaged(keys.HEADER_NAME, "belongs to another repository")


def _check_recovery(repository: Repository) -> None:
    text = repository.storage.load(RECOVERY_NAME)
    if object_id(text) != repository.header.recovery_text:
        raise Damaged(RECOVERY_NAME, "its text was changed")


def check_history(repository: Repository) -> tuple[SnapshotList, list[Problem]]:
    """All manifests' headers and the audit chain, each against the other."""
    entries, damages = audit.read_chain(repository.storage, repository.master)
    listed = repository.load_snapshots()
    problems = [_problem(damage) for damage in (*damages, *listed.problems)]
    made = {e.subject: e for e in entries if e.event == "snapshot made"}
    for entry in entries:
        if entry.event == "snapshot retired":
            made.pop(entry.subject, None)
    there = {snapshot.id for snapshot in listed.snapshots}
    there |= {damage.name.removeprefix(manifest.PREFIX) for damage in listed.problems}
    for snapshot_id in sorted(set(made) - there):
        target = made[snapshot_id].detail.get("target", "")
        problems.append(Problem(manifest.PREFIX + snapshot_id, f"a snapshot of {target} is gone"))
    return listed, problems


def check_indexes(repository: Repository) -> tuple[ChunkIndex, list[Problem]]:
    """Every index object and every mark; returns a fresh index (the caller closes it)."""
    fresh = ChunkIndex(repository.storage, repository.master, None)
    fresh.refresh()
    problems: list[Problem] = []
    for name in sorted(fresh.damaged):
        problems += _told(lambda n=name: _load_index(repository, n))  # type: ignore[misc]
    for info in list(repository.storage.list(marks.PREFIX)):
        problems += _told(lambda n=info.name: _load_mark(repository, n))  # type: ignore[misc]
    return fresh, problems


def _load_index(repository: Repository, name: str) -> None:
    index.load_index(repository.storage, repository.master, name)


def _load_mark(repository: Repository, name: str) -> None:
    try:
        marks.load_mark(repository.storage, repository.master, name)
    except ObjectAbsent:
        return  # a prune finished meanwhile


def check_packs(
    repository: Repository, fresh: ChunkIndex, packs: Iterable[str], progress: Progress
) -> PackFindings:
    """Read whole packs and open every chunk in them."""
    findings = PackFindings()

    def check(pack: str) -> None:
        progress.item(pack_name(pack))
        _check_one_pack(repository, fresh.pack(pack), findings)
        progress.advance(items=1, bytes=sizes.get(pack, 0))

    sizes = fresh.packs()
    packs = list(packs)
    progress.phase("checking packs", items=len(packs), bytes=sum(sizes.get(p, 0) for p in packs))
    work_through(packs, check, READERS, progress.cancel)
    findings.problems.sort(key=lambda problem: problem.item)
    return findings


def _check_one_pack(repository: Repository, table: PackTable, findings: PackFindings) -> None:
    data = b""
    problem: Problem | None = None
    try:
        data = repository.storage.load(pack_name(table.id), 0, LONGEST_PACK)
        entries = check_pack(repository.master, repository.chunk_key, table.id, data)
        if list(table.entries) != entries or table.header != data[: len(table.header)]:
            raise Damaged(pack_name(table.id), "an index tells otherwise of it")
    except ObjectAbsent:
        problem = Problem(pack_name(table.id), "is gone")
    except Damaged as damage:
        problem = _problem(damage)
    with findings.lock:
        findings.checked.append(table.id)
    if problem:
        lost = {(table.id, chunk) for chunk in _lost_chunks(repository, table, data)}
        with findings.lock:
            findings.problems.append(problem)
            findings.lost |= lost


def _lost_chunks(repository: Repository, table: PackTable, data: bytes) -> Iterable[bytes]:
    """The chunks of a damaged pack that really cannot be read any more."""
    name = pack_name(table.id)
    for entry in table.entries:
        sealed = data[entry.offset : entry.offset + entry.stored]
        try:
            plain = open_chunk(repository.master, table.header, entry, sealed, name)
        except Damaged:
            yield entry.id
            continue
        if blake3(plain, key=repository.chunk_key).digest() != entry.id:
            yield entry.id


def lost_of(chunks: Iterable[bytes], fresh: ChunkIndex, findings: PackFindings) -> int:
    """How many of these chunks have no good copy in any pack."""
    lost = 0
    for chunk in chunks:
        places = fresh.places(chunk)
        lost += all((place.pack, chunk) in findings.lost for place in places)
    return lost


def packs_of(chunks: Iterable[bytes], fresh: ChunkIndex) -> set[str]:
    """The packs that hold these chunks."""
    return {place.pack for chunk in chunks for place in fresh.places(chunk)}


def item_list_chunks(snapshot: Snapshot) -> list[bytes]:
    """The chunks of a snapshot's item list."""
    ids = snapshot.item_list
    return [ids[at : at + 32] for at in range(0, len(ids), 32)]


def _told(check: Callable[[], None]) -> list[Problem]:
    """What a check raises, as a problem; faults of the environment go on."""
    try:
        check()
    except ObjectAbsent as absent:
        return [Problem(absent.name, "is gone")]
    except Damaged as damage:
        return [_problem(damage)]
    except LabVaultError as fault:
        return [Problem(keys.HEADER_NAME, f"cannot be read: {fault}")]
    return []


def _problem(damage: Damaged) -> Problem:
    return Problem(damage.name, damage.how)
