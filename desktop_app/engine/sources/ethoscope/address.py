"""Where the data of devices are: a folder of this computer, or of a device that ssh reaches."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress

SCHEME, PORT = "ssh", 22
DEVICE = re.compile(r"#([0-9A-Za-z]{32})\Z")
# Neither may begin with a dash, which ssh would take for one of its options.
HOST = re.compile(r"[0-9A-Za-z_.:][0-9A-Za-z_.:%-]*\Z")
USER = re.compile(r"[0-9A-Za-z_][0-9A-Za-z_.-]*\Z")


@dataclass(frozen=True, slots=True)
class DataRoot:
    """``path`` is absolute, here or on ``host`` (empty: this computer). ``machine_id``: only this
    device of the root; empty: all of them."""

    path: str
    host: str = ""
    user: str = ""
    port: int = PORT
    machine_id: str = ""

    @classmethod
    def parse(cls, text: str) -> DataRoot:
        """Raises :class:`BadAddress`.

        >>> root = DataRoot.parse("ssh://ethoscope@10.0.0.12/ethoscope_data")
        >>> root.host, root.port, root.path, root.url()
        ('10.0.0.12', 22, '/ethoscope_data', 'ssh://ethoscope@10.0.0.12:22/ethoscope_data')
        >>> DataRoot.parse("/mnt/data#012ad4d76fe97759aa27a0c99bff6710").machine_id[:3]
        '012'
        """
        if any(ord(character) < 32 or ord(character) == 127 for character in text):
            raise BadAddress(text, "it holds a control character")
        found = DEVICE.search(text)
        machine_id, text = (found[1], text[: found.start()]) if found else ("", text)
        if "://" in text:
            return _remote(text, machine_id)
        if not PurePosixPath(text).is_absolute() and not re.match(r"[A-Za-z]:[\\/]", text):
            raise BadAddress(text, "a data root is an absolute path, or ssh://user@host/path")
        return cls(text.rstrip("/") or "/", machine_id=machine_id)

    def url(self) -> str:
        """As :meth:`parse` takes it."""
        device = f"#{self.machine_id}" if self.machine_id else ""
        if not self.host:
            return self.path + device
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{SCHEME}://{self.user}@{host}:{self.port}{quote(self.path)}{device}"

    def of_device(self, machine_id: str) -> DataRoot:
        """The same root, but for one device of it only."""
        return DataRoot(self.path, self.host, self.user, self.port, machine_id)

    @property
    def is_remote(self) -> bool:
        return bool(self.host)


def is_remote(url: str) -> bool:
    """Whether a good address is that of a device over ssh; told without parsing all of it."""
    return url[:6].lower() == f"{SCHEME}://"


def _remote(text: str, machine_id: str) -> DataRoot:
    try:
        parts = urlsplit(text)
        port = parts.port or PORT
    except ValueError as error:
        raise BadAddress(text, str(error)) from None
    if parts.scheme.lower() != SCHEME:
        raise BadAddress(f"{parts.scheme}://…", "devices are reached by ssh://user@host:port/path")
    if parts.password is not None:
        raise BadAddress(f"ssh://{parts.username}:…", "a password has no place in it: use a key")
    user, host, path = unquote(parts.username or "ethoscope"), parts.hostname or "", parts.path
    if not HOST.match(host) or not USER.match(user):
        raise BadAddress(text, "it names no host, or no user, that ssh takes")
    if parts.query or parts.fragment:
        raise BadAddress(text, "what follows ? or # is no device's id of 32 characters")
    plain = unquote(path).rstrip("/")
    if not plain.startswith("/"):
        raise BadAddress(text, "the folder on the device is missing, such as /ethoscope_data")
    if any(ord(character) < 32 or ord(character) == 127 for character in plain):
        raise BadAddress(text, "it holds a control character")
    return DataRoot(plain, host, user, port, machine_id)
