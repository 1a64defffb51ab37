"""Where a restore of each kind can go, and how such a place is written and called."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Protocol

from desktop_app.engine.errors import BadAddress
from desktop_app.engine.sources.base import Way
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.gui.text import tr


class Places(Protocol):
    """Main thread; nothing is looked at. ``ways``: those beside :attr:`Way.NEW` that a kind
    knows. ``browse``: what a dialog chooses, empty for an address that is typed."""

    ways: frozenset[Way]
    browse: str
    swaps_back: bool  # what a restore replaced can have its place again
    drops: bool  # what a restore made beside the live one can be deleted from here

    def proposal(self, url: str) -> str:
        """A new place beside that of a target."""

    def live(self, url: str) -> str:
        """Where a restore goes that takes the target's own place; empty where it cannot."""

    def read(self, typed: str) -> str:
        """The address that is meant. Raises :class:`BadAddress`."""

    def name(self, to: str) -> str:
        """What people call the place: a database's name, the path of a folder or file."""

    def short(self, to: str) -> str:
        """The name that is typed to agree to something: a database's, a folder's, a file's."""


class DatabasePlaces:
    """PostgreSQL."""

    ways = frozenset({Way.REPLACE})
    browse = ""
    swaps_back, drops = True, True

    def proposal(self, url: str) -> str:
        from desktop_app.engine.sources.postgres.connection import Address

        address = Address.from_url(url)
        return address.with_database(f"{address.database}_restored").url()

    def live(self, url: str) -> str:
        return self.read(url)

    def read(self, typed: str) -> str:
        from desktop_app.engine.sources.postgres.connection import Address

        return Address.from_url(typed).url()

    def name(self, to: str) -> str:
        from desktop_app.engine.sources.postgres.connection import Address

        return Address.from_url(to).database

    def short(self, to: str) -> str:
        return self.name(to)


class MariaPlaces:
    """MariaDB and MySQL."""

    ways = frozenset({Way.REPLACE})
    browse = ""
    swaps_back, drops = True, True

    def proposal(self, url: str) -> str:
        from desktop_app.engine.sources.mariadb.address import Address

        address = Address.from_url(url)
        return address.with_database(f"{address.database}_restored").url()

    def live(self, url: str) -> str:
        return self.read(url)

    def read(self, typed: str) -> str:
        from desktop_app.engine.sources.mariadb.address import Address

        return Address.from_url(typed).url()

    def name(self, to: str) -> str:
        from desktop_app.engine.sources.mariadb.address import Address

        return Address.from_url(to).database

    def short(self, to: str) -> str:
        return self.name(to)


class FolderPlaces:
    """A folder: also file by file into one that is there."""

    ways = frozenset({Way.BESIDE, Way.REPLACE, Way.OVER})
    browse = "folder"
    swaps_back, drops = True, False

    def proposal(self, url: str) -> str:
        path = Path(self.live(url) or Path.home() / "restored")
        return str(path.with_name(f"{path.name or 'folder'}_restored"))

    def live(self, url: str) -> str:
        return url

    def read(self, typed: str) -> str:
        path = Path(typed.strip()).expanduser()
        if not path.is_absolute():
            raise BadAddress(typed, tr("it is no whole path, such as /data/restored"))
        return str(path)

    def name(self, to: str) -> str:
        return to

    def short(self, to: str) -> str:
        return PurePath(to).name or to


class EthoscopePlaces(FolderPlaces):
    """The folder of a data root; what lies on a device comes back to this computer."""

    def proposal(self, url: str) -> str:
        live = self.live(url)
        return super().proposal(url) if live else str(Path.home() / "ethoscope_data_restored")

    def live(self, url: str) -> str:
        root = DataRoot.parse(url)
        return "" if root.is_remote else root.path


class FilePlaces(FolderPlaces):
    """An SQLite file."""

    ways = frozenset({Way.BESIDE, Way.REPLACE})
    browse = "file"
    swaps_back, drops = True, False

    def proposal(self, url: str) -> str:
        path = Path(url)
        return str(path.with_name(f"{path.stem}_restored{path.suffix}"))
