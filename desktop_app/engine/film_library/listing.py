"""All films of a workspace: those that stand in its folders and devices, and those in snapshots.

Joins what a look at the sources tells with what was learned of snapshots (``memory``) and with
what the catalog knows of their verifications. A source that cannot be looked at is told, and its
films are those of its snapshots.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, LabVaultError, NotSupported, ObjectAbsent
from desktop_app.engine.film_library.memory import FilmMemory, KeptFilm
from desktop_app.engine.films.layout import Whose, gaps, whose
from desktop_app.engine.films.names import number_of
from desktop_app.engine.kinds.registry import ETHOSCOPE, FOLDER
from desktop_app.engine.model import Level

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import RepositoryEntry, TargetEntry, Verification
    from desktop_app.engine.progress import Progress
    from desktop_app.engine.sources.folder.index.figures import IndexFigures
    from desktop_app.engine.workspace import Workspace

KINDS = frozenset({FOLDER, ETHOSCOPE})
ENDING = ".films.sqlite"
STRONGEST_FIRST = (Level.SOURCE, Level.RESTORED, Level.STRUCTURE, Level.BYTES)
BETWEEN = " · "  # before an item's name, where a problem names its snapshot too


class FilmState(StrEnum):
    """Where a film stands: on its source, in a snapshot, both, or neither."""

    ON_DEVICE = "on device only"
    BACKED_UP = "backed up"
    VERIFIED = "verified"
    MISSING = "missing"  # in a snapshot, and gone from its source
    GAP = "gap"  # its number is left out, on the source and in all snapshots
    INCOMPLETE = "incomplete"  # it was still being recorded when it was last backed up
    DAMAGED = "damaged"  # a verification found the snapshot's copy to be broken


@dataclass(frozen=True, slots=True)
class FilmEntry:
    """One film. ``name`` is its path relative to the root of its target; of a gap, its run's.

    ``run`` as :class:`~desktop_app.engine.films.layout.Whose` has it. ``snapshot``: the newest
    that has it, or empty; ``here``: it stands at its source. ``why``: what a verification said.
    """

    target: str
    device: str
    run: str
    name: str
    number: int | None
    size: int
    modified_ns: int
    state: FilmState
    snapshot: str = ""
    here: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class SeenFilm:
    """A film as a look at its source tells it."""

    name: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What verifications say of the snapshots of a target: the strongest level that each passed,
    and what is wrong with items, by (snapshot, name)."""

    levels: Mapping[str, Level]
    faults: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class FilmListing:
    """``targets`` are all that may have films; ``roots`` where their sources are on this computer;
    ``levels`` what was proven of snapshots; ``figures`` what the indexes of targets tell;
    ``troubles`` what could not be looked at, by target or repository; ``away``: targets on other
    computers, of which snapshots alone are looked at."""

    films: tuple[FilmEntry, ...]
    targets: tuple[str, ...]
    roots: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    figures: Mapping[str, IndexFigures] = field(default_factory=dict)
    troubles: tuple[tuple[str, LabVaultError], ...] = ()
    away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenFilms:
    """All films of a source as it is now; of what lies below ``unread`` nothing is known. ``root``
    is the folder of this computer that they lie in; ``figures`` what its index tells."""

    films: tuple[SeenFilm, ...]
    unread: tuple[str, ...] = ()
    root: str = ""
    figures: IndexFigures | None = None

    def knows_of(self, name: str) -> bool:
        """Whether a film of this name would have been seen."""
        return not any(name == each or name.startswith(f"{each}/") for each in self.unread)


LookAt = Callable[["Workspace", "TargetEntry", "Progress"], SeenFilms]
"""Looks at a source. Raises :class:`LabVaultError` when it cannot."""


def list_films(workspace: Workspace, look: LookAt, progress: Progress) -> FilmListing:
    """All films, by target, device, run and number. What snapshots hold is learned first, once for
    each snapshot; what was learned stays when it is cancelled."""
    targets = [entry for entry in workspace.catalog.targets.list() if entry.kind in KINDS]
    troubles: list[tuple[str, LabVaultError]] = []
    kept = _kept(workspace, targets, troubles, progress)
    films: list[FilmEntry] = []
    away: list[str] = []
    roots: dict[str, str] = {}
    figures: dict[str, IndexFigures] = {}
    levels: dict[str, Level] = {}
    for entry in targets:
        progress.phase("looking at films")
        seen: SeenFilms | None = None
        try:
            seen = look(workspace, entry, progress)
            roots[entry.name] = seen.root
            if seen.figures is not None:
                figures[entry.name] = seen.figures
        except NotSupported:
            away.append(entry.name)
        except LabVaultError as error:
            progress.cancel.check()
            troubles.append((entry.name, error))
        there = kept.get(entry.name, {})
        proof = proof_of(workspace, {film.snapshot for film in there.values()})
        levels.update(proof.levels)
        films += joined(entry.name, seen, there, proof)
    names = tuple(entry.name for entry in targets)
    return FilmListing(tuple(films), names, roots, levels, figures, tuple(troubles), tuple(away))


def joined(
    target: str, seen: SeenFilms | None, kept: Mapping[str, KeptFilm], proof: Proof
) -> list[FilmEntry]:
    """The films of one target, with its gaps. ``seen`` None: its source could not be looked at."""
    films = seen.films if seen else ()
    found = [_seen(target, film, kept.get(film.name), proof) for film in films]
    there = {film.name for film in films}
    for film in kept.values():
        if film.name not in there:
            gone = seen is not None and seen.knows_of(film.name)
            found.append(_only_kept(target, film, proof, gone=gone))
    return list(_in_order(target, found))


