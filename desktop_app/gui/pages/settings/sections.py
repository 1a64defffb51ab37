"""The sections of the settings, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.gui.pages.settings.about import AboutSection
from desktop_app.gui.pages.settings.appearance import AppearanceSection
from desktop_app.gui.pages.settings.log_in import LogInSection
from desktop_app.gui.pages.settings.notifications import NotificationsSection
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.repositories import RepositoriesSection
from desktop_app.gui.pages.settings.roles import RolesSection
from desktop_app.gui.pages.settings.section import Section
from desktop_app.gui.pages.settings.workspaces import WorkspacesSection

SECTIONS: tuple[Callable[[Office], Section], ...] = (
    WorkspacesSection,
    RepositoriesSection,
    NotificationsSection,
    RolesSection,
    AppearanceSection,
    LogInSection,
    AboutSection,
)
