"""Where one MariaDB or MySQL database is, on the targets page."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.engine.errors import UnknownName
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.base import LiveRows
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.live import live_rows
from desktop_app.gui import text
from desktop_app.gui.kinds.mariadb.form import MariaForm
from desktop_app.gui.kinds.server_editor import ServerEditor
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr

Tables = Mapping[str, LiveRows]


class MariaEditor(ServerEditor[Address, Tables]):
    def __init__(self, lab: Lab) -> None:
        form = MariaForm(with_database=True)
        super().__init__(lab, form, form)

    def read(self, url: str) -> Address:
        return Address.from_url(url)

    def look(
        self, address: Address, password: str | None, client: ClientSettings, meter: Meter
    ) -> Tables:
        found = live_rows(address, password, client, meter)
        if found is None:
            raise UnknownName("database", address.database)
        return found

    def told(self, found: Tables) -> str:
        tables = text.count(len(found), "table", "tables")
        rows = text.count(sum(live.rows or 0 for live in found.values()), "row", "rows")
        return tr("The server answers: {tables} with {rows}.").format(tables=tables, rows=rows)