def _in_order(target: str, films: Iterable[FilmEntry]) -> Iterator[FilmEntry]:
    """By device, run and number, with the gaps. Run by run: while one long list is sorted no other
    thread runs, and a window would stand still."""
    runs: dict[tuple[str, str], list[FilmEntry]] = defaultdict(list)
    for film in films:
        runs[film.device, film.run].append(film)
    for device, run in sorted(runs):
        mine = runs[device, run]
        for number in gaps(film.name for film in mine):
            gap = FilmEntry(target, device, run, run, number, 0, 0, FilmState.GAP, here=False)
            mine.append(gap)
        yield from sorted(mine, key=lambda film: (film.number or 0, film.name))


def proof_of(workspace: Workspace, snapshots: Iterable[str]) -> Proof:
    """What the catalog knows of the verifications of some snapshots. Where one failed for some of
    its items only, the others of it passed."""
    ids = frozenset(snapshots)
    known = workspace.catalog.verifications
    levels = dict(known.levels(ids)) if ids else {}
    faults: dict[tuple[str, str], str] = {}
    for snapshot in ids & known.found_bad().keys():
        looks: dict[Level, Verification] = {}
        for look in known.list(snapshot):  # the newest first: older ones of a level are mended
            looks.setdefault(look.level, look)
        problems = [problem for look in looks.values() for problem in look.problems]
        for problem in problems:
            name = problem.item.partition(BETWEEN)[2]
            if name:
                faults[snapshot, name] = problem.what
        if all(BETWEEN in problem.item for problem in problems):
            whole = [level for level, look in looks.items() if not look.sampled]
            best = next((level for level in STRONGEST_FIRST if level in whole), None)
            if best is not None:
                levels[snapshot] = best
    return Proof(levels, faults)


def _seen(target: str, film: SeenFilm, kept: KeptFilm | None, proof: Proof) -> FilmEntry:
    same = kept is not None and (kept.size, kept.modified_ns) == (film.size, film.modified_ns)
    snapshot = kept.snapshot if kept else ""
    why = proof.faults.get((snapshot, film.name), "")
    if kept is not None and kept.incomplete:
        state = FilmState.INCOMPLETE
    elif not same:
        state = FilmState.ON_DEVICE
    else:
        state = _proven(snapshot, why, proof)
    return _entry(target, film.name, film.size, film.modified_ns, state, snapshot, True, why)


def _only_kept(target: str, kept: KeptFilm, proof: Proof, *, gone: bool) -> FilmEntry:
    why = proof.faults.get((kept.snapshot, kept.name), "")
    state = _proven(kept.snapshot, why, proof)
    if gone and not why:
        state = FilmState.MISSING
    elif kept.incomplete and not why:
        state = FilmState.INCOMPLETE
    size, modified = kept.size, kept.modified_ns
    return _entry(target, kept.name, size, modified, state, kept.snapshot, False, why)


def _proven(snapshot: str, why: str, proof: Proof) -> FilmState:
    if why:
        return FilmState.DAMAGED
    return FilmState.VERIFIED if snapshot in proof.levels else FilmState.BACKED_UP


@lru_cache(maxsize=1024)
def _whose(folder: str) -> Whose:
    """All films of a folder share the texts."""
    return whose(f"{folder}/" if folder else "")


def _entry(
    target: str,
    name: str,
    size: int,
    modified_ns: int,
    state: FilmState,
    snapshot: str,
    here: bool,
    why: str,
) -> FilmEntry:
    place, number = _whose(name.rpartition("/")[0]), number_of(name)
    return FilmEntry(
        target,
        place.device,
        place.run,
        name,
        number,
        size,
        modified_ns,
        state,
        snapshot,
        here,
        why,
    )


def _kept(
    workspace: Workspace,
    targets: Sequence[TargetEntry],
    troubles: list[tuple[str, LabVaultError]],
    progress: Progress,
) -> Mapping[str, Mapping[str, KeptFilm]]:
    """The films of each target in snapshots, by path: of several repositories the target's own,
    then the others."""
    places = workspace.catalog.snapshots.places()
    found: dict[str, dict[str, KeptFilm]] = {entry.name: {} for entry in targets}
    if not targets:
        return found
    for repository in workspace.catalog.repositories.list():
        ids = places.get(repository.id, frozenset())
        with FilmMemory(_path(workspace, repository)) as memory:
            try:
                _learn(workspace, repository, memory, ids, progress)
            except LabVaultError as error:
                progress.cancel.check()
                troubles.append((repository.name, error))
            for entry in targets:
                mine = found[entry.name]
                own = entry.repository == repository.name
                for film in memory.films(entry.name):
                    if own or film.name not in mine:
                        mine[film.name] = film
    return found


def _learn(
    workspace: Workspace,
    repository: RepositoryEntry,
    memory: FilmMemory,
    ids: frozenset[str],
    progress: Progress,
) -> None:
    memory.forget(memory.known() - ids)
    unknown = [
        snapshot
        for snapshot in workspace.catalog.snapshots.some(ids - memory.known())
        if snapshot.target_kind in KINDS
    ]
    if not unknown:
        return
    progress.phase("reading names", items=len(unknown))
    with workspace.reading(repository.name) as opened:
        for snapshot in unknown:
            progress.cancel.check()
            # A verification tells of damage; or a prune has just taken it.
            with suppress(Damaged, ObjectAbsent):
                memory.add(snapshot, opened.items(snapshot))
            progress.advance(items=1)


def _path(workspace: Workspace, repository: RepositoryEntry) -> Path:
    return workspace.profile / "cache" / f"{repository.id}{ENDING}"
