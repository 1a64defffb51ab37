"""What devices there are, and what runs they have; for a task's thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.kinds.ethoscope import reach_of
from desktop_app.engine.kinds.kind import Place
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.runs import Run, name_of
from desktop_app.engine.sources.ethoscope.source import EthoscopeSource, devices_in
from desktop_app.gui import text
from desktop_app.gui.text import shown, tr


@dataclass(frozen=True, slots=True)
class Device:
    """One device of a root. ``runs`` and ``size`` are None where that was not looked at, because
    it lies on another computer; ``newest`` is the beginning of the last run by its clock."""

    root: DataRoot
    machine_id: str
    name: str
    runs: int | None = None
    size: int | None = None
    newest: str = ""

    @property
    def url(self) -> str:
        return self.root.of_device(self.machine_id).url()


def look(
    roots: Sequence[DataRoot], options: Mapping[str, Any], client: ClientSettings, meter: Meter
) -> tuple[Device, ...]:
    """All devices of these roots, by name. Raises what looking at any of them does."""
    found: list[Device] = []
    for root in roots:
        reach = reach_of(Place(root.url(), None, client, options))
        names: dict[str, set[str]] = defaultdict(set)
        for machine_id, name in devices_in(root, reach, meter):
            if root.machine_id in ("", machine_id):
                names[machine_id].add(name)
        runs: dict[str, list[Run]] = defaultdict(list)
        if not root.is_remote:
            with EthoscopeSource(root, reach).now(meter) as now:
                for run in now.runs:
                    runs[run.machine_id].append(run)
        for machine_id, called in names.items():
            name = name_of(called, machine_id)
            mine = None if root.is_remote else runs[machine_id]
            found.append(_device(root, machine_id, name, mine))
    return tuple(sorted(found, key=lambda device: (device.name, device.machine_id)))


def _device(root: DataRoot, machine_id: str, name: str, runs: Sequence[Run] | None) -> Device:
    if runs is None:
        return Device(root, machine_id, name)
    size = sum(file.size for run in runs for file in run.files)
    newest = max((run.local for run in runs), default="")
    return Device(root, machine_id, name, len(runs), size, newest)


def line(device: Device, target: str) -> str:
    """A device in one line. ``target``: the one that protects it already, empty for none."""
    parts = [shown(device.name), device.machine_id[:6]]
    if device.runs is not None:
        parts.append(text.count(device.runs, "run", "runs"))
    if device.size is not None:
        parts.append(text.size(device.size))
    if device.newest:
        day, _, time = device.newest.partition("_")
        moment = f"{day} {time.replace('-', ':')}"
        parts.append(tr("the newest of {moment}").format(moment=moment))
    if target:
        parts.append(tr("protected already, as {target}").format(target=shown(target)))
    return " · ".join(parts)
