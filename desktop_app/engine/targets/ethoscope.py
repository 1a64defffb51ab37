"""What somebody asks for as ethoscope targets, made into such that can be kept: one a device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import NothingMatches, UnknownName
from desktop_app.engine.kinds.registry import ETHOSCOPE
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.layout import number_of_device
from desktop_app.engine.sources.ethoscope.runs import name_of

Found = Sequence[tuple[str, str]]
"""Machine id and name of each device that is there."""


def targets_for(
    name: str,
    root: DataRoot,
    repository: str,
    found: Found,
    wanted: Sequence[str],
    options: Mapping[str, Any],
    *,
    staging: Path | None = None,
) -> tuple[TargetEntry, ...]:
    """A target for each device of a root that is ``wanted`` (its number, name, or machine id; none:
    all of them). One alone is called ``name``; of several each also bears its device's number.

    ``staging``: the folder below which each target gets one of its own, for devices over ssh.
    Raises :class:`UnknownName` for a device that is not there, :class:`NothingMatches` where there
    is none at all.
    """
    devices = _names(found)
    chosen = {root.machine_id} if root.machine_id else set(devices)
    if wanted:
        chosen = {machine_id for each in wanted for machine_id in _meant(each, devices)}
    if not chosen:
        raise NothingMatches(root.url())
    return tuple(
        _target(each, root.of_device(machine_id), repository, options, staging)
        for machine_id, each in _called(name, sorted(chosen)).items()
    )


def whole_target(
    name: str,
    root: DataRoot,
    repository: str,
    options: Mapping[str, Any],
    *,
    staging: Path | None = None,
) -> TargetEntry:
    """One target for all devices of a root, also those yet to come."""
    return _target(name, root, repository, options, staging)


def _target(
    name: str,
    root: DataRoot,
    repository: str,
    options: Mapping[str, Any],
    staging: Path | None,
) -> TargetEntry:
    more = {"staging": str(staging / _as_folder(name))} if staging and root.is_remote else {}
    return TargetEntry(name, ETHOSCOPE, root.url(), repository, options={**options, **more})


def _as_folder(name: str) -> str:
    """A name that any file system takes.

    >>> _as_folder("flies/../012")
    'flies_.._012'
    """
    plain = "".join(c if c.isalnum() or c in "-_. " else "_" for c in name)
    return plain.strip(". ") or "_"


def _names(found: Found) -> Mapping[str, str]:
    names: dict[str, set[str]] = {}
    for machine_id, name in found:
        names.setdefault(machine_id, set()).add(name)
    return {machine_id: name_of(each, machine_id) for machine_id, each in names.items()}


def _meant(wanted: str, devices: Mapping[str, str]) -> Sequence[str]:
    meant = [i for i, name in devices.items() if wanted == name or i.startswith(wanted)]
    if not meant:
        raise UnknownName("device", wanted)
    return meant


def _called(name: str, chosen: Sequence[str]) -> Mapping[str, str]:
    """What each target is called: two devices may bear one number."""
    if len(chosen) == 1:
        return {chosen[0]: name}
    numbers = [number_of_device(machine_id) for machine_id in chosen]
    return {
        machine_id: f"{name}-{number if numbers.count(number) == 1 else machine_id}"
        for machine_id, number in zip(chosen, numbers, strict=True)
    }
