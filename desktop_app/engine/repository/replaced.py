"""Bad packs that are no loss to snapshots: all that these need of them lies in good packs as well,
because a backup stored it again, or they need nothing of them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from desktop_app.engine.errors import Damaged
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.check import PackFindings
from desktop_app.engine.repository.index import ChunkIndex
from desktop_app.engine.repository.index_cache import Place
from desktop_app.engine.repository.needed import Needed
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.sweep import all_snapshots


def replaced_packs(
    repository: Repository, fresh: ChunkIndex, findings: PackFindings, progress: Progress
) -> set[str]:
    """Those of the bad packs (ids) that no snapshot depends on, not in the trash either. Copies in
    packs that were not read yet are read."""
    if not findings.bad:
        return set()
    try:
        everyone = all_snapshots(repository)
    except Damaged:  # one cannot be read: it might need anything
        return set()
    return spare_packs(repository, fresh, findings, everyone, progress)


def spare_packs(
    repository: Repository,
    fresh: ChunkIndex,
    findings: PackFindings,
    snapshots: Iterable[Snapshot],
    progress: Progress,
) -> set[str]:
    """The same of these snapshots alone: others may have lost what they do not need."""
    if not findings.bad:
        return set()
    checked = set(findings.checked)

    def is_good(place: Place) -> bool:
        if place.pack in findings.bad:
            return False
        return place.pack in checked or repository.is_good(place)

    def is_replaced(pack: str, needed: Needed) -> bool:
        progress.cancel.check()
        chunks = (entry.id for entry in fresh.pack(pack).entries if entry.id in needed)
        return all(any(map(is_good, fresh.places(chunk))) for chunk in chunks)

    try:
        with closing(Needed(repository, snapshots)) as needed:
            return {pack for pack in findings.bad if is_replaced(pack, needed)}
    except Damaged:  # a list of items cannot be read: it might need anything
        return set()
