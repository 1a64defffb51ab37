"""The name of the account that this program runs under, as the operating system knows it."""

from __future__ import annotations

import os
import sys


def account() -> str:
    """The account's name; its number where it has none. Not what the environment says, which
    anyone can set."""
    if sys.platform == "win32":
        return os.getlogin()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
