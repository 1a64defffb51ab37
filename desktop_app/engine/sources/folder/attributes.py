"""What a file, folder or link of a tree has besides its bytes, as the text of an item's detail.

Reading writes it, restoring reads it. The keys, all optional:

============= =====================================================================
mode          permissions with set-id and sticky bits, octal: ``644``
uid, gid      the owner's numbers; ``user``, ``group`` their names, where they have one
modified      the time of the last change, nanoseconds since 1970
sparse        ``1`` where the file has holes
hard_link     all names of one file have the same text here: the first of them by name
xattrs        extended attributes, JSON: the names, with Base64 of the values
changed       when the inode was changed last, nanoseconds since 1970; ``inode`` its number:
              by these the next backup knows a file that it need not read
incomplete    why the file may not be whole: how it changed while it was read
============= =====================================================================

Pure but for :func:`owner_names`. A newer version may write more keys; :func:`unknown` names them.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import field
from functools import cache

from desktop_app.engine.dataclass import dataclass

KEYS = frozenset(
    {
        "mode",
        "uid",
        "gid",
        "user",
        "group",
        "modified",
        "sparse",
        "hard_link",
        "xattrs",
        "incomplete",
        "changed",
        "inode",
        # Of ethoscopes: which run a file is of, and how a live database was copied.
        "run",
        "run_local",
        "device",
        "copied",
    }
)
"""Those that this version knows; what is said of how a file was read is among them."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """One path's; None or empty where it is not known."""

    mode: int | None = None
    uid: int | None = None
    gid: int | None = None
    user: str = ""
    group: str = ""
    modified_ns: int | None = None
    sparse: bool = False
    hard_link: str = ""
    xattrs: Mapping[str, bytes] = field(default_factory=dict)

    def detail(self) -> dict[str, str]:
        """As text.

        >>> Attributes(mode=0o644, modified_ns=5, xattrs={"user.a": b"1"}).detail()
        {'mode': '644', 'modified': '5', 'xattrs': '{"user.a": "MQ=="}'}
        """
        values = {name: base64.b64encode(v).decode() for name, v in sorted(self.xattrs.items())}
        told = {
            "mode": "" if self.mode is None else f"{self.mode:o}",
            "uid": _number(self.uid),
            "gid": _number(self.gid),
            "user": self.user,
            "group": self.group,
            "modified": _number(self.modified_ns),
            "sparse": "1" if self.sparse else "",
            "hard_link": self.hard_link,
            "xattrs": json.dumps(values) if values else "",
        }
        return {key: text for key, text in told.items() if text}

    @classmethod
    def of(cls, detail: Mapping[str, str]) -> Attributes:
        """The attributes that a detail tells. Raises :class:`ValueError` for text that
        :meth:`detail` does not write."""
        mode = _parsed(detail.get("mode"), 8)
        if mode is not None and not 0 <= mode <= 0o7777:
            raise ValueError(f"mode {mode:o}")
        return cls(
            mode=mode,
            uid=_parsed(detail.get("uid")),
            gid=_parsed(detail.get("gid")),
            user=detail.get("user", ""),
            group=detail.get("group", ""),
            modified_ns=_parsed(detail.get("modified")),
            sparse=detail.get("sparse") == "1",
            hard_link=detail.get("hard_link", ""),
            xattrs=_xattrs(detail.get("xattrs", "")),
        )


def unknown(detail: Mapping[str, str]) -> frozenset[str]:
    """The keys that a newer version wrote."""
    return frozenset(detail) - KEYS


@cache
def owner_names(uid: int, gid: int) -> tuple[str, str]:
    """What this computer calls a user and a group; empty where they have no name. Any thread."""
    try:
        import grp
        import pwd
    except ImportError:  # Windows
        return "", ""
    try:
        user = pwd.getpwuid(uid).pw_name
    except KeyError:
        user = ""
    try:
        group = grp.getgrgid(gid).gr_name
    except KeyError:
        group = ""
    return user, group


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _parsed(text: str | None, base: int = 10) -> int | None:
    return None if text is None else int(text, base)


def _xattrs(text: str) -> Mapping[str, bytes]:
    if not text:
        return {}
    try:
        values = json.loads(text)
        return {str(n): base64.b64decode(v, validate=True) for n, v in values.items()}
    except (AttributeError, TypeError, binascii.Error) as fault:
        raise ValueError(f"extended attributes: {fault}") from None
