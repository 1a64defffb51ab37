"""The sample laboratory: its story as events, and that nothing is left when it is removed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.credentials import Credentials
from desktop_app.demo import laboratory
from desktop_app.demo.events import BackedUp, Built, Compared, more_rows
from desktop_app.demo.names import WORKSPACE
from desktop_app.demo.story import Story
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.compare import Change, ItemDifference
from desktop_app.engine.errors import Cancelled, UnknownName
from desktop_app.engine.model import ItemKind
from desktop_app.engine.progress import Meter, Silent
from desktop_app.engine.workspace import Workspace
from desktop_app.settings import read_settings
from tests.sample_laboratory import small_laboratory as small_laboratory

NOW = datetime(2026, 5, 4, tzinfo=UTC)


class Nobody:
    """Is not there to be asked."""

    def present(self) -> bool:
        return False

    def ask(self, what: str, where: str, *, twice: bool = False) -> str:
        raise AssertionError(what)

    def tell(self, line: str) -> None:
        raise AssertionError(line)


def opened(profile: Path) -> Workspace:
    """The workspace of the sample; nobody knows or is asked for a passphrase."""
    return Workspace(profile, Credentials(read_settings({}), asker=Nobody()), WORKSPACE)


def difference(name: str, before: int | None, after: int | None) -> ItemDifference:
    return ItemDifference(name, ItemKind.ROWS, Change.CHANGED, before, after, None, None, 1.0)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    catalog = Catalog(tmp_path / "profile")
    laboratory.add_workspace(catalog, NOW)
    laboratory.add_workspace(catalog, NOW)  # harmless
    assert laboratory.is_there(catalog)
    catalog.close()
    return tmp_path / "profile"


@pytest.mark.usefixtures("small_laboratory")
def test_it_can_be_stopped_told_again_and_removed_without_a_trace(profile: Path) -> None:
    place, meter = laboratory.laboratory_of(profile), Meter()
    with opened(profile) as workspace:
        story = Story(workspace, place, meter).tell()
        built = next(story)
        assert isinstance(built, Built)
        assert built.size > 1_000_000
        meter.cancel.cancel()
        with pytest.raises(Cancelled):
            next(story)
        assert workspace.catalog.snapshots.list() == ()
    kept = (place.folder / "server" / "server").resolve()
    assert not list(kept.glob("**/postmaster.pid"))
    with opened(profile) as workspace:  # as if it were another day
        story = Story(workspace, place, Meter()).tell()
        assert next(story).ok
        first = next(story)
        assert isinstance(first, BackedUp)
        assert (first.first, first.ok) == (True, True)
        story.close()
        assert sorted(each.name for each in place.folder.iterdir()) == ["repository", "server"]
        laboratory.remove(workspace, place, Silent())
    assert not place.folder.exists()
    assert not kept.exists()
    catalog = Catalog(profile)
    assert not laboratory.is_there(catalog)
    with pytest.raises(UnknownName):
        catalog.of(WORKSPACE)
    catalog.close()


def test_what_changed_most_stands_first() -> None:
    changed = [
        difference(name, before, after)
        for name, before, after in (
            ("same", 5, 5),
            ("grown", 1, 100),
            ("shrunk", 300, 1),
            ("new", None, 7),
        )
    ]
    most = Compared(9, tuple(changed)).most_changed
    assert [(each.name, more_rows(each)) for each in most] == [
        ("shrunk", -299),
        ("grown", 99),
        ("new", 7),
        ("same", 0),
    ]
