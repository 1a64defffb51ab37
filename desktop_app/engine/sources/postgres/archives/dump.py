"""A database as a dump holds it, as a source: loaded into a scratch server and read from there.

That gives a full snapshot: items with rows and hashes, which can be shown, compared, verified and
restored like those of a living server. The server is gone afterwards, and the dump is only read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import ItemPlan, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import ItemReader, Plan, Session
from desktop_app.engine.sources.postgres.archives.dump_loader import DumpLoader, Form, ReadPieces
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.engine.sources.postgres.source import PostgresSource
from desktop_app.engine.sources.postgres.tools import server_programs


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump of one database. ``read`` gives its plain bytes from the start, at each call.

    ``address``: where the database was. ``made_by``: the version of the server that was dumped
    ("15.14"; empty if unknown). ``facts`` go into the snapshot, and so do ``remarks``.
    """

    name: str
    form: Form
    address: Address
    read: ReadPieces = field(repr=False)
    size: int = 0
    made_by: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    @property
    def major(self) -> int | None:
        """The major version of the server that was dumped."""
        major = self.made_by.partition(".")[0]
        return int(major) if major.isdecimal() else None


class DumpSource:
    """A dump as a source. ``settings`` say where client tools are found."""

    kind = PostgresSource.kind

    def __init__(self, dump: Dump, settings: ClientSettings) -> None:
        self._dump, self._settings = dump, settings

    @property
    def address(self) -> str:
        return self._dump.address.url()

    @contextmanager
    def open(self, progress: Progress) -> Iterator[Session]:
        """Load the dump and hold what came of it still.

        Raises :class:`BadDump` when a server refuses a part of it, and what
        :meth:`ScratchServer.start` and :meth:`PostgresSource.open` raise.
        """
        dump, settings = self._dump, self._settings
        progress.phase("starting a scratch server")
        programs = server_programs(dump.major, settings.environment.get("PATH", ""))
        with ScratchServer.start(binaries=programs, cancel=progress.cancel) as server:
            loader = DumpLoader(server.address, dump.address.database, settings, progress)
            remarks = loader.load(dump.name, dump.form, dump.read, dump.size)
            place = server.address.with_database(dump.address.database)
            with PostgresSource(place, None, settings).open(progress) as session:
                yield _DumpSession(session, self._plan(session.plan, remarks))

    def _plan(self, plan: Plan, remarks: tuple[Remark, ...]) -> Plan:
        dump, made = self._dump, {"dumped_from": self._dump.made_by}
        kept_by = plan.facts["server_version"]
        other = dump.major is not None and int(kept_by.partition(".")[0]) > dump.major
        newer = Remark(
            "database",
            f"it was of PostgreSQL {dump.made_by}, no server of that version is on this computer, "
            f"and it was taken in by {kept_by}: it restores into that version or newer ones",
        )
        said = (*dump.remarks, *((newer,) if other else ()), *remarks)
        facts = {**plan.facts, **(made if dump.made_by else {}), **dump.facts}
        return replace(plan, facts=facts, remarks=(*said, *plan.remarks))


class _DumpSession:
    """The session of the scratch server, with a plan that tells of the dump."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self._session = session
        self.plan, self.readers = plan, session.readers

    def read(self, item: ItemPlan) -> ItemReader:
        return self._session.read(item)

    def late_remarks(self) -> tuple[Remark, ...]:
        return self._session.late_remarks()
