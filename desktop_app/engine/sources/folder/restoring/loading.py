"""A restore into a folder under way: an unfinished tree, and what becomes of it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import closing
from datetime import datetime

from desktop_app.engine.contents.item_list import Picked
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Build, ItemReader, Later, Met, Order, Steps
from desktop_app.engine.sources.folder.restoring.building import Building
from desktop_app.engine.sources.folder.restoring.comparing import SameFile
from desktop_app.engine.sources.folder.restoring.fates import Fate, Fates, find_fates
from desktop_app.engine.sources.folder.restoring.faults import told
from desktop_app.engine.sources.folder.restoring.keeping import FILES, free_path
from desktop_app.engine.sources.folder.restoring.layout import Layout
from desktop_app.engine.sources.folder.restoring.merging import Kept, Merge
from desktop_app.engine.sources.folder.restoring.publication import beside_ending, publish
from desktop_app.engine.sources.folder.restoring.staging import Staging
from desktop_app.engine.sources.folder.restoring.stamping import Stamps
from desktop_app.engine.sources.folder.restoring.tree import Tree, sync_all

# Two wait for the disk while two keep two cores at work.
LOADERS = 4
STEPS = Steps("making folders", "restoring files", "setting times and rights")
KEPT, NAME = "kept", "name "
UNTOUCHED = {Fate.SAME, Fate.SKIP}

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Job:
    """One order: ``root`` is the folder that is meant; ``over``: it is there, and files go over."""

    root: str
    order: Order
    layout: Layout
    over: bool
    umask: int
    clock: Clock


class FolderLoading:
    """The unfinished tree of one order. See :class:`Loading`."""

    def __init__(self, job: Job, staging: Staging, progress: Progress) -> None:
        self.steps, self.loaders, self.in_turn = STEPS, LOADERS, True
        self.contents: Sequence[Item] = job.layout.contents
        self.loaded: Container[str] = frozenset()
        self.kept: str | None = None
        self.met: Met | None = None
        self._job, self._staging, self._progress = job, staging, progress
        self._stamps = Stamps(job.umask)
        self._building = Building(staging, job.layout, self._stamps, progress.cancel)
        self._remarks: list[Remark] = list(job.layout.remarks)
        self._fates: Fates | None = None

    def define(self) -> None:
        with told(self._job.root):
            if self._job.over:
                self._fates = self._look()
                self.contents = self._touched(self._fates)
            self.loaded = self._building.begin(self.contents)

    def _touched(self, fates: Fates) -> Sequence[Item]:
        contents = self._job.layout.contents
        numbers = (n for n in range(len(contents)) if fates.of(n) not in UNTOUCHED)
        return Picked(contents, array("L", numbers))

    def _look(self) -> Fates:
        job, journal = self._job, self._staging.journal
        earlier = {k.removeprefix(NAME): n for k, n in journal.chosen.items() if k != KEPT}
        with closing(Tree(job.root)) as live:
            same = SameFile(live, self._progress)
            ending = beside_ending(job.clock())
            fates = find_fates(live, job.layout, job.order.existing, ending, same, earlier)
        journal.choose({NAME + name: chosen for name, chosen in fates.chosen.items()})
        return fates

    def load(self, item: Item, pieces: Iterable[bytes]) -> None:
        with told(self._staging.path):
            self._building.load(item, pieces)

    def read_back(self, item: Item) -> ItemReader:
        with told(self._staging.path):
            return self._building.read_back(item)

    def mark_loaded(self, item: Item) -> None:
        with told(self._staging.path):
            self._building.mark(item)

    def later(self, item: Item) -> Later:
        return Later()

    def next_builds(self) -> Sequence[Build]:
        return ()

    def build(self, build: Build) -> None:
        """Nothing is built upon files."""

    def complete(self) -> None:
        with told(self._staging.path):
            self._building.finish()

    def publish(self) -> str:
        job = self._job
        with told(job.root):
            if self._fates is not None:
                self._merge(self._fates)
                self.met = self._fates.met
                return job.root
            self._building.close()
            done = publish(self._staging, job.root, job.order.way, job.clock())
            self.kept = done.kept
            return done.place

    def _merge(self, fates: Fates) -> None:
        job, journal = self._job, self._staging.journal
        if KEPT not in journal.chosen:
            journal.choose({KEPT: free_path(job.root, FILES, job.clock())})
        with closing(Tree(job.root)) as live:
            with closing(Kept(live, journal.chosen[KEPT])) as kept:
                merge = Merge(
                    staged=self._building.tree,
                    live=live,
                    kept=kept,
                    layout=job.layout,
                    fates=fates,
                    existing=job.order.existing,
                    ending=beside_ending(job.clock()),
                    stamps=self._stamps,
                    check=self._progress.cancel.check,
                )
                left_out = self._building.left_out
                merge.run(item for item in self.contents if item.name not in left_out)
            sync_all(live.reach.folder(""))
        self.kept = kept.path if kept.used else None
        self._remarks += merge.remarks
        self._building.close()
        self._staging.remove()

    def abandon(self) -> None:
        self.close()
        with told(self._staging.path):
            self._staging.remove()

    def late_remarks(self) -> tuple[Remark, ...]:
        return (*self._remarks, *self._building.remarks, *self._stamps.remarks())

    def close(self) -> None:
        """Close all files and let go of the unfinished place. Harmless when called twice."""
        self._building.close()
        self._staging.journal.close()
