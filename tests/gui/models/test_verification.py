"""What the verification page offers to prove."""

from __future__ import annotations

import pytest

from desktop_app.engine.kinds.registry import (
    ETHOSCOPE,
    FOLDER,
    MARIADB,
    POSTGRESQL,
    SQLITE,
    kind_of,
)
from desktop_app.gui.models.verification import offered


@pytest.mark.parametrize("kind", [POSTGRESQL, FOLDER, SQLITE, MARIADB, ETHOSCOPE])
def test_just_what_the_kind_can_prove(kind: str) -> None:
    assert set(offered(kind)) == kind_of(kind).levels
