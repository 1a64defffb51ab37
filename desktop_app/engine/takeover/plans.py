"""What LabVault makes of CryoProtect's settings, before anything is done about it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from cronsim import CronSim, CronSimError

from desktop_app.engine.catalog.entries import JobKind
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.takeover.settings import LabSettings, MailSettings, SlackSettings

FULL, INCREMENTAL = "full_backup", "incremental_backup"
SCHEDULED = {
    "verification": JobKind.VERIFY,
    "test_restore": JobKind.DRILL,
    "retention": JobKind.PRUNE,
}
OF_FOLDERS = "name the folders that it backed up with `labvault target add folder`"
# Any week will do to count how often a cron line comes; one without a change of clocks.
SOME_MONDAY = datetime(2025, 1, 6, tzinfo=UTC)
TLS_FROM_THE_START = 465


@dataclass(frozen=True, slots=True)
class Plans:
    """``schedules``: cron lines by kind of job. ``retention``: how many to keep, by rule, or None.
    ``left_out``: what stands in the settings and comes to nothing here, each with the reason."""

    schedules: Mapping[JobKind, str]
    retention: Mapping[str, int] | None
    left_out: tuple[Remark, ...]


def plan(settings: LabSettings) -> Plans:
    """What follows from the schedules and the retention."""
    left_out: list[Remark] = []
    lines = {
        name: line for name, line in settings.schedules.items() if _is_cron(name, line, left_out)
    }
    chosen = _backup_line(lines, left_out)
    schedules = {JobKind.BACKUP: lines[chosen]} if chosen else {}
    schedules |= {kind: lines[name] for name, kind in SCHEDULED.items() if name in lines}
    known = {FULL, INCREMENTAL, *SCHEDULED}
    left_out += [Remark(f"schedules.{name}", OF_FOLDERS) for name in lines.keys() - known]
    return Plans(schedules, _retention(settings, schedules, left_out), tuple(left_out))


def _is_cron(name: str, line: str, left_out: list[Remark]) -> bool:
    try:
        next(CronSim(line, SOME_MONDAY))
    except (CronSimError, StopIteration):
        left_out.append(Remark(f"schedules.{name}", f"{line} is not a cron line that ever comes"))
        return False
    return True


def _backup_line(lines: Mapping[str, str], left_out: list[Remark]) -> str | None:
    """Every snapshot is whole and stores only what changed, so there is one schedule: that of the
    two which comes more often."""
    candidates = [name for name in (FULL, INCREMENTAL) if name in lines]
    if not candidates:
        return None
    chosen = max(candidates, key=lambda name: _runs(lines[name], 7))
    why = f"every snapshot is whole, so {chosen}, which comes more often, serves for both"
    left_out += [Remark(f"schedules.{name}", why) for name in candidates if name != chosen]
    return chosen


def _runs(line: str, days: int) -> int:
    """How often a cron line comes in so many days."""
    end = SOME_MONDAY + timedelta(days=days)
    count = 0
    for moment in CronSim(line, SOME_MONDAY):
        if moment > end or count == 10_000:
            break
        count += 1
    return count


def _retention(
    settings: LabSettings, schedules: Mapping[JobKind, str], left_out: list[Remark]
) -> Mapping[str, int] | None:
    """Days become counts: one snapshot of each day for as long as full dumps were kept, and all
    of the last days for as long as incremental ones were. Counting never removes the last one."""
    days = settings.retention
    kept: dict[str, int] = {}
    if FULL in days:
        kept["daily"] = days[FULL]
    if INCREMENTAL in days and JobKind.BACKUP in schedules:
        kept["last"] = max(1, _runs(schedules[JobKind.BACKUP], days[INCREMENTAL]))
    elif INCREMENTAL in days:
        left_out.append(Remark(f"retention.{INCREMENTAL}", "there is no schedule of backups"))
    for name in days.keys() - {FULL, INCREMENTAL}:
        left_out.append(Remark(f"retention.{name}", OF_FOLDERS))
    return kept or None


def channel_addresses(settings: LabSettings) -> Iterator[tuple[str, str]]:
    """Names of channels with their addresses, which hold secrets; only of those switched on."""
    if settings.mail and settings.mail.enabled:
        yield "mail", _mail_address(settings.mail)
    if settings.slack and settings.slack.enabled:
        yield "slack", settings.slack.webhook


def switched_off(settings: LabSettings) -> Iterator[Remark]:
    """What has no effect here either, and what a channel does otherwise."""
    channels: tuple[tuple[str, MailSettings | SlackSettings | None], ...] = (
        ("email", settings.mail),
        ("slack", settings.slack),
    )
    for name, channel in channels:
        if channel and not channel.enabled:
            yield Remark(f"notifications.{name}", "it was switched off")
    if settings.slack and settings.slack.enabled and settings.slack.channel:
        what = "messages go to the channel that the web hook belongs to"
        yield Remark("notifications.slack.channel", what)


def _mail_address(mail: MailSettings) -> str:
    """As apprise has it. Without a user no TLS is asked for, as CryoProtect did not."""
    login = f"{quote(mail.user, safe='')}:{quote(mail.password, safe='')}@" if mail.user else ""
    options = {"smtp": mail.server, "to": ",".join(mail.to)}
    if mail.sender:
        options["from"] = mail.sender
    if login:
        options["mode"] = "ssl" if mail.port == TLS_FROM_THE_START else "starttls"
    scheme = "mailtos" if login else "mailto"
    return f"{scheme}://{login}{mail.server}:{mail.port}?{urlencode(options, quote_via=quote)}"
