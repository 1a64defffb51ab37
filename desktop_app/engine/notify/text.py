"""All words of notifications: what is wrong, why, and what to do, in plain short sentences.

Names come from databases that may be hostile: everything that is not ours goes through
:func:`plain`, so that no name can break a line, forge a header or reorder what is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.notify.digest import Digest, FailureReport, SpaceReport, TargetReport
from desktop_app.engine.notify.events import About, News, Recovery, Trouble
from desktop_app.engine.telling.notice import Fault, Kind

UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
LONGEST_NAME, LONGEST_REASON, MOST_LINES = 120, 600, 20

Titles = Mapping[tuple[Kind, About], str]

THINGS: Mapping[About, str] = {
    About.BACKUP: "The backup of {target}",
    About.VERIFY: "The verification of {target}",
    About.RESTORE: "The restore of {target}",
    About.DRILL: "The drill of {target}",
    About.PRUNE: "The prune of {target}",
    About.SCAN: "The scan of {target}",
    About.EXPORT: "The export of {target}",
    About.IMPORT: "The import into {target}",
    About.PROOF: "The proof that {target} restores",
    About.SPACE: "The space for snapshots in {target}",
    About.QUOTA: "The quota for {target}",
    About.LOSS: "What was backed up of {target}",
    About.TRIPWIRE: "The tripwire of {target}",
    About.DAMAGE: "The repository {target}",
    About.KEY: "The recovery key of {target}",
    About.AGENT: "The schedule of {target}",
    About.CHANNEL: "The channel {target}",
    About.SERVER: "The server {target}",
    About.DATABASE: "The database of {target}",
}

HAPPENED: Mapping[Kind, str] = {
    Kind.FAILURE: "{thing} failed",
    Kind.WARNING: "{thing} is done, with remarks",
    Kind.OVERDUE: "{thing} is overdue",
    Kind.ALARM: "{thing} needs a look",
}

# Where the general words would be wrong or weak.
TITLES: Titles = {
    (Kind.ALARM, About.LOSS): "Data about to be lost: {target} is gone or was replaced",
    (Kind.ALARM, About.TRIPWIRE): "{target} changed in a way that it never did before",
    (Kind.ALARM, About.DAMAGE): "The repository {target} is damaged",
    (Kind.FAILURE, About.DAMAGE): "The repository {target} is damaged",
    (Kind.ALARM, About.SPACE): "The place of {target} fills up",
    (Kind.ALARM, About.QUOTA): "The quota for {target} is nearly used up",
    (Kind.FAILURE, About.QUOTA): "The quota for {target} is used up",
    (Kind.FAILURE, About.CHANNEL): "Messages through {target} do not arrive",
    (Kind.ALARM, About.SERVER): "The databases of {target} cannot be listed",
    (Kind.ALARM, About.DATABASE): "A database needs a look: {target}",
    (Kind.OVERDUE, About.KEY): "The recovery key of {target} was not checked for long",
}

WELL_AGAIN: Mapping[Kind, str] = {
    Kind.FAILURE: "{thing} works again",
    Kind.WARNING: "{thing} has no remarks any more",
    Kind.OVERDUE: "{thing} is up to date again",
    Kind.ALARM: "{thing} is in order again",
}

GENERAL_ADVICE: Mapping[Kind, str] = {
    Kind.FAILURE: "Look at `labvault jobs list`, correct the cause, and retry it.",
    Kind.WARNING: "Look at `labvault jobs list` for what was left out, and why.",
    Kind.OVERDUE: "Check that the computer that backs it up is on, and look at "
    "`labvault jobs list`.",
    Kind.ALARM: "Open LabVault and look at it soon.",
}

MEND = (
    "Run `labvault verify --all` to see what is lost, and back its targets up again: what they "
    "still have is mended. Nothing is deleted meanwhile."
)
ADVICE: Titles = {
    (Kind.ALARM, About.LOSS): "Nothing is deleted until you have looked: its snapshots are all "
    "there is of it.",
    (Kind.ALARM, About.TRIPWIRE): "Nothing is deleted until you have looked: compare the newest "
    "snapshot with the one before it.",
    (Kind.ALARM, About.DAMAGE): MEND,
    (Kind.FAILURE, About.DAMAGE): MEND,
    (Kind.ALARM, About.SPACE): "Free some space, keep fewer snapshots, or move the repository.",
    (Kind.ALARM, About.QUOTA): "Keep fewer snapshots, or have the quota raised.",
    (Kind.FAILURE, About.QUOTA): "Keep fewer snapshots, or have the quota raised.",
    (Kind.OVERDUE, About.PROOF): "Run `labvault drill` for it.",
    (Kind.OVERDUE, About.KEY): "Run `labvault repository check-key` with the printed page.",
    (Kind.FAILURE, About.CHANNEL): "Correct the address, then run `labvault notify retry`.",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A subject or headline of one line, and what follows."""

    title: str
    text: str


