"""What an import would find, before anything is taken in: the same looks, and nothing kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.postgres.archives.archive import Archives
from desktop_app.engine.takeover.examination import Examined, examine
from desktop_app.engine.takeover.folder import look_through
from desktop_app.engine.takeover.plans import Plans, plan
from desktop_app.engine.takeover.settings import LabSettings, read_settings

CONFIG = "backup_config.yaml"


@dataclass(frozen=True, slots=True)
class Preview:
    """Dumps by date, each checked to its end; ``others`` are files that are none. ``settings``
    and ``plans``: what their file says, and what would follow from it; None when none was given."""

    dumps: tuple[Examined, ...]
    others: tuple[Remark, ...]
    settings: LabSettings | None
    plans: Plans | None

    @property
    def good(self) -> tuple[Examined, ...]:
        """Those that can be taken in."""
        return tuple(each for each in self.dumps if not each.fault)

    def by_path(self) -> Mapping[Path, Examined]:
        return {each.dump.path: each for each in self.dumps}


def preview(
    place: Path,
    config: Path | None,
    environment: Mapping[str, str],
    client: ClientSettings,
    progress: Progress,
) -> Preview:
    """Look through a folder and check its dumps. Raises :class:`BadAddress` when the folder or the
    settings cannot be read, and :class:`Cancelled`."""
    settings = None if config is None else read_settings(config, environment)
    found, archives = look_through(place), Archives(client)
    examined = []
    for dump in found.dumps:
        progress.cancel.check()
        size = dump.path.stat().st_size if dump.path.exists() else None
        progress.phase("checking the dumps", bytes=size)
        examined.append(examine(dump, archives, progress))
    plans = plan(settings) if settings else None
    return Preview(tuple(examined), found.others, settings, plans)


def config_beside(place: Path) -> Path | None:
    """The settings of CryoProtect, where they usually lie as seen from its backups."""
    folder = place if place.is_dir() else place.parent
    likely = (folder, folder / "config", folder.parent, folder.parent / "config")
    return next((f for each in likely if (f := each / CONFIG).is_file()), None)
