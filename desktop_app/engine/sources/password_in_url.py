"""Passwords in the addresses of servers, where none belongs: seen and hidden before anything else
is made of the address, however it was typed."""

from __future__ import annotations

import re

PORTS = r"\d*(?:,[^:/@]*(?::\d*)?)*(?:/|$)"  # of one server or several, up to what follows them
HOST = r"(?:\[[^\]/]*\]|[^:/@\[])*"
PASSWORD = re.compile(r"^(\w+://[^:/@\[]*):.*@", re.DOTALL)
# Users that look like addresses of mail. A database's name may have an @ as well.
PASSWORD_OF_MAIL = re.compile(rf"^(\w+://(?:[^:/@\[]*@)+{HOST}):(?!{PORTS}).*@", re.DOTALL)
MEANT_AS_PORT = re.compile(rf"^(\w+://[^:/@\[]*):(?!…|{PORTS})[^/]*")  # or as a password
PART_OF_PASSWORD = re.compile(r"\w+://(?:[^:/@]*@)*[^:/@]*:[^@]*$")


def parted(url: str) -> tuple[str, str, str]:
    """What comes before the first ``?``, that, and the rest."""
    place, question, query = url.partition("?")
    # An unescaped ? may belong to the password as well.
    if PART_OF_PASSWORD.match(place) and "@" in query and "=" not in query:
        return url, "", ""
    return place, question, query


def holds_password(place: str) -> bool:
    """Whether one is in what comes before the ``?``."""
    return any(kind.match(place) for kind in (PASSWORD, PASSWORD_OF_MAIL))


def hidden(place: str) -> str:
    """The same with all that is, or may have been meant as, a password replaced by ``…``.

    >>> hidden("postgresql://u:p/w@h/d"), hidden("postgresql://u:p")
    ('postgresql://u:…@h/d', 'postgresql://u:…')
    >>> hidden("postgresql://me@uni.edu:p@w@h:5432/d"), hidden("postgresql://u@h:5432/d@x")
    ('postgresql://me@uni.edu:…@h:5432/d', 'postgresql://u@h:5432/d@x')
    """
    place = PASSWORD.sub(r"\1:…@", place)
    place = PASSWORD_OF_MAIL.sub(r"\1:…@", place)
    return MEANT_AS_PORT.sub(r"\1:…", place)
