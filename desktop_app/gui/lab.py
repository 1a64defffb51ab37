"""What the pages work with: the profile's catalog, who asks for secrets, and the tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE
from desktop_app.engine.workspace import Keyholder, Workspace
from desktop_app.gui.tasks import Tasks


def utc_now() -> datetime:
    return datetime.now(UTC)


class Lab:
    """One open profile and one workspace of it. Close it when the window is gone.

    ``catalog`` may be asked from any thread; :meth:`workspace` opens what a task works with, in
    the task's own thread. ``clock`` gives the present moment in UTC.
    """

    def __init__(
        self,
        profile: Path,
        keyholder: Keyholder,
        tasks: Tasks,
        workspace: str = DEFAULT_WORKSPACE,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.profile, self.keyholder, self.tasks = profile, keyholder, tasks
        self.name, self.clock = workspace, clock
        self.whole_catalog = Catalog(profile)
        self.catalog: Records = self.whole_catalog.of(workspace)

    def workspace(self) -> Workspace:
        """To be used in a ``with``, by one thread."""
        return Workspace(self.profile, self.keyholder, self.name)

    def close(self) -> None:
        self.tasks.stop()
        self.whole_catalog.close()
