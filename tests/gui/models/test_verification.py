"""What the verification page offers to prove, and how it tells what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop_app.engine.catalog.entries import Verification
from desktop_app.engine.kinds.registry import (
    ETHOSCOPE,
    FOLDER,
    MARIADB,
    POSTGRESQL,
    SQLITE,
    kind_of,
)
from desktop_app.engine.model import Grade, Level, Problem
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.verification import Results, about, findings, offered

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NO_LOSS = Problem("packs/ab/ab12", "is cut off, but nothing is lost")
LOOK = Verification("0" * 64, Level.BYTES, Grade.WARNING, False, NOW, (NO_LOSS,))


@pytest.mark.parametrize("kind", [POSTGRESQL, FOLDER, SQLITE, MARIADB, ETHOSCOPE])
def test_just_what_the_kind_can_prove(kind: str) -> None:
    assert set(offered(kind)) == kind_of(kind).levels


@pytest.mark.parametrize(
    ("grade", "tone", "told"),
    [(Grade.WARNING, Tone.WARNING, "no problem · 1 remark"), (Grade.FAILED, Tone.BAD, "1 problem")],
)
def test_what_a_warning_remarks_is_shown_and_called_no_problem(
    grade: Grade, tone: Tone, told: str
) -> None:
    look = replace(LOOK, grade=grade)
    (finding,) = found = findings(look, ())
    assert (finding.name, finding.state.tone) == (NO_LOSS.item, tone)
    assert finding.state.word == NO_LOSS.what
    assert about(Results("lab", Level.BYTES, look, None, found), NOW).endswith(told)
