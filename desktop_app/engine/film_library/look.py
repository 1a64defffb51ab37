"""The films of a source as it is now, by the index of its folder: what is known is not touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.film_library.listing import SeenFilm, SeenFilms
from desktop_app.engine.films.names import is_film
from desktop_app.engine.kinds.registry import ETHOSCOPE
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.folder.entry import Entry, Form
from desktop_app.engine.sources.folder.index.lister import IndexLister
from desktop_app.engine.sources.folder.index.options import rules_of
from desktop_app.engine.sources.folder.index.place import index_of
from desktop_app.engine.targets.indexing import patterns_of_target

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import TargetEntry
    from desktop_app.engine.progress import Progress
    from desktop_app.engine.workspace import Workspace


def look_at(workspace: Workspace, entry: TargetEntry, progress: Progress) -> SeenFilms:
    """The films below a folder of this computer that the target's patterns take in. Raises
    :class:`FolderUnreadable`, and :class:`NotSupported` for a source that is elsewhere."""
    root = _root_of(entry)
    patterns = patterns_of_target(entry)
    index = index_of(workspace.profile / "cache", workspace.name, entry.name)
    lister, unread = IndexLister(index, rules_of(entry.options)), []

    def remark(told: Remark) -> None:
        unread.append(told.item)

    def is_ours(each: Entry) -> bool:
        return (
            each.form is Form.FILE
            and is_film(each.name)
            and patterns.includes(each.name, folder=False)
        )

    found = lister.entries(root, patterns, progress, remark)
    films = tuple(SeenFilm(e.name, e.size, e.modified_ns) for e in found if is_ours(e))
    return SeenFilms(films, tuple(unread), root, lister.figures)


def _root_of(entry: TargetEntry) -> str:
    """The folder of a target."""
    if entry.kind != ETHOSCOPE:
        return entry.url
    root = DataRoot.parse(entry.url)
    if root.is_remote:
        reason = "it is on another computer; films of its snapshots can be shown"
        raise NotSupported(f"a look at the films of {entry.name}", reason)
    return root.path