def trouble(event: Trouble) -> Words:
    """What is wrong, why, and what to do."""
    title = TITLES.get((event.kind, event.about)) or HAPPENED[event.kind].format(
        thing=THINGS[event.about]
    )
    advice = event.advice or ADVICE.get((event.kind, event.about)) or GENERAL_ADVICE[event.kind]
    said = (_age(event), sentence(event.why), sentence(advice))
    return Words(title.format(target=name(event.target)), " ".join(part for part in said if part))


def recovery(fault: Fault, event: Recovery) -> Words:
    """That it is over, and how long it was so."""
    title = WELL_AGAIN[fault.kind].format(thing=THINGS[event.about])
    took = duration(event.at - fault.since)
    return Words(title.format(target=name(event.target)), f"It lasted {took}. Nothing is to do.")


def message(faults: Sequence[Fault], workspace: str) -> Words:
    """One message of one or several things, the most urgent first."""
    lab = name(workspace)
    if len(faults) == 1:
        fault = faults[0]
        return Words(f"LabVault, {lab}: {fault.title}", _entry(fault))
    wrong = sum(fault.cleared is None for fault in faults)
    counted = []
    if wrong:
        counted.append("1 thing needs a look" if wrong == 1 else f"{wrong} things need a look")
    if well := len(faults) - wrong:
        counted.append("1 is in order again" if well == 1 else f"{well} are in order again")
    shown = [_entry(fault) for fault in faults[:MOST_LINES]]
    if left := len(faults) - MOST_LINES:
        shown += [f"And {left} more: run `labvault notify list`."] if left > 0 else []
    return Words(f"LabVault, {lab}: {', '.join(counted)}", "\n\n".join(shown))


def trial(workspace: str, channel: str) -> Words:
    """The message of ``labvault notify test``."""
    return Words(
        f"LabVault, {name(workspace)}: a test",
        f"Somebody tries the channel {name(channel)}. It works, since you read this.",
    )


def news(event: News, workspace: str) -> Words:
    """What was done by itself."""
    found = event.databases
    lines = [
        f"The database {name(each.name)} appeared on the server {name(each.server)}. Its target is "
        f"called {name(each.target)}; its first backup comes with its schedule, or with "
        "`labvault backup`."
        for each in found[:MOST_LINES]
    ]
    if left := len(found) - MOST_LINES:
        lines += [f"And {left} more: run `labvault target list`."] if left > 0 else []
    what = f"A new database, {name(found[0].name)}, is now protected"
    if len(found) > 1:
        what = f"{len(found)} new databases are now protected"
    return Words(f"LabVault, {name(workspace)}: {what}", "\n".join(lines))


def digest(report: Digest, zone: tzinfo) -> Words:
    """How a workspace stands. Times are shown in ``zone``."""
    bad = [target for target in report.targets if target.overdue or target.newest is None]
    state = _counted(len(bad), "target", "needs a look", "need a look") if bad else "all is well"
    if report.failed:
        state += f", {_counted(report.failed, 'job', 'failed', 'failed')}"
    begin, end = moment(report.begin, zone), moment(report.end, zone)
    parts = [
        f"From {begin} to {end}: {_counted(report.succeeded, 'job')} succeeded, "
        f"{report.warned:,} had remarks, {report.failed:,} failed.",
        _part("Targets", [_target(t, report.end, zone) for t in report.targets], "None yet."),
        _part("Failed", [_failure(f, zone) for f in report.failures], "Nothing.", report.failed),
        _part("Space", [_space(space) for space in report.spaces], "No repository yet."),
    ]
    return Words(f"LabVault, {name(report.workspace)}: {state}", "\n\n".join(parts))


