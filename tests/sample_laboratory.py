"""The sample laboratory with a tenth of its measurements, for tests of what is done around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.demo import story
from desktop_app.resources import resource

SCRIPT = "demo/laboratory.sql"
MANY, FEW = "generate_series(0, 2499)", "generate_series(0, 249)"


@pytest.fixture
def small_laboratory(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its other tables, roles and objects are as they are."""
    whole = resource(SCRIPT).read_text(encoding="utf-8")
    assert whole.count(MANY) == 1
    small = tmp_path_factory.mktemp("laboratory") / "laboratory.sql"
    small.write_text(whole.replace(MANY, FEW), encoding="utf-8")

    def small_resource(name: str) -> Path:
        return small if name == SCRIPT else resource(name)

    monkeypatch.setattr(story, "resource", small_resource)
