"""Whether every object of a repository is there and is what it must be, down to each byte.

Trusts nothing but the key: the local index is not asked, a fresh one is made from the storage.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from blake3 import blake3

from desktop_app.engine.crew import work_through
from desktop_app.engine.errors import Damaged, ObjectAbsent, RepositoryRefused
from desktop_app.engine.model import Problem, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository import (
    audit,
    holds,
    index,
    keys,
    manifest,
    marks,
    notes,
    trash,
)
from desktop_app.engine.repository.index import ChunkIndex
from desktop_app.engine.repository.packs import (
    MAX_PACK_SIZE,
    PackTable,
    check_pack,
    list_packs,
    load_table,
    open_chunk,
    pack_name,
)
from desktop_app.engine.repository.protection import lost_protection
from desktop_app.engine.repository.recovery_text import RECOVERY_NAME
from desktop_app.engine.repository.repository import Repository, SnapshotList
from desktop_app.engine.repository.seal import object_id

READERS = 2
# A table of four-byte offsets cannot describe more; what is longer was not written by LabVault.
LONGEST_PACK = 2 * MAX_PACK_SIZE


@dataclass
class PackFindings:
    """What was found in packs: what is wrong with each bad one, by its id, and the chunks that
    cannot be read any more.

    Filled by several threads under ``lock``.
    """

    bad: dict[str, Problem] = field(default_factory=dict)
    lost: set[tuple[str, bytes]] = field(default_factory=set)  # (pack id, chunk id)
    unnamed: set[str] = field(default_factory=set)  # needed packs that no index names
    checked: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def check_header(repository: Repository) -> list[Problem]:
    """``labvault.json`` as it lies there now, and RECOVERY.txt."""
    return _told(lambda: _check_header(repository)) + _told(lambda: _check_recovery(repository))


def _check_header(repository: Repository) -> None:
    data = repository.storage.load(keys.HEADER_NAME, 0, keys.MAX_HEADER)
    try:
        header = keys.decode_header(data, repository.storage.url)
    except RepositoryRefused:
        raise Damaged(keys.HEADER_NAME, "is not the header that this repository had") from None
    keys.check_mac(data, repository.master)
    if header.id != repository.id:
        raise Damaged(keys.HEADER_NAME, "belongs to another repository")


def _check_recovery(repository: Repository) -> None:
    text = repository.storage.load(RECOVERY_NAME)
    if object_id(text) != repository.header.recovery_text:
        raise Damaged(RECOVERY_NAME, "its text was changed")


def check_history(repository: Repository) -> tuple[SnapshotList, list[Problem]]:
    """All manifests' headers and the audit chain, each against the other."""
    # In this order, and looked for once more, so that neither a snapshot that is made nor one
    # that is removed or put back meanwhile seems to be gone.
    listed = repository.load_snapshots()
    entries, damages = audit.read_chain(repository.storage, repository.master)
    resting = trash.load_trash(repository)
    said = notes.load_notes(repository)
    unread = (*said.problems.values(), *lost_protection(repository, entries, said))
    unheld = (*holds.load_holds(repository).problems, *holds.gone_holds(repository, entries))
    damaged = (*damages, *listed.problems, *resting.problems, *unread, *unheld)
    problems = [_problem(damage) for damage in damaged]
    there = {snapshot.id for snapshot in listed.snapshots}
    there |= {each.snapshot.id for each in resting.resting}
    there |= {damage.name.rpartition("/")[2] for damage in damaged}
    for entry in _expected(entries):
        if entry.subject not in there and not trash.is_anywhere(repository.storage, entry.subject):
            what = f"a snapshot of {entry.detail.get('target', '')} is gone"
            problems.append(Problem(manifest.PREFIX + entry.subject, what))
    return listed, problems


def _expected(entries: Iterable[audit.AuditEntry]) -> list[audit.AuditEntry]:
    """For each snapshot that must be there or in the trash, the last entry that says so."""
    made: dict[str, audit.AuditEntry] = {}
    for entry in entries:
        gone = entry.event == trash.REMOVED and trash.RESTS not in entry.detail
        if gone or entry.event == trash.DELETED:
            made.pop(entry.subject, None)
        elif entry.event in ("snapshot made", trash.REMOVED, trash.PUT_BACK):
            made[entry.subject] = entry
    return [made[subject] for subject in sorted(made)]


