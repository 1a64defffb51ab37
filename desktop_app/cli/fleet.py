"""``labvault fleet``: a laboratory's ethoscopes, and which of their runs may be deleted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.cli.answer import FOUND_PROBLEM, OK, Answer
from desktop_app.cli.desk import desk_of
from desktop_app.cli.text import count, moment, noted, shown, size, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.cli.desk import Desk
    from desktop_app.engine.fleet.advice import Advice, Verdict
    from desktop_app.engine.fleet.certificates import Certificate
    from desktop_app.engine.fleet.standing import Device, Fleet
    from desktop_app.engine.fleet.states import Backup

HELP = "Show how each ethoscope is backed up. Also which of its runs may be deleted."
app = typer.Typer(help=HELP)

SHAPES = {
    "error": "▲",
    "offline": "▲",
    "no_backups": "▲",
    "partial": "◆",
    "processing": "◆",
    "unknown": "○",
    "not_available": "○",
    "success": "●",
}
NEEDS = ("error", "offline", "no_backups")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
Copies = Annotated[int, typer.Option(help="Verified copies, each in another repository.", min=1)]
Places = Annotated[int, typer.Option(help="In so many different places.", min=1)]
Off = Annotated[int, typer.Option(help="So many of these off this machine.", min=0)]


@app.callback(invoke_without_command=True)
def fleet(context: typer.Context, as_json: AsJson = False) -> Answer | None:
    """Show how each ethoscope is backed up. Also which of its runs may be deleted."""
    if context.invoked_subcommand is not None:
        return None
    from desktop_app.engine.fleet.documents import fleet_document

    desk = desk_of(context)
    found = _fleet(desk)
    document = fleet_document(found, desk.credentials().client)
    if not found.devices:
        text = "No ethoscope yet. Name one with `labvault target add ethoscope`."
        return Answer(document, text)
    bad = any(device.state in NEEDS for device in found.devices)
    return Answer(document, _fleet_text(found), FOUND_PROBLEM if bad else OK)


@app.command()
def show(
    context: typer.Context,
    device: Annotated[str, typer.Argument(help="Its number, name, or machine id.")],
    as_json: AsJson = False,
) -> Answer:
    """Show how one device is backed up."""
    from desktop_app.engine.errors import UnknownName
    from desktop_app.engine.fleet.documents import device_document

    for each in _fleet(desk_of(context)).devices:
        if device in (each.name, each.id) or (device and each.machine_id.startswith(device)):
            return Answer(device_document(each), _device_text(each))
    raise UnknownName("device", device)


@app.command()
def advice(
    context: typer.Context,
    target: Annotated[str, typer.Option(help="Only runs of this target.", metavar="NAME")] = "",
    copies: Copies = 2,
    places: Places = 2,
    off_machine: Off = 1,
    as_json: AsJson = False,
) -> Answer:
    """List the runs that may be deleted from devices. Also why others may not. Deletes nothing.

    Reads every file of these runs on the device, and opens every repository that has them.
    """
    found = _advise(desk_of(context), copies, places, off_machine, target=target)
    certified = [verdict for verdict in found.verdicts if verdict.certificate]
    document = {
        "deletable": [_verdict(verdict) for verdict in certified],
        "not_deletable": [_verdict(v) for v in found.verdicts if not v.certificate],
        "bytes": sum(verdict.size for verdict in certified),
        "warnings": [{"item": r.item, "what": r.what} for r in found.remarks],
    }
    code = FOUND_PROBLEM if found.remarks else OK
    return Answer(document, _advice_text(found, certified), code)


@app.command()
def certificate(
    context: typer.Context,
    run: Annotated[str, typer.Argument(help="Such as 2026-03-14@012.")],
    output: Annotated[
        Path | None, typer.Option(help="Also write it there: JSON, and .txt beside.")
    ] = None,
    copies: Copies = 2,
    places: Places = 2,
    off_machine: Off = 1,
    as_json: AsJson = False,
) -> Answer:
    """Prove that a run may be deleted. There must be enough verified copies in enough places."""
    from desktop_app.engine.errors import NothingMatches

    found = _advise(desk_of(context), copies, places, off_machine, run=run)
    if not found.verdicts and not found.remarks:
        raise NothingMatches(run)
    made = [verdict.certificate for verdict in found.verdicts if verdict.certificate]
    texts = [_certificate_text(each) for each in made]
    if output is not None and made:
        _write(output, [each.document() for each in made], texts)
    document = {
        "certificates": [each.document() for each in made],
        "refused": [_verdict(v) for v in found.verdicts if not v.certificate],
        "warnings": [{"item": r.item, "what": r.what} for r in found.remarks],
    }
    lines = texts + [_refusal(v) for v in found.verdicts if not v.certificate]
    lines += [noted("◆", r.item, r.what) for r in found.remarks]
    return Answer(document, "\n".join(lines), OK if made and len(lines) == len(made) else 1)


@app.command()
def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="What `fleet certificate --output` wrote.")],
    as_json: AsJson = False,
) -> Answer:
    """Check whether certificates still hold. Also whether they are as they were made."""
    from desktop_app.engine.errors import NotSupported
    from desktop_app.engine.fleet.certificates import is_intact

    try:
        documents = json.loads(file.read_text())
    except (OSError, ValueError) as error:
        raise NotSupported(f"{file} as a certificate", f"it cannot be read: {error}") from None
    listed = documents if isinstance(documents, list) else [documents]
    rows = []
    for each in listed:
        whole = is_intact(each)
        run = str(each.get("run", "")) if isinstance(each, dict) else ""
        reasons = _still(desk_of(context), each) if whole else ["it was changed after it was made"]
        rows.append({"run": run, "intact": whole, "holds": not reasons, "reasons": reasons})
    lines = [
        f"{'●' if row['holds'] else '▲'} {shown(str(row['run']))}: "
        + ("holds." if row["holds"] else shown("; ".join(map(str, row["reasons"]))))  # type: ignore[call-overload]
        for row in rows
    ]
    good = bool(rows) and all(row["holds"] for row in rows)
    return Answer(rows, "\n".join(lines), OK if good else FOUND_PROBLEM)


def _still(desk: Desk, document: dict[str, Any]) -> list[str]:
    """Why a certificate does not hold any more; empty when it does."""
    rule = document["rule"]
    found = _advise(desk, rule["copies"], rule["places"], rule["off"], run=document["run"])
    for verdict in found.verdicts:
        if verdict.certificate is None:
            return list(verdict.reasons)
        if verdict.certificate.document()["files"] != document["files"]:
            return ["the files on the device are others than it says"]
        return []
    return [remark.what for remark in found.remarks] or ["the run is not on the device any more"]


def _fleet(desk: Desk) -> Fleet:
    from desktop_app.engine.fleet.standing import fleet

    with desk.catalog() as catalog:
        return fleet(catalog, desk.workspace_name(), datetime.now(UTC), desk.profile)


def _advise(
    desk: Desk, copies: int, places: int, off: int, *, run: str = "", target: str = ""
) -> Advice:
    from desktop_app.engine.fleet.advice import advise
    from desktop_app.engine.fleet.certificates import Rule

    rule, now = Rule(copies, places, off), datetime.now(UTC)
    with desk.workspace() as workspace:
        if target:
            workspace.catalog.targets.load(target)
        with desk.working() as meter:
            return advise(workspace, meter, now, rule=rule, run=run, target=target)


def _fleet_text(found: Fleet) -> str:
    needs = [device for device in found.devices if device.state in NEEDS]
    all_of = count(len(found.devices), "device")
    heading = (
        f"{len(needs):,} of {all_of} {'needs' if len(needs) == 1 else 'need'} you."
        if needs
        else f"All is well with {all_of}."
    )
    rows = [
        (
            f"{SHAPES[device.state]} {shown(device.name)}",
            device.state.replace("_", " ") if device.protected else "not protected",
            f"{device.runs:,}",
            _brief(device.sqlite),
            _brief(device.video),
            _brief(device.mysql),
        )
        for device in found.devices
    ]
    head = ("DEVICE", "STATE", "RUNS", "DATABASES", "FILMS", "MARIADB")
    return "\n".join([heading, table(head, rows, right=(2,))])


def _brief(backup: Backup) -> str:
    if backup.state == "not_available":
        return "–"
    proof = f"verified: {backup.level}" if backup.level else "not verified"
    age = "recent" if backup.recent else "old" if backup.last else "no backup"
    return f"{size(backup.size)}, {age}, {proof}"


def _device_text(device: Device) -> str:
    rows = []
    for what, backup in zip(("MariaDB", "databases", "films"), device.backups, strict=True):
        last = moment(backup.last) if backup.last else "never"
        rows.append((what, backup.state.replace("_", " "), last, _brief(backup)))
    lines = [
        f"{SHAPES[device.state]} {shown(device.name)}, {shown(device.id)}: {device.summary}.",
        table(("WHAT", "STATE", "LAST BACKUP", "STANDS"), rows),
        f"{count(device.runs, 'run')}, {device.faulty:,} with something wrong. "
        f"Recommended: {device.recommended}.",
    ]
    said = sorted({backup.message for backup in device.backups if backup.message})
    return "\n".join(lines + [f"  ▲ {shown(line)}" for line in said])


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "run": verdict.run.key,
        "name": verdict.run.short,
        "device": verdict.run.device,
        "target": verdict.target,
        "bytes": verdict.size,
        "files": len(verdict.run.files),
        "certificate": verdict.certificate.document() if verdict.certificate else None,
        "reasons": list(verdict.reasons),
    }


def _advice_text(found: Advice, certified: Sequence[Verdict]) -> str:
    freed = size(sum(verdict.size for verdict in certified))
    heading = (
        f"{count(len(certified), 'run')} may be deleted from the devices: {freed}. "
        "LabVault deletes nothing there."
        if certified
        else "No run may be deleted yet."
    )
    lines = [heading]
    lines += [f"  ● {v.run.short}, {shown(v.run.device)}: {size(v.size)}" for v in certified]
    lines += [f"  {_refusal(v)}" for v in found.verdicts if not v.certificate]
    lines += [noted("◆", r.item, r.what) for r in found.remarks]
    return "\n".join(lines)


def _refusal(verdict: Verdict) -> str:
    why = shown("; ".join(verdict.reasons))
    return f"○ {verdict.run.short}, {shown(verdict.run.device)}: keep it: {why}."


def _certificate_text(made: Certificate) -> str:
    document = made.document()
    total = sum(file.size for file in made.files)
    lines = [
        f"● Run {made.run} of {shown(made.device)} may be deleted from its device.",
        f"  {count(len(made.files), 'file')}, {size(total)}, compared byte for byte with "
        f"{count(len(made.copies), 'verified copy').replace('copys', 'copies')}, "
        f"{moment(made.issued)}:",
        *(
            f"  - {shown(copy.repository)} on {shown(copy.place.name)} ({copy.place.kind}): "
            f"snapshot {copy.snapshot[:12]} of {moment(copy.taken)}, "
            f"verified: {copy.level}, {moment(copy.verified)}"
            for copy in made.copies
        ),
        f"  BLAKE3 of this certificate: {document['blake3']}",
    ]
    return "\n".join(lines)


def _write(output: Path, documents: Sequence[dict[str, Any]], texts: Sequence[str]) -> None:
    from desktop_app.engine.secrets.private_file import store_private

    body = json.dumps(list(documents), indent=2, ensure_ascii=False)
    store_private(output, body.encode())
    store_private(output.with_name(f"{output.name}.txt"), ("\n".join(texts) + "\n").encode())
