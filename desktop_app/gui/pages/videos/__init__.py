"""The page of films: what there is of each device and run, and whether it is safe.

``page`` puts it together: ``side`` is the tree and what the index tells, ``grid`` the pictures,
``detail`` the chosen film with its frames. ``actions`` is what others do for it.
"""

from desktop_app.gui.pages.videos.actions import VideoActions
from desktop_app.gui.pages.videos.page import VideosPage

__all__ = ["VideoActions", "VideosPage"]
