"""Memory of opening a repository whose index tells of a million chunks, about 1 TB of data.

Run as a script in two steps, so that the second one's memory is its own: ``write FOLDER`` makes
the repository with the real writer of indexes, ``open FOLDER`` opens it as any command would,
with an empty cache and again with a filled one, looks chunks up and prints bytes as JSON.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from pathlib import Path

from desktop_app.engine.repository.index import ChunkIndex
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.packs import Entry, PackTable
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage

CHUNKS = 1_000_000
MEAN = 1 << 20  # plain bytes of a chunk
IN_PACK = 64
PACKS_IN_INDEX = 400  # about what a 12 GB backup adds
PASSPHRASE = "a million chunks"


def write(folder: Path) -> None:
    """The repository: packs are told of, but are not there."""
    repository, _ = Repository.create(LocalStorage(folder / "store"), PASSPHRASE)
    chance = random.Random(0)
    index = ChunkIndex(repository.storage, repository.master, folder / "made.sqlite")
    packs = []
    for number in range(CHUNKS // IN_PACK):
        packs.append(_pack(chance))
        if len(packs) == PACKS_IN_INDEX or number == CHUNKS // IN_PACK - 1:
            index.store(packs)
            packs = []
    index.close()
    repository.close()


def _pack(chance: random.Random) -> PackTable:
    offset, entries = 64, []
    for number in range(IN_PACK):
        stored = chance.randrange(MEAN // 4, MEAN)
        entries.append(Entry(chance.randbytes(32), 1, number, offset, stored, MEAN))
        offset += stored
    return PackTable(chance.randbytes(32).hex(), chance.randbytes(40), offset, entries)


def open_and_look(folder: Path) -> dict[str, float]:
    """Peak memory in bytes and seconds, of this process."""
    before = _peak()
    since = time.perf_counter()
    repository = Repository.open(
        LocalStorage(folder / "store"), Passphrase(PASSPHRASE), folder / "cache"
    )
    for _ in range(1000):
        repository.index.places(os.urandom(32))
    repository.close()
    return {"peak": _peak(), "before": before, "seconds": time.perf_counter() - since}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    step, where = sys.argv[1], Path(sys.argv[2])
    if step == "write":
        write(where)
    else:
        print(json.dumps(open_and_look(where)))
