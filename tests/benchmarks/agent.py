"""What an agent costs that has nothing to do: time of a core, and memory.

A real agent with fifty targets and their schedules is watched for a while; run it alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    JobKind,
    RepositoryEntry,
    ScheduleEntry,
    TargetEntry,
)
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.targets.indexing import lister_of

TARGETS = 50
FOLDERS = 5
MOST_PERCENT, MOST_MEGABYTES = 0.5, 120.0
SETTLING_SECONDS = 15.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long it is watched")
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory(prefix="labvault-agent-") as folder:
        profile = Path(folder) / "profile"
        fill(profile, Path(folder) / "nas")
        fill_folders(profile, Path(folder))
        percent, megabytes = watch(profile, seconds)
    print(f"idle agent, {TARGETS + FOLDERS} targets: {percent:.3f} % of a core, {megabytes:.0f} MB")
    if percent > MOST_PERCENT or megabytes > MOST_MEGABYTES:
        print(f"more than {MOST_PERCENT} % or {MOST_MEGABYTES:.0f} MB")
        return 1
    return 0


def fill(profile: Path, nas: Path) -> None:
    """Targets with rules that nothing comes of meanwhile."""
    now = datetime.now(UTC)
    nas.mkdir()
    catalog = Catalog(profile)
    records = catalog.of()
    records.repositories.add(RepositoryEntry("nas", str(nas), "r1"))
    for number in range(TARGETS):
        name = f"target {number}"
        url = f"postgresql://db/{number}"
        target = TargetEntry(name, "postgresql", url, "nas", rpo_seconds=86_400, proof_days=30)
        records.targets.add(target)
        rule, due = "when the drive is plugged in", None
        if number % 4:
            rule, due = "every 7 days", now + timedelta(days=1)
        records.schedules.set(
            ScheduleEntry(name, JobKind.BACKUP, rule, "Europe/Berlin", now, due=due)
        )
    catalog.close()


def fill_folders(profile: Path, place: Path) -> None:
    """Folder targets whose indexes are fed."""
    catalog = Catalog(profile)
    for number in range(FOLDERS):
        root = place / f"films {number}"
        for run in range(100):
            (root / f"run {run}").mkdir(parents=True)
            (root / f"run {run}" / "film").touch()
        entry = TargetEntry(f"films {number}", "folder", str(root), "nas")
        catalog.of().targets.add(entry)
        lister = lister_of(profile / "cache", "default", entry)
        lister.look(str(root), Patterns.of(), Silent(), print).close()
    catalog.close()


def watch(profile: Path, seconds: float) -> tuple[float, float]:
    """Percent of a core, and megabytes of memory that are its own or shared, at most."""
    command = [sys.executable, "-m", "desktop_app", "--profile", str(profile), "agent"]
    agent = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        time.sleep(SETTLING_SECONDS)
        before, since = cpu_seconds(agent.pid), time.monotonic()
        time.sleep(seconds)
        used, passed = cpu_seconds(agent.pid) - before, time.monotonic() - since
        assert agent.poll() is None, "the agent has ended"
        return 100 * used / passed, peak_megabytes(agent.pid)
    finally:
        agent.terminate()
        agent.wait()


def cpu_seconds(process: int) -> float:
    """Fields 14 and 15 of /proc/PID/stat (proc(5))."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    sys.exit(main())
