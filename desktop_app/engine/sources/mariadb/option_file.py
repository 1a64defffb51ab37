"""The client programs' option files: read for a password, and written to hand one over."""

from __future__ import annotations

import configparser
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from desktop_app.engine.sources.mariadb.address import Address

GROUPS = ("client", "client-server", "client-mariadb")
"""The groups that MariaDB's own client reads, in its order: the last one to say something wins.
https://mariadb.com/kb/en/configuring-mariadb-with-option-files/"""


def password_at_hand(environment: Mapping[str, str]) -> str | None:
    """What ``~/.my.cnf``, or else ``MYSQL_PWD``, gives as a password, as the client does; None
    if nothing does."""
    home = environment.get("HOME") or environment.get("USERPROFILE")
    kept = _kept_password(Path(home) / ".my.cnf") if home else None
    return kept if kept is not None else environment.get("MYSQL_PWD") or None


def _kept_password(path: Path) -> str | None:
    try:
        facts = path.stat()
        # The client does not trust a file that everybody could have written, nor do we.
        if os.name == "posix" and facts.st_mode & 0o002:
            return None
        text = path.read_text(errors="surrogateescape")
    except OSError:
        return None
    parser = configparser.RawConfigParser(
        strict=False, allow_no_value=True, comment_prefixes=("#", ";"), interpolation=None
    )
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("!"))
    found: str | None = None
    with suppress(configparser.Error):
        parser.read_string("\n".join(line.strip() for line in lines))
        for group in GROUPS:
            found = parser.get(group, "password", fallback=found)
    return None if found is None else _unquoted(found)


def _unquoted(value: str) -> str:
    r"""
    >>> _unquoted(r'"a\\b#"')
    'a\\b#'
    """
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    escapes = {"b": "\b", "t": "\t", "n": "\n", "r": "\r", "s": " "}
    plain, rest = "", iter(value)
    for each in rest:
        if each == "\\":
            following = next(rest, "\\")
            known = following in escapes or following in "\\\"'"
            plain += escapes.get(following, following) if known else "\\" + following
        else:
            plain += each
    return plain


def option_file(address: Address, password: str | None) -> bytes:
    """What a client program must know to reach a server as we do, password and all."""
    lines = ["[client]", _option("user", address.user)]
    if password is not None:
        lines.append(_option("password", password))
    if socket := address.option("socket"):
        lines += ["protocol=socket", _option("socket", socket)]
    else:
        lines += ["protocol=tcp", _option("host", address.host), f"port={address.port}"]
    way = address.option("ssl")
    if way == "off":
        lines.append("skip-ssl")
    elif way or address.option("ssl_ca") or address.option("ssl_cert"):
        lines.append("ssl")
        if way == "verify":
            lines.append("ssl-verify-server-cert")
    for name in ("ssl_ca", "ssl_cert", "ssl_key"):
        if value := address.option(name):
            lines.append(_option(name.replace("_", "-"), value))
    return "\n".join([*lines, ""]).encode(errors="surrogateescape")


def _option(name: str, value: str) -> str:
    r"""
    >>> _option("password", 'a"b\\c#')
    'password="a\\"b\\\\c#"'
    """
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        value = value.replace(plain, escaped)
    return f'{name}="{value}"'
