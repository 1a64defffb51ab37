"""Where one PostgreSQL database is, on the targets page."""

from __future__ import annotations

from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.trial import Trial, try_out
from desktop_app.gui import text
from desktop_app.gui.forms.connection import ConnectionForm, tried
from desktop_app.gui.kinds.server_editor import ServerEditor
from desktop_app.gui.lab import Lab


class PostgresEditor(ServerEditor[Address, Trial]):
    def __init__(self, lab: Lab) -> None:
        form = ConnectionForm(many=False)
        super().__init__(lab, form, form)

    def read(self, url: str) -> Address:
        return Address.from_url(url)

    def look(
        self, address: Address, password: str | None, client: ClientSettings, meter: Meter
    ) -> Trial:
        return try_out(address, password, client, meter.cancel)

    def told(self, found: Trial) -> str:
        return tried(text.size(found.size), found.version, encrypted=found.encrypted)
