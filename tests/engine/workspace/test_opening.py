"""A repository that another computer made: looked into, taken in, and opened again unasked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.errors import AnotherRepository, NameTaken, NotARepository, WrongKey
from desktop_app.engine.repository.keys import Passphrase, RecoveryKey, Secret
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.workspace import Opened, Workspace
from desktop_app.engine.workspace.key_changes import KeyChanges
from desktop_app.engine.workspace.opening import Opener
from tests.engine.repository.material import back_up
from tests.engine.workspace.people import PASSPHRASE, Person


@pytest.fixture
def elsewhere(tmp_path: Path, opened: Opened) -> Workspace:
    """Another computer's workspace, which knows nothing of the repository ``nas``."""
    for at in (1, 2):
        back_up(opened.repository, {"run.db": b"%d" % at}, "laboratory", at)
    person = Person(passphrase="of something else")
    return Workspace(tmp_path / "other profile", person)


def test_what_is_in_it_is_told_and_nothing_is_remembered(
    elsewhere: Workspace, opened: Opened, recovery_key: str
) -> None:
    with elsewhere as workspace:
        for secret in (Passphrase(PASSPHRASE), RecoveryKey(recovery_key)):
            found = workspace.look_inside(opened.entry.url, secret)
            assert [s.target for s in found.snapshots] == ["laboratory"] * 2
            assert found.stored > 0
            assert (found.problems, list(found.known_as)) == ((), [])
        assert workspace.find_repository(opened.entry.url) == opened.entry.id
        assert workspace.catalog.repositories.list() == ()
        with pytest.raises(NotARepository):
            workspace.find_repository(str(workspace.profile))
        with pytest.raises(WrongKey):
            workspace.look_inside(opened.entry.url, Passphrase("no"))
        with pytest.raises(NotARepository):
            workspace.look_inside(str(workspace.profile), Passphrase(PASSPHRASE))


def test_it_is_taken_in_with_its_targets_and_opens_again_without_asking(
    elsewhere: Workspace, opened: Opened
) -> None:
    with elsewhere as workspace:
        url = opened.entry.url
        taken = workspace.open_repository("found", url, Passphrase(PASSPHRASE))
        taken.repository.close()
        assert [t.name for t in workspace.catalog.targets.list()] == ["laboratory"]
        assert len(workspace.catalog.snapshots.list()) == 2
        assert workspace.look_inside(url, Passphrase(PASSPHRASE)).known_as == ["found"]
        with pytest.raises(NameTaken):
            workspace.open_repository("found", url, Passphrase(PASSPHRASE))
        person = workspace.keyholder
        assert isinstance(person, Person)
        assert person.remembered == {url: Passphrase(PASSPHRASE)}


def test_a_passphrase_that_was_changed_elsewhere_is_forgotten(
    workspace: Workspace, opened: Opened, person: Person
) -> None:
    url = opened.entry.url
    assert person.remembered == {url: Passphrase(PASSPHRASE)}
    changes: KeyChanges = workspace.key_changes(opened)
    changes.change_passphrase(Passphrase(PASSPHRASE), "a new horse")
    with pytest.raises(WrongKey), workspace.repository("nas"):
        pass
    assert person.remembered == {}
    person.passphrase = "a new horse"
    with workspace.repository("nas"):
        assert person.remembered == {url: Passphrase("a new horse")}


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "of another one"])
def test_another_repository_in_its_place_is_refused(
    workspace: Workspace, recovery_key: str, passphrase: str, person: Person, tmp_path: Path
) -> None:
    """Folders or drives that were swapped; what is known of the right one stays as it is."""
    ours, others = tmp_path / "nas", tmp_path / "other"
    other, _ = Repository.create(LocalStorage(others), passphrase)
    other.close()
    ours.rename(tmp_path / "aside")
    others.rename(ours)
    before = workspace.catalog.repositories.list()
    known = workspace.catalog.repositories.load("nas").id

    opener = Opener(workspace.catalog, person, workspace.profile / "cache")
    for opening in (
        workspace.repository("nas"),
        workspace.repository("nas", RecoveryKey(recovery_key)),
        workspace.reading("nas"),
        opener.open("nas", beside=Reached()),
    ):
        with pytest.raises(AnotherRepository) as refused, opening:
            pass
        assert refused.value.where == str(ours)
        assert (refused.value.found, refused.value.expected) == (other.id, known)
    assert workspace.catalog.repositories.list() == before

    person.passphrase = passphrase
    taken = workspace.open_repository("found", str(ours), Passphrase(passphrase))
    taken.repository.close()
    with workspace.repository("found") as found:
        assert found.repository.id == other.id


@dataclass
class Reached:
    """Somebody who is reached while a key is being made; notes that, and when others are asked."""

    events: list[str] = field(default_factory=list)

    def begin(self) -> None:
        self.events.append("begun")

    def let_go(self) -> None:
        self.events.append("let go")


def test_nothing_is_held_while_a_person_thinks(
    workspace: Workspace, opened: Opened, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source that is open keeps others from altering its tables."""
    beside = Reached()
    secrets = [Passphrase("another"), Passphrase(PASSPHRASE)]

    def asked(_: RepositoryEntry) -> Secret:
        beside.events.append("asked")
        return secrets.pop(0)

    monkeypatch.setattr(person, "secret", asked)
    person.remembered[opened.entry.url] = secrets[0]
    opener = Opener(workspace.catalog, person, workspace.profile / "cache")
    with opener.open("nas", beside=beside) as found:
        assert found.repository.id == opened.repository.id
    assert beside.events == ["asked", "begun", "let go", "asked", "begun"]
