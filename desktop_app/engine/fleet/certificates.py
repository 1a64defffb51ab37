"""A certificate: that a run may be deleted from its device, and by what that is proven.

The form is JSON: what :meth:`Certificate.document` gives, with ``blake3`` over all else in it (as
canonical JSON: keys sorted, no blanks), so that a changed one is noticed. A certificate says how
things were when it was made. Whether it still holds is only ever told by looking again
(:mod:`~desktop_app.engine.fleet.advice`): a later damaged verification, a removed snapshot, a
changed file take it away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from blake3 import blake3

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.fleet.places import RepositoryPlace

FORM = "LabVault certificate 1"


@dataclass(frozen=True, slots=True)
class Rule:
    """``copies`` in different repositories, in so many different ``places``, of which ``off`` lie
    off this machine: on another disk, another host, or in an object store."""

    copies: int = 2
    places: int = 2
    off: int = 1


@dataclass(frozen=True, slots=True)
class FileNow:
    """A file as it is on the device now. ``hash``: BLAKE3 of its bytes; of a database with a log
    beside it, of a copy with the log taken in."""

    name: str
    size: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """A snapshot that holds all files of the run as they are now. ``level`` was proven of it, at
    ``verified``, and nothing later says otherwise."""

    repository: str
    repository_id: str
    url: str
    place: RepositoryPlace
    snapshot: str
    taken: datetime
    level: str
    verified: datetime


@dataclass(frozen=True, slots=True)
class Certificate:
    """See the module."""

    run: str
    device: str
    machine_id: str
    issued: datetime
    rule: Rule
    files: tuple[FileNow, ...]
    copies: tuple[Copy, ...]

    def document(self) -> dict[str, Any]:
        """As JSON."""
        body: dict[str, Any] = {
            "form": FORM,
            "run": self.run,
            "device": self.device,
            "machine_id": self.machine_id,
            "issued": self.issued.isoformat(),
            "rule": asdict(self.rule),
            "files": [
                {"name": file.name, "size": file.size, "blake3": file.hash.hex()}
                for file in self.files
            ],
            "copies": [_copy(copy) for copy in self.copies],
        }
        return body | {"blake3": seal_of(body)}


def _copy(copy: Copy) -> dict[str, Any]:
    return {
        "repository": copy.repository,
        "repository_id": copy.repository_id,
        "url": copy.url,
        "place": copy.place.name,
        "place_kind": copy.place.kind.value,
        "off_machine": copy.place.is_off,
        "snapshot": copy.snapshot,
        "taken": copy.taken.isoformat(),
        "level": copy.level,
        "verified": copy.verified.isoformat(),
    }


def seal_of(document: Mapping[str, Any]) -> str:
    """The hash over a certificate's document, whatever it says in ``blake3`` itself."""
    body = {key: value for key, value in document.items() if key != "blake3"}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return blake3(text.encode()).hexdigest()


def is_intact(document: object) -> bool:
    """Whether a document is a certificate as it was made."""
    if not isinstance(document, dict) or document.get("form") != FORM:
        return False
    return document.get("blake3") == seal_of(document)


def lacks(copies: Sequence[Copy], rule: Rule) -> tuple[str, ...]:
    """What the copies lack of what the rule asks; empty: they are enough."""
    good = [copy for copy in copies if copy.place.counts]
    repositories = {copy.repository_id for copy in good}
    places = {copy.place.name for copy in good}
    off = {copy.place.name for copy in good if copy.place.is_off}
    found = []
    if len(repositories) < rule.copies:
        found.append(f"{len(repositories)} of {rule.copies} verified copies")
    if len(places) < rule.places:
        found.append(f"in {len(places)} of {rule.places} places")
    if len(off) < rule.off:
        found.append("none off this machine" if not off else f"{len(off)} of {rule.off} off it")
    return tuple(found)
