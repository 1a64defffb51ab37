"""What a backup saves from packs that a verification found bad.

A backup does not count on such packs: whatever it reads is stored again, though they have it.
What only earlier snapshots have is read no more; of it, what a bad pack still gives is moved to
new ones. So all that can be had again lies in good packs, and prune can let go of the bad ones.
"""

from __future__ import annotations

from contextlib import suppress

from desktop_app.engine.errors import Damaged, ObjectAbsent
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.index_cache import Place
from desktop_app.engine.repository.packs import MAX_PACK_SIZE, pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.writer import SnapshotWriter

# Bytes that are left alone: a backup that read its source to the end must not fail for want of
# room for what was saved beside it. The next one goes on.
LEFT_FREE = 8 * MAX_PACK_SIZE


def salvage(repository: Repository, writer: SnapshotWriter, progress: Progress) -> None:
    """Store the chunks of bad packs that can be read still, and that lie in no good pack, as long
    as there is room."""
    if not writer.bad:
        return
    progress.phase("reading bad packs", items=len(writer.bad))
    for pack in sorted(writer.bad):
        if _is_scarce(repository.storage.free_space()):
            return
        progress.item(pack_name(pack))
        _salvage_one(repository, writer, pack, progress)
        progress.advance(items=1)


def _is_scarce(free: int | None) -> bool:
    return free is not None and free < LEFT_FREE


def _salvage_one(
    repository: Repository, writer: SnapshotWriter, pack: str, progress: Progress
) -> None:
    table = repository.index.pack(pack)
    for entry in table.entries:
        progress.cancel.check()
        if writer.is_kept(entry.id):
            continue
        with suppress(Damaged, ObjectAbsent):  # lost, as the verification said
            writer.keep(repository.copy(Place(pack, table.header, True, entry)))
