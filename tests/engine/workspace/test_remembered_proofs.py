"""What the catalog remembers of a verification."""

from __future__ import annotations

from desktop_app.engine.assurance import restored, verification
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.workspace import Opened, Workspace
from tests.engine.repository.material import back_up


def test_nothing_is_remembered_of_what_could_not_be_tried(
    workspace: Workspace, opened: Opened
) -> None:
    snapshot = back_up(opened.repository, {"a": b"one"})
    fault = NotSupported("extension postgis", "it is not installed on the server")

    result = restored.joined([], [(snapshot, fault)])
    verification.remember(workspace, opened, [snapshot], result, 0)

    assert workspace.catalog.verifications.list(snapshot.id) == ()
    (remark,) = result.remarks
    assert remark.what == (
        "was not restored, so not proven: extension postgis: it is not installed on the server"
    )
