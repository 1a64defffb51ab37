"""Devices as a source: a data root of theirs here, or fetched from a device first."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import FolderUnreadable
from desktop_app.engine.model import ItemKind, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.layout import TOPS, is_device
from desktop_app.engine.sources.ethoscope.line import Line, held
from desktop_app.engine.sources.ethoscope.remote import devices_on
from desktop_app.engine.sources.ethoscope.runs import FileFacts, Run, group
from desktop_app.engine.sources.ethoscope.session import EthoscopeSession
from desktop_app.engine.sources.ethoscope.ssh import Access
from desktop_app.engine.sources.ethoscope.staging import bring_up_to_date
from desktop_app.engine.sources.folder.lister import Lister
from desktop_app.engine.sources.folder.patterns import Patterns, literal
from desktop_app.engine.sources.folder.source import FilePlan, FolderSource
from desktop_app.engine.sources.sqlite.private import private_folder

OURS = (".labvault-partial/", ".*.db.labvault")
"""What a transfer leaves in the folder it fills."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How devices are got at. ``staging``: where to what a device holds is fetched, kept between
    runs; None: to a folder that goes afterwards. ``zone``: that of the devices' clocks; ``lister``:
    tells what is in the folder, here or fetched."""

    zone: tzinfo
    access: Access
    client: ClientSettings
    staging: Path | None = None
    quiet: float = 0
    lister: Lister | None = None


@dataclass(frozen=True, slots=True)
class _Here:
    """The data on this computer, and how they came here."""

    folder: Path
    remarks: tuple[Remark, ...] = ()
    left_out: frozenset[str] = frozenset()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Now:
    """The runs that devices have at this moment; their files lie below ``folder``. ``left_out``:
    names of files that could not be fetched."""

    folder: Path
    runs: tuple[Run, ...]
    left_out: frozenset[str]


class EthoscopeSource:
    """One device of a data root, or all of them. ``now``: the time in nanoseconds since 1970.
    ``judging``: remarks tell what is wrong with runs."""

    kind = "ethoscope"

    def __init__(
        self,
        root: DataRoot,
        reach: Reach,
        now: Callable[[], int] = time.time_ns,
        *,
        judging: bool = True,
    ) -> None:
        self._root, self._reach, self._now, self._judging = root, reach, now, judging

    @property
    def address(self) -> str:
        return self._root.url()

    @contextmanager
    def open(self, progress: Progress) -> Iterator[EthoscopeSession]:
        """Raises :class:`FolderUnreadable` where no data root is, and what fetching raises."""
        with ExitStack() as stack:
            here = self._here(stack, progress)
            patterns = patterns_of(self._root, here.left_out)
            reach = self._reach
            folder = FolderSource(here.folder, patterns, reach.quiet, reach.lister, self._now)
            inner = stack.enter_context(folder.open(progress))
            now = datetime.fromtimestamp(self._now() / 1e9, UTC)
            yield EthoscopeSession(
                inner,
                self._reach.zone,
                now,
                progress,
                dict(here.facts),
                here.remarks,
                lambda: self._others(here.folder),
                self._root.is_remote,
                self._judging,
            )

    @contextmanager
    def now(self, progress: Progress, *, checksum: bool = False) -> Iterator[Now]:
        """What there is, without a backup of it; raises what :meth:`open` does. ``checksum``: what
        was fetched earlier is compared with the device by its bytes, not by size and time."""
        with ExitStack() as stack:
            here = self._here(stack, progress, checksum=checksum)
            patterns = patterns_of(self._root)
            folder = FolderSource(here.folder, patterns, now=self._now)
            inner = stack.enter_context(folder.open(progress))
            files = [
                FileFacts(each.name, each.entry.size, each.entry.modified_ns)
                for each in inner.stream()
                if isinstance(each, FilePlan) and each.entry and each.kind is ItemKind.FILE
            ]
            yield Now(here.folder, group(files, self._reach.zone), here.left_out)

    def _here(self, stack: ExitStack, progress: Progress, *, checksum: bool = False) -> _Here:
        if not self._root.is_remote:
            must_be_root(Path(self._root.path), self._root.path)
            return _Here(Path(self._root.path))
        staging = self._reach.staging or stack.enter_context(private_folder())
        line = Line(self._root, self._reach.access, self._reach.client)
        done = bring_up_to_date(line, staging, progress, checksum=checksum)
        must_be_root(done.folder, self._root.url())
        ways = sorted(set(done.copied.values()))
        facts = (
            ("fetched", "rsync over ssh"),
            *((("databases", ", ".join(ways)),) if ways else ()),
        )
        return _Here(done.folder, done.remarks, done.left_out, facts)

    def _others(self, folder: Path) -> Sequence[str]:
        """Devices of the root that this target leaves out. Only seen where the root is here."""
        if not self._root.machine_id or self._root.is_remote:
            return ()
        found = {machine_id for machine_id, _ in devices_here(folder)}
        return sorted(found - {self._root.machine_id})


def patterns_of(root: DataRoot, left_out: Iterable[str] = ()) -> Patterns:
    """What of a data root belongs to a target; ``left_out`` names files that do not. The folders of
    other devices are not even looked into."""
    one, excluded = root.machine_id, [*OURS, *map(literal, left_out)]
    if one:
        excluded += [line for top in TOPS for line in (f"/{top}/*/", f"!/{top}/{one}/")]
    return Patterns.of([f"/{top}/{one}/" if one else f"/{top}/" for top in TOPS], excluded)


def devices_in(root: DataRoot, reach: Reach, progress: Progress) -> tuple[tuple[str, str], ...]:
    """Machine id and name of the devices of a root, here or on a device; one may have several
    names. Raises what fetching raises, :class:`FolderUnreadable` where it is no data root."""
    if not root.is_remote:
        must_be_root(Path(root.path), root.path)
        found = devices_here(Path(root.path))
    else:
        with held(Line(root, reach.access, reach.client), progress.cancel) as line:
            found = devices_on(line, progress)
    named = {(machine_id, name) for machine_id, name in found}
    return tuple(sorted(named))


def must_be_root(folder: Path, name: str) -> None:
    """Raise :class:`FolderUnreadable` where there is no data root: one may not be mounted now."""
    if not any((folder / top).is_dir() for top in TOPS):
        reason = f"it is no data root of ethoscopes: it has no folder {' or '.join(TOPS)}"
        raise FolderUnreadable(name, reason)


def devices_here(folder: Path) -> tuple[tuple[str, str], ...]:
    """The same of a folder of this computer. Links are not followed."""
    found = []
    for top in TOPS:
        for device in _folders(folder / top):
            if is_device(top, device.name):
                found += [(device.name, each.name) for each in _folders(device)]
    return tuple(found)


def _folders(folder: Path) -> list[Path]:
    try:
        return [each for each in folder.iterdir() if each.is_dir() and not each.is_symlink()]
    except OSError:
        return []
