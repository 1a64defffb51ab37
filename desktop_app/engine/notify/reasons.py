"""Why a message was not sent: one line from what the libraries said, without any secret."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

LONGEST = 300
HIDDEN = "…"

# What servers and systems say, wherever it stands in a library's words.
SERVER_SAID = re.compile(r"""\((\d{3}), b?(['"])(.*?)\2(?:, .*)?\)""", re.DOTALL)
SYSTEM_SAID = re.compile(r"\[Errno -?\d+\] ([^'\")\]<>]+)")
CERTIFICATE = re.compile(r"certificate verify failed: ([^('\"]+)")
NO_ANSWER = re.compile(r"timed out|timeout", re.IGNORECASE)


def reason(told: Sequence[tuple[int, str]]) -> str:
    """The most telling thing that was said; ``told`` are levels and lines.

    >>> reason([(10, "Socket Exception: [Errno 111] Connection refused")])
    'Connection refused'
    """
    details = [line for _, line in told if "Exception: " in line]
    for line in reversed(details):
        for found in _found(line):
            return found
    warnings = [line for level, line in told if level >= logging.WARNING]
    return warnings[-1].strip().rstrip(".,") if warnings else "the service did not take it"


def _found(line: str) -> Iterator[str]:
    if server := SERVER_SAID.search(line):
        yield f"the server said {server[1]} {server[3]}"
    if certificate := CERTIFICATE.search(line):
        yield f"the server's certificate cannot be trusted: {certificate[1].strip()}"
    if system := SYSTEM_SAID.search(line):
        yield system[1].strip()
    if NO_ANSWER.search(line):
        yield "there was no answer in time"


def without_secrets(text: str, url: str) -> str:
    """The text with everything hidden that only the address knows, in one line.

    Users, passwords, paths and values of the address are hidden; its host is not.
    """
    line = " ".join(text.split())
    for secret in sorted(set(_secrets(url)), key=len, reverse=True):
        line = re.sub(re.escape(secret), HIDDEN, line, flags=re.IGNORECASE)
    return line[:LONGEST]


def _secrets(url: str) -> Iterable[str]:
    parts = urlsplit(url)
    login, _, _ = parts.netloc.rpartition("@")
    pieces = [*login.split(":"), *parts.path.split("/")]
    pieces += [value for pair in parts.query.split("&") for value in pair.split("=")[1:]]
    # A service's token stands where other addresses have a host: it has no dot in it.
    host = parts.netloc.rpartition("@")[2].partition(":")[0]
    if parts.scheme not in ("http", "https") and "." not in host and host != "localhost":
        pieces.append(host)
    for piece in pieces:
        for form in (piece, unquote(piece)):
            if len(form) > 2:
                yield form
