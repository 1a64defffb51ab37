"""Channels of notifications as the settings tell of them, and their addresses put together.

An address holds secrets. It is made of what was typed, goes to the keyring and to the sender's
process, and is shown masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote, urlencode, urlsplit

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.telling.notice import (
    WANTED,
    Digesting,
    Fault,
    Kind,
    Notice,
    NoticeState,
    Period,
    Place,
    Rule,
)
from desktop_app.gui import text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr

KINDS = {
    Kind.FAILURE: "Something failed",
    Kind.WARNING: "Done, with remarks",
    Kind.OVERDUE: "Something is overdue",
    Kind.ALARM: "Alarms: damage, a tripwire, space",
    Kind.RECOVERED: "It is right again",
    Kind.NEWS: "News: a new database, say",
    Kind.DIGEST: "The digest",
}
SHORT = {
    Kind.FAILURE: "failures",
    Kind.WARNING: "remarks",
    Kind.OVERDUE: "overdue",
    Kind.ALARM: "alarms",
    Kind.RECOVERED: "recoveries",
    Kind.NEWS: "news",
    Kind.DIGEST: "digest",
}
PERIODS = {Period.NEVER: "never", Period.DAILY: "every day", Period.WEEKLY: "every week"}
STATES = {
    NoticeState.WAITING: State(Tone.WARNING, "Waiting"),
    NoticeState.SENT: State(Tone.OK, "Sent"),
    NoticeState.FAILED: State(Tone.BAD, "Given up"),
}
DEFAULT = frozenset(WANTED) - {Kind.DIGEST}
ON_DESKTOP = DEFAULT - {Kind.FAILURE}
"""Failed jobs always appear on the desktop while LabVault runs, also without a channel."""

MASK = "••••••"


class Service(StrEnum):
    """What the form asks for."""

    MAIL = "mail"
    DESKTOP = "desktop"
    SLACK = "slack"
    TEAMS = "teams"
    NTFY = "ntfy"
    WEBHOOK = "webhook"
    OTHER = "other"


SERVICES = {
    Service.MAIL: "E-mail",
    Service.DESKTOP: "Messages on this desktop",
    Service.SLACK: "Slack",
    Service.TEAMS: "Microsoft Teams",
    Service.NTFY: "ntfy (phone)",
    Service.WEBHOOK: "Web hook (JSON)",
    Service.OTHER: "Another service",
}


class Encryption(StrEnum):
    """How a mail server is spoken to; the names are apprise's modes."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "insecure"


PORTS = {Encryption.STARTTLS: 587, Encryption.SSL: 465, Encryption.NONE: 25}


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail channel needs. ``to``: addresses, parted by commas."""

    server: str
    port: int
    encryption: Encryption
    sender: str
    to: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Channels:
    """``addresses``: masked, by channel. ``faults``: what is wrong just now. ``outbox``: the
    newest first."""

    rules: tuple[Rule, ...]
    addresses: dict[str, str]
    digesting: Digesting
    faults: tuple[Fault, ...]
    outbox: tuple[Notice, ...]


def mail_address(mail: Mail) -> str:
    """As apprise understands it.

    >>> mail_address(Mail("smtp.lab", 587, Encryption.STARTTLS, "a@lab", "b@lab", "a", "p@ss"))
    'mailtos://a:p%40ss@smtp.lab:587/?smtp=smtp.lab&mode=starttls&from=a%40lab&to=b%40lab'
    """
    scheme = "mailto" if mail.encryption is Encryption.NONE else "mailtos"
    login = f"{quote(mail.user, '')}:{quote(mail.password, '')}@" if mail.user else ""
    to = ",".join(part.strip() for part in mail.to.split(",") if part.strip())
    query = {"smtp": mail.server, "mode": str(mail.encryption), "from": mail.sender, "to": to}
    return f"{scheme}://{login}{mail.server}:{mail.port}/?{urlencode(query)}"


def ntfy_address(server: str, topic: str, token: str = "") -> str:
    """
    >>> ntfy_address("https://ntfy.sh", "lab alarms"), ntfy_address("ntfy.lab:8080", "a", "tk_1")
    ('ntfys://ntfy.sh/lab%20alarms', 'ntfys://tk_1@ntfy.lab:8080/a')
    """
    plain = server.lower().startswith("http://")
    host = server.partition("://")[2] if "://" in server else server
    login = f"{quote(token, '')}@" if token else ""
    return f"{'ntfy' if plain else 'ntfys'}://{login}{host.strip('/')}/{quote(topic.strip(), '')}"


def masked(address: str) -> str:
    """What may be seen of an address: its scheme.

    >>> masked("mailtos://anna:secret@smtp.lab/?to=b@lab"), masked("nonsense")
    ('mailtos://••••••', '••••••')
    """
    scheme = urlsplit(address).scheme if "://" in address else ""
    return f"{scheme}://{MASK}" if scheme else MASK


def heading(found: Channels) -> tuple[str, str]:
    failed = sum(notice.state is NoticeState.FAILED for notice in found.outbox)
    digest = tr("Digest: {period}.").format(period=tr(PERIODS[found.digesting.period]))
    if failed:
        count = text.count(failed, "message was given up", "messages were given up")
        return count, tr("Correct the channel, then send again.")
    if not found.rules:
        facts = tr("When something fails, nobody is told but the one before this window.")
        return tr("Nobody is told of failures"), facts
    names = ", ".join(shown(rule.name) for rule in found.rules[:4])
    more = " …" if len(found.rules) > 4 else ""
    channels = text.count(len(found.rules), "channel is told", "channels are told")
    return channels, f"{names}{more}. {digest}"


def rule_columns(found: Channels) -> tuple[Column[Rule], ...]:
    return (
        Column(tr("Channel"), lambda rule: shown(rule.name)),
        Column(tr("Told of"), told_of),
        Column(tr("Address"), lambda rule: found.addresses.get(rule.name, MASK)),
        Column(tr("Where it is kept"), lambda rule: _place(rule.place)),
    )


def told_of(rule: Rule) -> str:
    names = [tr(SHORT[kind]) for kind in WANTED if kind in rule.wants]
    if len(names) == len(WANTED):
        return tr("everything")
    return ", ".join(names) or tr("nothing")


def outbox_columns(now: datetime) -> tuple[Column[Notice], ...]:
    return (
        Column(tr("When"), lambda n: text.moment(n.created, now), key=lambda n: n.created),
        Column(tr("Channel"), lambda n: shown(n.channel)),
        Column(tr("State"), _state, tone=lambda n: STATES[n.state].tone),
        Column(tr("Tries"), lambda n: text.number(n.tries), True, lambda n: n.tries),
        Column(tr("What"), _what),
    )


def retriable(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Those that failed, given up or not."""
    waits = NoticeState.WAITING
    return tuple(
        n for n in notices if n.state is NoticeState.FAILED or (n.state is waits and n.tries > 0)
    )


def _state(notice: Notice) -> str:
    state = STATES[notice.state]
    return f"{state.tone.shape}  {tr(state.word)}"


def _what(notice: Notice) -> str:
    subject = shown(notice.subject)
    return f"{subject} ({shown(notice.error)})" if notice.error else subject


def _place(place: Place) -> str:
    words = {
        Place.KEYRING: tr("this computer's keyring"),
        Place.ENVIRONMENT: tr("the environment"),
        Place.WINDOW: tr("this window"),
    }
    return words[place]