def name(text: str) -> str:
    """A name as it is shown, not longer than a line can bear. A job without a target is about
    all of them."""
    return _cut(plain(text), LONGEST_NAME) or "everything"


def plain(text: str) -> str:
    r"""One line without anything that could break or reorder it.

    >>> plain("odd\nname\x1b[31m")
    'odd name [31m'
    """
    safe = (" " if unicodedata.category(c) in UNSAFE else c for c in text)
    return " ".join("".join(safe).split())


def sentence(text: str) -> str:
    """One line that ends like a sentence; empty stays empty.

    >>> sentence("disk full"), sentence("Gone."), sentence(" ")
    ('disk full.', 'Gone.', '')
    """
    line = _cut(plain(text), LONGEST_REASON)
    return line if not line or line[-1] in ".?…" else f"{line}."


def duration(span: timedelta) -> str:
    """In the largest unit that says enough.

    >>> duration(timedelta(minutes=1)), duration(timedelta(hours=30)), duration(timedelta(9))
    ('1 minute', '30 hours', '9 days')
    """
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return _counted(minutes, "minute")
    if minutes < 48 * 60:
        return _counted(minutes // 60, "hour")
    return _counted(minutes // (24 * 60), "day")


def moment(at: datetime, zone: tzinfo) -> str:
    """To the minute."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def size(count: float) -> str:
    """Bytes with a unit.

    >>> size(7), size(1536)
    ('7 B', '1.5 KiB')
    """
    units = ("B", "KiB", "MiB", "GiB", "TiB", "PiB")
    at = 0
    while abs(count) >= 1024 and at < len(units) - 1:
        count, at = count / 1024, at + 1
    return f"{count:.0f} B" if at == 0 else f"{count:.1f} {units[at]}"


def _age(event: Trouble) -> str:
    if event.kind is not Kind.OVERDUE or event.limit is None:
        return ""
    limit = duration(event.limit)
    if event.age is None:
        return f"There is none yet; it may be {limit} old at most."
    return f"The newest is {duration(event.age)} old; it may be {limit} old at most."


def _entry(fault: Fault) -> str:
    return f"{fault.title}.\n{fault.text}"


def _part(title: str, lines: Sequence[str], without: str, total: int = 0) -> str:
    shown = [*lines[:MOST_LINES]]
    if (left := max(total, len(lines)) - len(shown)) > 0:
        shown.append(f"and {left} more")
    return "\n".join([title, *(f"- {line}" for line in shown or [without])])


def _target(target: TargetReport, end: datetime, zone: tzinfo) -> str:
    if target.newest is None:
        newest = "no good snapshot yet"
    else:
        age = duration(end - target.newest)
        newest = f"newest good snapshot {moment(target.newest, zone)} ({age} old)"
    proven = f"restore proven {moment(target.proven, zone)}" if target.proven else "never proven"
    notes = [note for note, holds in _notes(target) if holds]
    return f"{name(target.name)}: {'; '.join([*notes, newest, proven])}"


def _notes(target: TargetReport) -> Iterable[tuple[str, bool]]:
    return (("OVERDUE", target.overdue), ("paused", target.paused))


def _failure(failure: FailureReport, zone: tzinfo) -> str:
    why = sentence(failure.why) or "No reason is known."
    return f"{moment(failure.at, zone)} {plain(failure.what)} of {name(failure.target)}: {why}"


def _space(space: SpaceReport) -> str:
    said = []
    if space.used is not None:
        said.append(f"{size(space.used)} used")
    if space.free is not None:
        said.append(f"{size(space.free)} free")
    if space.days is not None:
        said.append(f"full in about {_counted(max(0, int(space.days)), 'day')}")
    if space.problem:
        said.append(_cut(plain(space.problem), LONGEST_REASON))
    return f"{name(space.repository)}: {', '.join(said) or 'not measured yet'}"


def _counted(count: int, what: str, one: str = "", more: str = "") -> str:
    noun, verb = (what, one) if count == 1 else (f"{what}s", more)
    return f"{count:,} {noun} {verb}".rstrip()


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
