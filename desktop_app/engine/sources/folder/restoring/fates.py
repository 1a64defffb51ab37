"""What becomes of each file of a restore over a folder that holds files already."""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from itertools import chain

from blake3 import blake3

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.sources.base import Existing, Met
from desktop_app.engine.sources.folder.attributes import Attributes
from desktop_app.engine.sources.folder.reach import GONE
from desktop_app.engine.sources.folder.restoring.layout import Layout, attributes_of
from desktop_app.engine.sources.folder.restoring.staging import LONGEST_NAME
from desktop_app.engine.sources.folder.restoring.tree import Tree

MOST_ALIKE = 10_000


class Fate(StrEnum):
    """Of one file or link of the snapshot."""

    NEW = "new"
    SAME = "same"
    REPLACE = "replaced"
    SKIP = "skipped"
    BOTH = "both"


FATES = tuple(Fate)


@dataclass(frozen=True, slots=True)
class Fates:
    """``codes``: of each file and link, a byte each in their order; ``folders``: the paths that the
    folders get in the live tree, where they get any; ``fresh`` those that are to be made there;
    ``aside`` the paths of what stands in a folder's way; ``chosen`` the free names that were
    given."""

    codes: bytes
    folders: Mapping[str, str]
    fresh: Collection[str]
    aside: Sequence[str]
    chosen: Mapping[str, str]

    def of(self, number: int) -> Fate:
        """Of one of the contents of the layout."""
        return FATES[self.codes[number]]

    def place(self, name: str) -> str:
        """The path that one of them gets in the live tree: one that is not left as it is."""
        if name in self.chosen:
            return self.chosen[name]
        above, _, part = name.rpartition("/")
        around = self.folders[above]
        return f"{around}/{part}" if around else part

    @property
    def met(self) -> Met:
        """In numbers."""
        count = Counter({fate: self.codes.count(code) for code, fate in enumerate(FATES)})
        return Met(
            new=count[Fate.NEW],
            same=count[Fate.SAME],
            replaced=count[Fate.REPLACE],
            skipped=count[Fate.SKIP],
            both=count[Fate.BOTH],
        )


Same = Callable[[Item, Attributes, str, os.stat_result], bool]
"""Whether a regular file at a place of the live tree, of the same size, has an item's content."""

OF_EXISTING = {
    Existing.SKIP: Fate.SKIP,
    Existing.REPLACE: Fate.REPLACE,
    Existing.BOTH: Fate.BOTH,
}


def find_fates(
    live: Tree,
    layout: Layout,
    existing: Existing,
    ending: str,
    same: Same,
    chosen: Mapping[str, str] | None = None,
) -> Fates:
    """Look at a live tree; nothing is changed. ``ending`` is put into names that must differ, as
    " (restored 2026-11-21)"; ``chosen`` holds names that an earlier run gave. Raises
    :class:`NotSupported` where another file system is mounted within, and :class:`OSError`."""
    return _Look(live, layout, existing, ending, same, dict(chosen or {})).all()


@dataclass
class _Look:
    live: Tree
    layout: Layout
    existing: Existing
    ending: str
    same: Same
    earlier: dict[str, str]
    places: dict[str, str] = field(default_factory=lambda: {"": ""})
    fresh: dict[str, None] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)
    chosen: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    device: int = 0

    def all(self) -> Fates:
        self.device = os.fstat(self.live.reach.folder("")).st_dev
        for name in self.layout.folders:
            self._folder(name)
        codes = bytes(FATES.index(self._fate(item)) for item in self.layout.contents)
        return Fates(codes, self.places, tuple(self.fresh), tuple(self.aside), self.chosen)

    def _folder(self, name: str) -> None:
        place, above = self._place(name)
        if place is None:
            return
        found = None if above in self.fresh else self._look(place)
        if found is not None and stat.S_ISDIR(found.st_mode):
            if found.st_dev != self.device:
                at = f"{self.live.root}/{place}"
                raise NotSupported(f"a restore over {self.live.root}", f"{at} is another disk")
            self.places[name] = place
            return
        if found is not None:
            if self.existing is Existing.SKIP:
                return
            if self.existing is Existing.REPLACE:
                self.aside.append(place)
            else:
                place = self._free(name, place, "")
        self.places[name] = place
        self.fresh[name] = None

    def _fate(self, item: Item) -> Fate:
        place, above = self._place(item.name)
        if place is None:
            return Fate.SKIP
        found = None if above in self.fresh else self._look(place)
        if found is None:
            return Fate.NEW
        if self._is_same(item, place, found):
            return Fate.SAME
        fate = OF_EXISTING[self.existing]
        if fate is Fate.BOTH:
            stem, dot, extension = place.rpartition("/")[2].rpartition(".")
            place = self._free(item.name, place, dot + extension if stem else "", item)
            if self._look(place) is not None:
                return Fate.SAME  # an earlier restore came as far as that
        return fate

    def _place(self, name: str) -> tuple[str | None, str]:
        above, _, part = name.rpartition("/")
        place = self.places.get(above)
        if place is None:
            return None, above
        return (f"{place}/{part}" if place else part), above

    def _look(self, place: str) -> os.stat_result | None:
        try:
            return self.live.look(place)
        except OSError as fault:
            # A folder on the way is a link, or a file: then its own fate says what to do.
            if fault.errno in GONE:
                return None
            raise

    def _is_same(self, item: Item, place: str, found: os.stat_result) -> bool:
        if item.kind is ItemKind.LINK:
            return stat.S_ISLNK(found.st_mode) and self._leads_alike(item, place)
        alike = stat.S_ISREG(found.st_mode) and found.st_size == item.size
        return alike and self.same(item, attributes_of(item), place, found)

    def _leads_alike(self, item: Item, place: str) -> bool:
        return blake3(self.live.reach.link(place)).digest() == item.hash

    def _free(self, name: str, place: str, extension: str, item: Item | None = None) -> str:
        """A name that neither the live tree nor the snapshot has; or one that an earlier restore
        gave the same content."""
        above, slash, part = place.rpartition("/")
        stem = part.removesuffix(extension)
        names = [self.earlier[name]] if name in self.earlier else []
        around = (above + slash + n for n in free_names(stem, self.ending, extension))
        for free in chain(names, around):
            if free in self.taken or self.layout.has(free):
                continue
            found = self._look(free)
            if found is None or (item is not None and self._is_same(item, free, found)):
                self.taken.add(free)
                self.chosen[name] = free
                return free
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), place)


def free_names(stem: str, ending: str, extension: str) -> Iterator[str]:
    """Names to try, one after the other, none longer than a file system holds.

    >>> names = free_names("film", " (restored 2026-11-21)", ".h264")
    >>> next(names), next(names)
    ('film (restored 2026-11-21).h264', 'film (restored 2026-11-21) 2.h264')
    """
    for number in range(1, MOST_ALIKE):
        tail = ending + ("" if number == 1 else f" {number}") + extension
        room = LONGEST_NAME - len(os.fsencode(tail))
        whole = os.fsencode(stem)[:room]
        if len(whole) < len(os.fsencode(stem)):
            # A letter of several bytes is not cut in two.
            whole = whole.decode(errors="ignore").encode() or whole
        yield os.fsdecode(whole) + tail
