"""The page of snapshots: a timeline, what is in one, and what can be done with it.

``page`` puts it together; ``detail`` the chosen snapshot,
``places`` what a search found; each of the other modules is a dialog of one action.
"""

from desktop_app.gui.pages.snapshots.actions import SnapshotActions
from desktop_app.gui.pages.snapshots.page import SnapshotsPage

__all__ = ["SnapshotActions", "SnapshotsPage"]
