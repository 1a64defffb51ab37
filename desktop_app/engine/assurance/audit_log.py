"""The audit chain of a repository, read whole and checked."""

from __future__ import annotations

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged
from desktop_app.engine.repository import audit
from desktop_app.engine.repository.audit import AuditEntry
from desktop_app.engine.repository.key_slots import unnoted_change
from desktop_app.engine.workspace import Opened


@dataclass(frozen=True, slots=True)
class RepositoryLog:
    """``problems``: gaps, forks, changed and missing entries, and keys that no entry tells of."""

    repository: str
    entries: tuple[AuditEntry, ...]
    problems: tuple[Damaged, ...]


def read_log(opened: Opened) -> RepositoryLog:
    """Read every entry of an open repository."""
    repository = opened.repository
    entries, problems = audit.read_chain(repository.storage, repository.master)
    unnoted = unnoted_change(repository.storage, repository.master)
    found = (*problems, unnoted) if unnoted else tuple(problems)
    return RepositoryLog(opened.entry.name, tuple(entries), found)
