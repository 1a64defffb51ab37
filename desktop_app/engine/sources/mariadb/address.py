"""Where a MariaDB or MySQL database is. An address never holds a password."""

from __future__ import annotations

import getpass
import re
from dataclasses import replace
from typing import Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.password_in_url import hidden, parted

SCHEMES = ("mariadb", "mysql")
PORT = 3306
SECRET = re.compile(r"pass|pwd|secret|token", re.IGNORECASE)
OPTIONS = {
    "ssl": "off, on, or verify: whether the way to the server must be encrypted",
    "ssl_ca": "a file with the certificates that a server's must be signed by",
    "ssl_cert": "a file with the certificate of this client",
    "ssl_key": "a file with the key to it",
    "socket": "the server's socket on this computer, instead of host and port",
}
SSL_WAYS = ("", "off", "on", "verify")


@dataclass(frozen=True, slots=True)
class Address:
    """A database of a server. ``options`` are those of :data:`OPTIONS`."""

    host: str
    port: int
    user: str
    database: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_url(cls, url: str, database: str = "") -> Self:
        """From ``mariadb://user@host:port/database?option=value``, or ``mysql://…``;
        ``database`` is the one that is meant where the URL names none.

        Raises :class:`BadAddress`, also for a password in it: that belongs into the keyring,
        ``MYSQL_PWD``, ``.my.cnf`` or a prompt.
        """
        shown = without_secrets(url)
        scheme, mark, _ = url.partition("://")
        if not mark or scheme not in SCHEMES:
            raise BadAddress(shown, "does not begin with mariadb://")
        if shown.partition("?")[0] != url.partition("?")[0]:
            raise BadAddress(shown, "holds a password")
        if any(ord(each) < 32 or 0xD800 <= ord(each) < 0xE000 for each in unquote(url)):
            raise BadAddress(shown, "holds characters that no address has")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise BadAddress(shown, "has no usable host and port") from None
        if parts.fragment:
            raise BadAddress(shown, "holds a #, which must be written as %23")
        if port == 0:
            raise BadAddress(shown, "has no usable port")
        name = unquote(parts.path.removeprefix("/")) or database
        if not name or "/" in parts.path.removeprefix("/"):
            raise BadAddress(shown, "names no database" if not name else "names more than one")
        user = unquote(parts.username or "") or getpass.getuser()
        host = unquote(parts.hostname or "")
        return cls(host or "localhost", port or PORT, user, name, _options(parts.query, shown))

    def url(self) -> str:
        """The address for people and for the catalog; :meth:`from_url` reads it back."""
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        user, database = quote(self.user, safe=""), quote(self.database, safe="")
        query = f"?{urlencode(self.options, quote_via=quote)}" if self.options else ""
        return f"mariadb://{user}@{host}:{self.port}/{database}{query}"

    def option(self, name: str) -> str:
        """Its value, or an empty text."""
        return dict(self.options).get(name, "")

    def with_database(self, database: str) -> Self:
        """The same server and user, another database."""
        return replace(self, database=database)

    @property
    def scheme(self) -> str:
        """What a keyring tells logins apart by."""
        return "mariadb"

    @property
    def variable(self) -> str:
        """In which variable the environment may tell the password."""
        return "MYSQL_PWD"

    @property
    def where(self) -> str:
        """Server and port, for messages."""
        return self.option("socket") or f"{self.host}:{self.port}"

    def knock(self, client: ClientSettings) -> None:
        """Log in with what option files and the environment tell, and leave. Raises what
        :func:`~desktop_app.engine.sources.mariadb.connection.connect` does."""
        from desktop_app.engine.sources.mariadb.connection import connect

        connect(self, None, client.environment).end()


def _options(query: str, shown: str) -> tuple[tuple[str, str], ...]:
    found = dict(parse_qsl(query, keep_blank_values=True))
    for name in found:
        if SECRET.search(name):
            raise BadAddress(shown, "holds a password")
        if name not in OPTIONS:
            raise BadAddress(shown, f"has the option {name}; known are {', '.join(OPTIONS)}")
    if found.get("ssl", "") not in SSL_WAYS:
        raise BadAddress(shown, "says of ssl neither off, on, nor verify")
    return tuple(sorted((name, value) for name, value in found.items() if value))


def without_secrets(url: str) -> str:
    """The URL with all that is, or may have been meant as, a password replaced by ``…``.

    >>> without_secrets("mariadb://u:p/w@h/d?ssl=on&password=x")
    'mariadb://u:…@h/d?ssl=on&password=…'
    """
    url = url.encode(errors="replace").decode()
    if not re.match(r"\w+://", url):
        return url if re.fullmatch(r"[\w./-]*", url) else "…"
    place, question, query = parted(url)
    shown = [_shown_option(option) for option in query.split("&")]
    return hidden(place) + question + "&".join(shown)


def _shown_option(option: str) -> str:
    name, equals, _ = option.partition("=")
    if not option or (equals and name in OPTIONS):
        return option
    return f"{name}=…" if equals else "…"
