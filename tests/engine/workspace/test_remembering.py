"""What a verification found stays known, snapshot by snapshot."""

from __future__ import annotations

import pytest

from desktop_app.engine.assurance.verification import remember
from desktop_app.engine.model import Grade, Level, Problem, Remark
from desktop_app.engine.verify import VerifyResult
from desktop_app.engine.workspace import Opened, Workspace
from tests.engine.repository.material import back_up

NO_LOSS = Remark("packs/ab/ab12", "is cut off, but nothing is lost")


@pytest.mark.parametrize(
    ("level", "grade", "kept"),
    [
        (Level.BYTES, Grade.WARNING, (Problem(NO_LOSS.item, NO_LOSS.what),)),
        (Level.STRUCTURE, Grade.OK, ()),
    ],
)
def test_a_warning_of_bytes_is_kept_with_what_it_says_and_is_no_failure(
    workspace: Workspace, opened: Opened, level: Level, grade: Grade, kept: tuple[Problem, ...]
) -> None:
    snapshot = back_up(opened.repository, {"a": b"one"})
    warned = VerifyResult(Grade.WARNING, level, 1, (), (), 0, (NO_LOSS,))
    remember(workspace, opened, [snapshot], warned, 1.0)
    known = workspace.catalog.verifications
    (look,) = known.list(snapshot.id)
    assert (look.grade, look.problems) == (grade, kept)
    assert known.levels() == {snapshot.id: level}
    assert workspace.catalog.repositories.load("nas").damaged is None
