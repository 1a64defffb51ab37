"""What runs, what waits, what was done and what was given up."""

from desktop_app.gui.pages.activity.detail import JobActions
from desktop_app.gui.pages.activity.page import ActivityPage

__all__ = ["ActivityPage", "JobActions"]
