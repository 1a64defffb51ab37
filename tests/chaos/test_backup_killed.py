"""SIGKILL at any moment of a backup harms no finished snapshot and no later backup."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable

import pytest

from desktop_app.engine.sources.postgres.connection import Address
from tests.chaos.bench import Bench
from tests.chaos.conftest import change
from tests.waiting import wait_until

KILLS = 4
LONGEST_COPY = 50 << 20  # bytes of COPY text of the largest table, about
Happens = Callable[[], bool]


def moment(bench: Bench, copying: Callable[[], int], chance: random.Random) -> tuple[str, Happens]:
    """A random thing to happen before the kill: in the server, or in the repository."""
    what = chance.choice(["leases", "copy", "copy", "packs", "packs", "indexes", "snapshots"])
    if what == "copy":
        wanted = chance.randrange(LONGEST_COPY)
        return f"{wanted} bytes are copied", lambda: copying() > wanted
    before = bench.stored(what)
    wanted = before + (chance.randrange(30 << 20) if what == "packs" else 0)
    return f"{what} hold {wanted} bytes", lambda: bench.stored(what) > wanted


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_backups_leave_a_sound_repository(
    bench: Bench, changing: Address, copying: Callable[[], int], seed: int
) -> None:
    chance = random.Random(seed)
    bench.set_up(lab=changing)
    finished = 0
    for number in range(KILLS):
        what, happens = moment(bench, copying, chance)
        backup = bench.start("backup", "lab")
        wait_until(lambda: happens() or backup.ended, what)  # noqa: B023 (called at once)
        backup.stop(signal.SIGKILL)
        code = backup.finish().code
        wait_until(lambda: not backup.children(), "its children end")  # noqa: B023
        found = len(bench.sound())
        # The kill may come when the snapshot is whole already, or the process has ended.
        assert found == finished or found == finished + 1
        assert code != 0 or found == finished + 1
        finished = found
        change(changing, number)
    bench.call("backup", "lab")
    sequences = [snapshot.sequence for snapshot in bench.sound()]
    assert sequences == list(range(1, finished + 2))
