"""``labvault import``: taking over from what a laboratory has."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.cli import wording
from desktop_app.cli.answer import Answer, code_for
from desktop_app.cli.desk import Desk, desk_of
from desktop_app.cli.text import count, moment, noted, shown
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress, LabVaultError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from desktop_app.engine.takeover.adoption import Adopted
    from desktop_app.engine.takeover.importing import Outcome, Request, Taking
    from desktop_app.engine.takeover.settings import LabSettings
    from desktop_app.engine.workspace import Workspace

app = typer.Typer(help="Take over what other backup programs left.")

MOST_OTHERS = 20
REPORTS = "reports"


@app.callback()
def root() -> None:
    """Take over what other backup programs left."""


@app.command()
def cryoprotect(
    context: typer.Context,
    place: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of dumps, or one dump.")],
    config: Annotated[
        Path | None, typer.Option(help="Its backup_config.yaml.", metavar="FILE")
    ] = None,
    repository: Annotated[
        str | None,
        typer.Option(help="Where the snapshots go; needed if there are several.", metavar="NAME"),
    ] = None,
    target: Annotated[
        str | None, typer.Option(help="Default: as the database is called.", metavar="NAME")
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option(help="The zone of the times in file names. Default: this computer's."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Where the reports go. Default: the profile.", metavar="DIR")
    ] = None,
) -> Answer:
    """Take the good dumps of CryoProtect v2 in as snapshots. Each is checked for real before."""
    desk = desk_of(context)
    folder = report or desk.profile / REPORTS
    with desk.workspace() as workspace:
        name = repository or _only_repository(workspace)
        try:
            asked = _Asked(place.absolute(), name, target, _zone(zone), _settings(desk, config))
            return _import(desk, workspace, asked, folder)
        except LabVaultError as fault:
            _tell_of_fault(desk, workspace, name, fault)
            raise


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be taken over."""

    place: Path
    repository: str
    target: str | None
    zone: tzinfo
    settings: LabSettings | None

    def request(self) -> Request:
        from desktop_app.engine.takeover.importing import Request

        configured = self.settings.address if self.settings else None
        return Request(self.place, self.zone, self.target, configured)


def _import(desk: Desk, workspace: Workspace, asked: _Asked, folder: Path) -> Answer:
    from desktop_app.engine.takeover.carrying_out import Order, take_over

    order = Order(asked.request(), asked.repository, folder, asked.settings)
    done = take_over(workspace, order, desk.working, wording.sentence)
    return _answer(done.taking, done.reports, done.adopted, asked.zone)


def _only_repository(workspace: Workspace) -> str:
    entries = workspace.catalog.repositories.list()
    if len(entries) != 1:
        words = "there is none yet" if not entries else "there are several"
        raise typer.BadParameter(f"name the repository with --repository: {words}")
    return entries[0].name


def _zone(name: str | None) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if name is None:
        from tzlocal import get_localzone

        return get_localzone()
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadAddress(name, "it is not a time zone such as Europe/Vienna") from None


def _settings(desk: Desk, config: Path | None) -> LabSettings | None:
    from desktop_app.engine.takeover.settings import read_settings

    return None if config is None else read_settings(config, desk.settings.for_tools)


def _tell_of_fault(desk: Desk, workspace: Workspace, repository: str, fault: LabVaultError) -> None:
    from desktop_app.engine.takeover.telling import event_of_fault

    event = event_of_fault(repository, datetime.now(UTC), wording.sentence(fault))
    desk.telling().events(workspace.whole_catalog, workspace.name, [event])


def _answer(
    taking: Taking, reports: Sequence[Path], adopted: Adopted | None, zone: tzinfo
) -> Answer:
    from desktop_app.engine.takeover.importing import State

    numbers = {state: taking.count(state) for state in State}
    document = {
        "grade": taking.grade,
        "taken": numbers[State.TAKEN],
        "known": numbers[State.KNOWN],
        "bad": numbers[State.BAD],
        "dumps": [_document(outcome, zone) for outcome in taking.outcomes],
        "others": [{"item": r.item, "what": r.what} for r in taking.others],
        "settings": adopted and _settings_document(adopted),
        "reports": [str(path) for path in reports],
    }
    lines = [
        f"Import: {taking.grade}. {count(numbers[State.TAKEN], 'dump')} taken in, "
        f"{numbers[State.KNOWN]:,} known already, {numbers[State.BAD]:,} bad. "
        "The files were not changed."
    ]
    for outcome in taking.outcomes:
        lines += _lines(outcome, zone)
    lines += [f"  · {shown(r.item)}: {shown(r.what)}" for r in taking.others[:MOST_OTHERS]]
    if len(taking.others) > MOST_OTHERS:
        lines.append(f"  … and {count(len(taking.others) - MOST_OTHERS, 'file')} more (see --json)")
    lines += _settings_lines(adopted) if adopted else []
    lines.append(f"Report: {shown(str(reports[0]))}")
    return Answer(document, "\n".join(lines), code_for(taking.grade))


def _settings_document(adopted: Adopted) -> dict[str, Any]:
    return {
        "target": adopted.target,
        "schedules": dict(adopted.schedules),
        "retention": dict(adopted.retention),
        "channels": list(adopted.channels),
        "left_out": [{"item": r.item, "what": r.what} for r in adopted.left_out],
    }


def _settings_lines(adopted: Adopted) -> list[str]:
    lines = [f"Settings: target {shown(adopted.target)}." if adopted.target else "Settings:"]
    lines += [f"  ✓ {kind}: {shown(line)}" for kind, line in adopted.schedules]
    lines += [f"  ✓ keep {rule}: {number:,}" for rule, number in adopted.retention]
    lines += [f"  ✓ channel {shown(name)}" for name in adopted.channels]
    return [*lines, *(noted("◆", r.item, r.what) for r in adopted.left_out)]


def _document(outcome: Outcome, zone: tzinfo) -> dict[str, Any]:
    from desktop_app.engine.takeover.importing import local_moment
    from desktop_app.engine.takeover.telling import reason_of

    at, snapshot = local_moment(outcome, zone), outcome.snapshot
    return {
        "file": outcome.examined.dump.shown,
        "state": outcome.state,
        "target": outcome.target,
        "started": at and at.isoformat(),
        "snapshot": snapshot and snapshot.id,
        "rows": snapshot and snapshot.rows,
        "checks": dict(outcome.examined.checks),
        "reason": reason_of(outcome) or None,
        "remarks": list(outcome.examined.remarks),
        "warnings": [{"item": r.item, "what": r.what} for r in snapshot.warnings]
        if snapshot
        else [],
    }


def _lines(outcome: Outcome, zone: tzinfo) -> list[str]:
    from desktop_app.engine.takeover.importing import local_moment

    file = shown(outcome.examined.dump.shown)
    if outcome.snapshot is None:
        words = wording.sentence(outcome.fault) if outcome.fault else "bad"
        return [f"  ▲ {words}" if file in words else f"  ▲ {file}: {words}"]
    at = local_moment(outcome, zone)
    lines = [
        f"  ✓ {file}: {outcome.state}, {moment(at) if at else ''}, "
        f"snapshot {outcome.snapshot.id[:12]} of {shown(outcome.target)}, "
        f"{count(outcome.snapshot.rows, 'row')}"
    ]
    lines += [f"      ◆ {shown(what)}" for what in outcome.examined.remarks]
    own = [r for r in outcome.snapshot.warnings if r.item != outcome.examined.dump.shown]
    return [*lines, *("    " + noted("◆", r.item, r.what) for r in own)]
