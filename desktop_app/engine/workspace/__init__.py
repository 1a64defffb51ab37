"""One lab group's work on this computer: its catalog, and how its parts are joined for a run.

The command line and the window both go through here, so that a run is prepared, recorded and
remembered in one way. ``workspace`` is what they hold; ``opening`` makes and opens repositories,
``choice`` finds the snapshot that is meant, ``recording`` notes runs, ``keyholder`` says where
secrets come from. May import sources, repository and catalog.
"""

from desktop_app.engine.workspace.keyholder import Keyholder
from desktop_app.engine.workspace.opening import Opened
from desktop_app.engine.workspace.recording import Ended, Record, Recorder, WithinJob
from desktop_app.engine.workspace.workspace import Workspace

__all__ = [
    "Ended",
    "Keyholder",
    "Opened",
    "Record",
    "Recorder",
    "WithinJob",
    "Workspace",
]
