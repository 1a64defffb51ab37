"""The settings of a profile, as they stand in its ``settings.toml``. Never a secret.

::

    catalog_url = "postgresql://labvault@server/labvault"   one catalog for several computers
    catalog_password_kept = true                            the keyring has its password
    workspace = "genetics"                                  what commands mean by themselves
    space_warning_days = 30                                 so long before a place is full: alarm
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from pathlib import Path

from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ProfileFailed

FILE_NAME = "settings.toml"


@dataclass(frozen=True, slots=True)
class ProfileSettings:
    """As they are where nothing was set."""

    catalog_url: str = ""
    catalog_password_kept: bool = False
    workspace: str = ""
    space_warning_days: int = 14


UNSET = ProfileSettings()
KINDS = {field.name: type(getattr(UNSET, field.name)) for field in fields(ProfileSettings)}


def read_settings_file(profile: Path) -> ProfileSettings:
    """What a profile's file says; without a file, nothing is set. Raises :class:`ProfileFailed`,
    also for a name that is no setting: a slip of the pen must not go unseen."""
    file = profile / FILE_NAME
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ProfileSettings()
    except (OSError, ValueError) as error:
        raise ProfileFailed(str(file), str(error)) from error
    for name, value in found.items():
        if name not in KINDS:
            raise ProfileFailed(str(file), f"{name} is no setting")
        if type(value) is not KINDS[name]:
            raise ProfileFailed(str(file), f"{name} must be a {_called(KINDS[name])}")
    return ProfileSettings(**found)


def write_settings_file(profile: Path, settings: ProfileSettings) -> None:
    """Put the settings into the profile's file, in one step. Raises :class:`ProfileFailed`,
    :class:`NoSpace`."""
    file = profile / FILE_NAME
    set_ones = {n: getattr(settings, n) for n in KINDS if getattr(settings, n) != getattr(UNSET, n)}
    # JSON's texts, truths and numbers are TOML's too.
    lines = [f"{name} = {json.dumps(value)}\n" for name, value in set_ones.items()]
    draft = file.with_suffix(".part")
    try:
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.write_text("".join(lines), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise failure(file, error) from error


def _called(kind: type) -> str:
    return {bool: "truth value", int: "whole number"}.get(kind, "text")
