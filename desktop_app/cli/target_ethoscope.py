"""``labvault target add ethoscope``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.cli import target_adding
from desktop_app.cli.answer import Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.names import Name
from desktop_app.cli.text import count

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import TargetEntry

QUIET = 60.0  # seconds; a camera that records writes all the time


def ethoscope(
    context: typer.Context,
    name: Name,
    root: Annotated[
        str,
        typer.Argument(
            help="A data root: /mnt/ethoscope_data, or ssh://ethoscope@host/ethoscope_data."
        ),
    ],
    repository: Annotated[str, typer.Option(help="Where its snapshots go.", metavar="NAME")],
    device: Annotated[
        list[str] | None,
        typer.Option(
            "--device", help="Only this one: its number, name, or machine id.", metavar="NAME"
        ),
    ] = None,
    together: Annotated[
        bool,
        typer.Option("--together", help="One target for all devices, also those yet to come."),
    ] = False,
    zone: Annotated[
        str | None,
        typer.Option(help="Of the devices' clocks: Europe/London. This computer's without."),
    ] = None,
    identity: Annotated[
        Path | None, typer.Option(help="The private key for ssh.", metavar="FILE")
    ] = None,
    known_hosts: Annotated[
        Path | None, typer.Option(help="Where ssh remembers devices' keys.", metavar="FILE")
    ] = None,
    bandwidth: Annotated[
        int, typer.Option(help="At most so many KiB a second over ssh; 0: no limit.", min=0)
    ] = 0,
    staging: Annotated[
        Path | None,
        typer.Option(help="Where to devices are fetched; in the profile without.", metavar="DIR"),
    ] = None,
    quiet_seconds: Annotated[
        float, typer.Option(help="A file changed less long ago counts as growing.", min=0)
    ] = QUIET,
) -> Answer:
    """Protect ethoscopes, each with its databases and films."""
    from desktop_app.engine.kinds.ethoscope import reach_of
    from desktop_app.engine.kinds.kind import Place
    from desktop_app.engine.sources.ethoscope.address import DataRoot
    from desktop_app.engine.sources.ethoscope.source import devices_in
    from desktop_app.engine.targets.ethoscope import targets_for, whole_target

    if together and device:
        raise typer.BadParameter("--together and --device exclude each other")
    address = DataRoot.parse(_absolute(root))
    options: dict[str, Any] = {"zone": zone or _zone_here(), "quiet_seconds": quiet_seconds}
    if address.is_remote:
        options |= _for_ssh(identity, known_hosts, bandwidth)
    desk = desk_of(context)
    with desk.workspace() as workspace:
        workspace.catalog.repositories.load(repository)
        place = Place(address.url(), None, workspace.keyholder.client, options)
        with desk.working() as meter:
            meter.phase("looking for devices")
            found = devices_in(address, reach_of(place), meter)
        folder = (staging or desk.profile / "devices").absolute()
        entries: tuple[TargetEntry, ...]
        if together:
            entries = (whole_target(name, address, repository, options, staging=folder),)
        else:
            wanted = device or []
            entries = targets_for(name, address, repository, found, wanted, options, staging=folder)
        for entry in entries:
            workspace.catalog.targets.add(entry)
    document = {
        "devices": len({i for i, _ in found}),
        "targets": [target_adding.document(e) for e in entries],
    }
    lines = target_adding.lines(entries)
    if len(entries) > 1:
        lines.insert(0, f"{count(len(entries), 'device')} found; each is a target of its own.")
    return Answer(document, "\n".join(lines))


def _absolute(root: str) -> str:
    return root if "://" in root else str(Path(root).expanduser().absolute())


def _zone_here() -> str:
    from tzlocal import get_localzone_name

    return get_localzone_name() or "UTC"


def _for_ssh(
    identity: Path | None, known_hosts: Path | None, bandwidth: int
) -> dict[str, str | int]:
    options: dict[str, str | int] = {}
    if identity is not None:
        options["identity"] = str(identity.expanduser().absolute())
    if known_hosts is not None:
        options["known_hosts"] = str(known_hosts.expanduser().absolute())
    if bandwidth:
        options["bandwidth"] = bandwidth
    return options
