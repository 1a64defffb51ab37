"""CryoProtect's ``backup_config.yaml``, read as far as LabVault has a use for it.

``${NAME}`` is replaced from an environment that is given as a value. Secrets stay in memory and
out of every ``repr``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

import yaml

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.postgres.connection import Address

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")
LARGEST = 1 << 20

# What stands there that LabVault does otherwise, or has no place for.
WITHOUT_PLACE = {
    "local_backup_dir": "snapshots go into the repository that was named",
    "file_backup_dir": "name the folders that it backed up with `labvault target add folder`",
    "config_backup_dir": "name the folders that it backed up with `labvault target add folder`",
    "aws": "make a repository in an object store with `labvault repository create NAME s3://…`",
    "compression": "every snapshot is compressed",
    "encryption": "every repository is encrypted, with its own key",
}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """``to`` are the addresses of people."""

    sender: str
    to: tuple[str, ...]
    server: str
    port: int
    user: str
    password: str = field(repr=False)
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class SlackSettings:
    webhook: str = field(repr=False)
    channel: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class LabSettings:
    """What the file says. ``retention`` in days and ``schedules`` as cron lines, by the names they
    have there. ``left_out``: what stands in it and is not here, each with the reason."""

    address: Address | None
    password: str = field(repr=False)
    retention: Mapping[str, int]
    schedules: Mapping[str, str]
    mail: MailSettings | None
    slack: SlackSettings | None
    left_out: tuple[Remark, ...]


def read_settings(path: Path, environment: Mapping[str, str]) -> LabSettings:
    """Raises :class:`BadAddress` when the file is not there or is not what it should be."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadAddress(str(path), "it is too large to be settings")
        # The safe loader makes plain values only; anything else in the file is refused.
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadAddress(str(path), (error.strerror or "it cannot be read").lower()) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise BadAddress(str(path), f"it is not YAML: {_place(error)}") from None
    if not isinstance(said, dict):
        raise BadAddress(str(path), "it holds no settings")
    return _Reader(environment).read(said)


def _place(error: Exception) -> str:
    """Where the fault is; never what stands there, which may be a password."""
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else type(error).__name__


class _Reader:
    """Reads one file; collects what is left out."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._left_out: list[Remark] = []

    def read(self, said: Mapping[str, Any]) -> LabSettings:
        known = {"database", "retention", "schedules", "notifications", *WITHOUT_PLACE}
        for name in said:
            if name not in known:
                self._leave_out(str(name), "it is not known")
            elif name in WITHOUT_PLACE:
                self._leave_out(str(name), WITHOUT_PLACE[name])
        database = self._part(said, "database")
        notifications = self._part(said, "notifications")
        for name in notifications.keys() - {"email", "slack"}:
            self._leave_out(f"notifications.{name}", "it is not known")
        return LabSettings(
            address=self._address(database) if database else None,
            password=self._text(database, "database", "password"),
            retention=dict(self._days(self._part(said, "retention"))),
            schedules=dict(self._schedules(self._part(said, "schedules"))),
            mail=self._mail(notifications),
            slack=self._slack(notifications),
            left_out=tuple(dict.fromkeys(self._left_out)),
        )

    def _leave_out(self, name: str, why: str) -> None:
        self._left_out.append(Remark(name, why))

    def _part(self, said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        part = said.get(name)
        if part is not None and not isinstance(part, dict):
            self._leave_out(name, "it is not a group of settings")
        return part if isinstance(part, dict) else {}

    def _text(self, part: Mapping[str, Any], where: str, name: str) -> str:
        value = part.get(name)
        return "" if value is None else self._expanded(str(value), f"{where}.{name}")

    def _expanded(self, text: str, where: str) -> str:
        def one(match: re.Match[str]) -> str:
            found = self._environment.get(match[1]) or match[2]
            if found is None:
                self._leave_out(where, f"the variable {match[1]} is not set")
            return found or ""

        return VARIABLE.sub(one, text)

    def _address(self, said: Mapping[str, Any]) -> Address | None:
        host = self._text(said, "database", "host") or "localhost"
        port = self._text(said, "database", "port") or "5432"
        user = self._text(said, "database", "username") or "postgres"
        database = self._text(said, "database", "database")
        if not database:
            self._leave_out("database", "it names no database")
            return None
        if not port.isdecimal() or not 0 < int(port) < 65536:
            self._leave_out("database.port", "it is not a port")
            return None
        address = Address(host, int(port), user, database)
        try:
            return Address.from_url(address.url())
        except BadAddress as bad:
            self._leave_out("database", bad.reason)
            return None

    def _days(self, said: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
        for name in said:
            text = self._text(said, "retention", name)
            if text.isdecimal() and int(text) > 0:
                yield name, int(text)
            else:
                self._leave_out(f"retention.{name}", "it is not a number of days")

    def _schedules(self, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for name in said:
            if text := self._text(said, "schedules", name).strip():
                yield name, text

    def _mail(self, said: Mapping[str, Any]) -> MailSettings | None:
        part, where = self._part(said, "email"), "notifications.email"
        if not part:
            return None
        port = self._text(part, where, "smtp_port") or "587"
        to = part.get("to") or ()
        found = MailSettings(
            sender=self._text(part, where, "from"),
            to=tuple(self._people([to] if isinstance(to, str) else to, f"{where}.to")),
            server=self._text(part, where, "smtp_server"),
            port=int(port) if port.isdecimal() else 587,
            user=self._text(part, where, "smtp_username"),
            password=self._text(part, where, "smtp_password"),
            enabled=bool(part.get("enabled", True)),
        )
        if not found.server or not found.to:
            self._leave_out(where, "it names no server, or nobody to write to")
            return None
        if found.user and not found.password:
            self._leave_out(where, "the password of its user is missing")
            return None
        return found

    def _people(self, to: Any, where: str) -> Iterator[str]:
        for each in to if isinstance(to, list) else ():
            for person in self._expanded(str(each), where).split(","):
                if person.strip():
                    yield person.strip()

    def _slack(self, said: Mapping[str, Any]) -> SlackSettings | None:
        part, where = self._part(said, "slack"), "notifications.slack"
        webhook = self._text(part, where, "webhook_url")
        if part and not webhook:
            self._leave_out(where, "it has no address")
        if not webhook:
            return None
        enabled = bool(part.get("enabled", True))
        return SlackSettings(webhook, self._text(part, where, "channel"), enabled)
