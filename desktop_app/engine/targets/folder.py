"""What somebody asks for as a folder target, made into one that can be kept."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import BadAddress, FolderUnreadable
from desktop_app.engine.kinds.registry import FOLDER
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.folder.options import EXCLUDE, INCLUDE, QUIET_SECONDS
from desktop_app.engine.sources.folder.patterns import Patterns, literal


def folder_target(name: str, path: Path, repository: str) -> TargetEntry:
    """A target of all that is in a folder. The path is made absolute.

    Raises :class:`FolderUnreadable` where none is, and :class:`BadAddress` for a name that a
    catalog cannot keep.
    """
    whole = os.path.abspath(path)  # noqa: PTH100 (takes ".." away, and does not follow links)
    try:
        whole.encode()
    except UnicodeEncodeError:
        raise BadAddress(whole, "its name is not UTF-8; name the folder above it") from None
    try:
        with os.scandir(whole):
            pass
    except OSError as fault:
        raise FolderUnreadable(whole, fault.strerror or str(fault)) from None
    return TargetEntry(name, FOLDER, whole, repository)


def with_choices(
    entry: TargetEntry,
    repository_url: str,
    include: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    quiet_seconds: float | None = None,
) -> tuple[TargetEntry, tuple[Remark, ...]]:
    """The target with these options; None leaves one as it is.

    A repository that lies in the folder is left out by a pattern of its own, which a remark tells:
    else each backup would take in what the last one wrote. Raises :class:`NotSupported` for what
    is no pattern.
    """
    options = dict(entry.options)
    _set(options, INCLUDE, include)
    _set(options, EXCLUDE, exclude)
    if quiet_seconds is not None:
        options[QUIET_SECONDS] = quiet_seconds
    patterns, remarks = Patterns.of_options(options), list[Remark]()
    inside = _inside(entry.url, repository_url)
    if inside == "":
        raise BadAddress(entry.url, "it is the repository itself")
    if inside and not patterns.leaves_out(inside, folder=True):
        options[EXCLUDE] = [*options.get(EXCLUDE, ()), literal(inside)]
        what = "the repository lies in the folder: it is left out by a pattern of its own"
        remarks.append(Remark(inside, what))
    return replace(entry, options=options), tuple(remarks)


def _set(options: dict[str, Any], key: str, lines: Sequence[str] | None) -> None:
    if lines is not None:
        options.pop(key, None)
        if lines:
            options[key] = list(lines)


def _inside(folder: str, repository_url: str) -> str | None:
    """Where a repository lies below a folder, "" where it is the folder; None where it does not.

    >>> _inside("/", "s3://bucket/lab"), _inside("/", "/nowhere/there")
    (None, 'nowhere/there')
    """
    if "://" in repository_url:
        return None
    here, there = (Path(os.path.realpath(each)) for each in (folder, repository_url))
    if not there.is_relative_to(here):
        return None
    below = there.relative_to(here).as_posix()
    return "" if below == "." else below


def choices(options: Mapping[str, Any]) -> dict[str, Any]:
    """What a folder target was told besides its path, with the defaults."""
    return {
        INCLUDE: list(options.get(INCLUDE, ())),
        EXCLUDE: list(options.get(EXCLUDE, ())),
        QUIET_SECONDS: options.get(QUIET_SECONDS, 0),
    }
