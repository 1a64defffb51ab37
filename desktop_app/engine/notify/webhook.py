"""Plain webhooks: an https:// address that gets a POST with JSON, said in apprise's way."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

SCHEMES = {"http": "json", "https": "jsons"}


def json_address(url: str, order: Mapping[str, str]) -> str | None:
    """The same address for apprise's JSON sender; None when it is not of a web server.

    The JSON then has ``title``, ``message`` and ``type``, and of ``order`` what kind of message
    it is and of which workspace.

    >>> json_address("https://lab.example/hook?token=a", {})
    'jsons://lab.example/hook?-token=a&:attachments='
    """
    parts = urlsplit(url)
    scheme = SCHEMES.get(parts.scheme.lower())
    if scheme is None or not parts.hostname:
        return None
    # What apprise is to pass on to the server is marked, and so is what goes into the JSON.
    passed = [(f"-{name}", value) for name, value in parse_qsl(parts.query, True)]
    added = [(f":{name}", order[name]) for name in ("kind", "workspace") if name in order]
    query = urlencode([*passed, *added, (":attachments", "")], safe=":", quote_via=quote)
    return f"{scheme}://{parts.netloc}{parts.path or '/'}?{query}"
