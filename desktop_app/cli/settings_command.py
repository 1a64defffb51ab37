"""``labvault settings``: what is set for this profile."""

from __future__ import annotations

from dataclasses import asdict, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.text import count, shown
from desktop_app.credentials import Credentials

if TYPE_CHECKING:
    from desktop_app.engine.profile.settings import ProfileSettings

app = typer.Typer(help="Show and change the settings of this profile.")

UNSET = "not set"
MOST_DAYS = 3650


class Setting(StrEnum):
    """What can be set."""

    CATALOG_URL = "catalog_url"
    WORKSPACE = "workspace"
    SPACE_WARNING_DAYS = "space_warning_days"


@app.command()
def show(context: typer.Context) -> Answer:
    """Show what is set, and where it stands."""
    from desktop_app.engine.profile.settings import FILE_NAME

    desk = desk_of(context)
    settings = desk.profile_settings()
    file = desk.profile / FILE_NAME
    rows = [
        ("catalog_url", shown(settings.catalog_url) or f"{UNSET}: the catalog is in the profile"),
        ("workspace", shown(settings.workspace) or f"{UNSET}: it is {desk.workspace_name()}"),
        ("warning", f"{count(settings.space_warning_days, 'day')} before a place is full"),
        ("file", shown(str(file))),
    ]
    if desk.settings.catalog_url:
        rows.append(("overruled", "LABVAULT_CATALOG_URL is set and goes before catalog_url"))
    if desk.settings.workspace:
        rows.append(("overruled", "LABVAULT_WORKSPACE is set and goes before workspace"))
    document = asdict(settings) | {"file": str(file)}
    return Answer(document, "\n".join(f"{what:<11} {value}" for what, value in rows))


@app.command(name="set")
def set_(
    context: typer.Context,
    setting: Annotated[
        Setting,
        typer.Argument(metavar="SETTING", help="catalog_url, workspace or space_warning_days"),
    ],
    value: Annotated[str, typer.Argument(help="Empty text unsets it.")],
    save_password: Annotated[
        bool, typer.Option("--save-password", help="Of catalog_url: ask now, keep in the keyring.")
    ] = False,
) -> Answer:
    """Set one. It is tried first, and kept only when it works."""
    from desktop_app.engine.profile.settings import write_settings_file

    desk = desk_of(context)
    settings = desk.profile_settings()
    if setting is Setting.CATALOG_URL:
        settings, text = _with_catalog(desk, settings, value, save_password)
    elif setting is Setting.WORKSPACE:
        settings, text = _with_workspace(desk, settings, value)
    else:
        settings, text = _with_warning(settings, value)
    write_settings_file(desk.profile, settings)
    return Answer(asdict(settings), text)


def _with_warning(settings: ProfileSettings, value: str) -> tuple[ProfileSettings, str]:
    from desktop_app.engine.keeping.space import WARNING_DAYS

    days = value or str(WARNING_DAYS)
    if not days.isdecimal() or int(days) > MOST_DAYS:
        raise typer.BadParameter(f"{value!r} is no number of days up to {MOST_DAYS:,}")
    text = f"An alarm rings {count(int(days), 'day')} before a repository's place is full."
    return replace(settings, space_warning_days=int(days)), text


def _with_catalog(
    desk: Desk, settings: ProfileSettings, url: str, save_password: bool
) -> tuple[ProfileSettings, str]:
    from desktop_app.engine.catalog.catalog import Catalog
    from desktop_app.engine.catalog.server import CatalogServer
    from desktop_app.engine.profile.catalog_address import catalog_entry
    from desktop_app.engine.secrets import os_keyring
    from desktop_app.engine.sources.postgres.connection import Address

    if not url:
        settings = replace(settings, catalog_url="", catalog_password_kept=False)
        return settings, "The catalog is the one in the profile again."
    address = Address.from_url(url)
    password = desk.settings.postgres_password
    if save_password:
        password = Credentials(desk.settings).ask_password(address)
    catalog = Catalog(desk.profile, CatalogServer(address.url(), password))
    workspaces = catalog.workspaces.list()
    catalog.close()
    if save_password and password:
        os_keyring.store(catalog_entry(address), password)
    settings = replace(settings, catalog_url=address.url(), catalog_password_kept=save_password)
    text = (
        f"The catalog is {shown(address.url())} from now on. It has "
        f"{count(len(workspaces), 'workspace')}. Open repositories there with "
        "`labvault repository open`; the catalog in the profile is left as it is."
    )
    return settings, text


def _with_workspace(
    desk: Desk, settings: ProfileSettings, name: str
) -> tuple[ProfileSettings, str]:
    if name:
        with desk.catalog() as catalog:
            catalog.workspaces.load(name)
    settings = replace(settings, workspace=name)
    return settings, f"Commands mean the workspace {shown(name or 'default')} by themselves."