def pruned_meanwhile(repository: Repository, listed: SnapshotList, fresh: ChunkIndex) -> bool:
    """Whether manifests or indexes that were read are not there any more: then what was found
    missing may only have been moved or retired."""
    storage = repository.storage
    snapshots = {info.name for info in storage.list(manifest.PREFIX)}
    indexes = {info.name for info in storage.list(index.PREFIX)}
    retired = any(manifest.PREFIX + s.id not in snapshots for s in listed.snapshots)
    return retired or not set(fresh.objects()) <= indexes


def check_indexes(repository: Repository) -> tuple[ChunkIndex, list[Problem]]:
    """Every index object and every mark; returns a fresh index (the caller closes it), which
    also knows the packs that no index object names."""
    fresh = ChunkIndex(repository.storage, repository.master, None)
    fresh.refresh()
    problems = _learn_left_packs(repository, fresh)
    for name in sorted(fresh.damaged):
        problems += _told(partial(_load_index, repository, name))
    for info in list(repository.storage.list(marks.PREFIX)):
        problems += _told(partial(_load_mark, repository, info.name))
    return fresh, problems


def _learn_left_packs(repository: Repository, fresh: ChunkIndex) -> list[Problem]:
    """Take in the packs that no index names; tells which of them cannot be read."""
    problems: list[Problem] = []
    named = fresh.named_packs()
    for pack, size in list_packs(repository.storage).items():
        if pack not in named:
            problems += _told(partial(_learn_left_pack, repository, fresh, pack, size))
    return problems


def _learn_left_pack(repository: Repository, fresh: ChunkIndex, pack: str, size: int) -> None:
    with suppress(ObjectAbsent):  # a prune took it meanwhile
        fresh.learn([load_table(repository.storage, repository.master, pack, size)])


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
        _check_one_pack(repository, fresh.pack(pack), named, findings)
        progress.advance(items=1, bytes=sizes.get(pack, 0))

    sizes, named = fresh.packs(), fresh.named_packs().keys()
    packs = list(packs)
    progress.phase("checking packs", items=len(packs), bytes=sum(sizes.get(p, 0) for p in packs))
    work_through(packs, check, READERS, progress.cancel)
    return findings


def _check_one_pack(
    repository: Repository, table: PackTable, named: Collection[str], findings: PackFindings
) -> None:
    data = b""
    problem: Problem | None = None
    try:
        data = repository.storage.load(pack_name(table.id), 0, LONGEST_PACK)
        entries = check_pack(repository.master, repository.chunk_key, table.id, data)
        if list(table.entries) != entries or table.header != data[: len(table.header)]:
            raise Damaged(pack_name(table.id), "an index tells otherwise of it")
    except ObjectAbsent:
        if table.id in named:  # else a prune took what a killed backup had left
            problem = Problem(pack_name(table.id), "is gone")
    except Damaged as damage:
        problem = _problem(damage)
    with findings.lock:
        findings.checked.append(table.id)
    if problem or not data:
        lost = {(table.id, chunk) for chunk in _lost_chunks(repository, table, data)}
        with findings.lock:
            findings.bad |= {table.id: problem} if problem else {}
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
    """How many of these chunks have no good copy in any pack. Notes packs that no index names."""
    lost = 0
    for chunk in chunks:
        good = [p for p in fresh.places(chunk) if (p.pack, chunk) not in findings.lost]
        lost += not good
        if not any(place.named for place in good):
            findings.unnamed |= {place.pack for place in good}
    return lost


def unnamed_packs(findings: PackFindings) -> list[Problem]:
    """The packs that snapshots need and no index names: an index object was lost. What is in
    them can be read, and the next backup names them again."""
    what = "no index names it, though snapshots need it"
    return [Problem(pack_name(pack), what) for pack in sorted(findings.unnamed)]


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
    return []


def _problem(damage: Damaged) -> Problem:
    return Problem(damage.name, damage.how)
