"""Keys, kits, roles and the audit chain as a script sees them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.repository.keys import HEADER_NAME
from tests.cli.conftest import CommandLine
from tests.cli.test_typing_back import KEY
from tests.keyrings import KeyringInMemory, Refusing, Vanished, using


@pytest.fixture
def made(labvault: CommandLine, tmp_path: Path) -> str:
    """The recovery key of a repository ``nas``."""
    key: str = labvault.json("repository", "create", "nas", str(tmp_path / "nas"))["recovery_key"]
    return key


def opens(labvault: CommandLine, passphrase: str) -> bool:
    return labvault("snapshots", passphrase=passphrase).code == 0


@pytest.mark.usefixtures("made")
def test_the_passphrase_is_changed(labvault: CommandLine) -> None:
    change = ("repository", "change-passphrase", "nas")
    assert labvault(*change, passphrase="wrong", new_passphrase="new").code == 3
    called = labvault(*change, new_passphrase="new")
    assert called.code == 0
    assert "new" not in called.out.replace("new_", "").split()
    assert opens(labvault, "new")
    assert not opens(labvault, "correct horse")


def test_a_forgotten_passphrase_is_changed_with_the_recovery_key(
    labvault: CommandLine, made: str
) -> None:
    change = ("repository", "change-passphrase", "nas", "--recovery-key")
    called = labvault(*change, passphrase=None, recovery_key=made, new_passphrase="new")
    assert called.code == 0
    assert opens(labvault, "new")


@pytest.mark.usefixtures("made")
def test_keys_are_listed_added_and_revoked(labvault: CommandLine, ring: KeyringInMemory) -> None:
    called = labvault("--json", "key", "add", "nas", new_passphrase="colleague")
    assert called.code == 0
    added = called.document()["id"]
    ringed = labvault.json("key", "add", "nas", "--keyring")["id"]
    listed = labvault.json("key", "list", "nas")
    kinds = [(slot["kind"], slot["this_computer"]) for slot in listed]
    assert kinds == [
        ("passphrase", False),
        ("recovery key", False),
        ("passphrase", False),
        ("keyring", True),
    ]
    assert all(datetime.fromisoformat(slot["made"]) for slot in listed)
    assert "this computer" in labvault.text("key", "list", "nas")
    assert opens(labvault, "colleague")
    assert labvault("snapshots", passphrase=None).code == 0
    for slot in (added, ringed):
        assert labvault("key", "revoke", "nas", slot).code == 0
    assert not opens(labvault, "colleague")
    assert labvault("snapshots", passphrase=None).code == 2
    assert ring.kept == {}
    assert labvault("key", "revoke", "nas", "ffffffffffff").code == 2


@pytest.mark.usefixtures("made")
def test_the_last_key_stays(labvault: CommandLine) -> None:
    first, second = (slot["id"] for slot in labvault.json("key", "list", "nas"))
    assert labvault("key", "revoke", "nas", second).code == 0
    called = labvault("key", "revoke", "nas", first)
    assert called.code == 2
    assert "labvault key add" in called.err
    assert opens(labvault, "correct horse")


def test_a_kit_without_a_terminal_keeps_the_old_key(
    labvault: CommandLine, made: str, tmp_path: Path
) -> None:
    kit = tmp_path / "kit.txt"
    called = labvault("repository", "kit", "nas", "--output", str(kit))
    assert called.code == 0
    assert "check-key nas" in called.out
    new = re.findall(KEY, kit.read_text())[0]
    assert new not in called.out
    assert str(tmp_path / "nas") in kit.read_text()
    checked = labvault("repository", "check-key", "nas", recovery_key=new)
    assert checked.code == 0
    older = re.search(r"labvault key revoke nas (\w+)", checked.out)
    assert older
    assert labvault("repository", "check-key", "nas", recovery_key=made).code == 0
    assert labvault("key", "revoke", "nas", older[1]).code == 0
    assert labvault("repository", "check-key", "nas", recovery_key=made).code == 3


def test_the_key_that_there_is_is_printed_again(
    labvault: CommandLine, made: str, tmp_path: Path
) -> None:
    kit = tmp_path / "kit.txt"
    again = ("--json", "repository", "kit", "nas", "--existing", "--output", str(kit))
    called = labvault(*again, passphrase=None, recovery_key=made.lower())
    assert called.code == 0
    assert called.document()["confirmed"]
    assert made in kit.read_text()
    assert len(labvault.json("key", "list", "nas")) == 2


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(("name", "code"), [("kit.docx", 2), ("there.pdf", 2), ("no/kit.pdf", 3)])
def test_a_kit_that_cannot_be_written_changes_no_keys(
    labvault: CommandLine, tmp_path: Path, name: str, code: int
) -> None:
    (tmp_path / "there.pdf").write_text("mine")
    called = labvault("repository", "kit", "nas", "--output", str(tmp_path / name))
    assert called.code == code
    assert len(labvault.json("key", "list", "nas")) == 2


def test_a_kit_comes_with_a_new_repository(labvault: CommandLine, tmp_path: Path) -> None:
    kit = tmp_path / "kit.txt"
    made = labvault.json("repository", "create", "nas", str(tmp_path / "nas"), "--kit", str(kit))
    assert made["recovery_key"] is None
    key = re.findall(KEY, kit.read_text())[0]
    assert labvault("repository", "check-key", "nas", recovery_key=key).code == 0
    again = labvault("repository", "create", "b", str(tmp_path / "b"), "--kit", str(kit))
    assert again.code == 2
    assert not (tmp_path / "b").exists()


def test_a_key_is_due_again_after_half_a_year(ready: CommandLine, tmp_path: Path) -> None:
    """A backup says so, and is good for all that."""
    done = ready.json("backup", "lab")
    assert "check-key nas" in done["advice"][0]
    assert "check-key nas" in ready.text("backup", "lab")
    catalog = Catalog(tmp_path / "profile")
    catalog.of().repositories.confirm_key("nas", datetime.now(UTC) - timedelta(days=181))
    assert ready.json("repository", "list")[0]["key_confirmation"] == "due again"
    assert "long ago" in ready.json("backup", "lab")["advice"][0]
    catalog.of().repositories.confirm_key("nas", datetime.now(UTC))
    catalog.close()
    assert ready.json("backup", "lab")["advice"] == []
    assert ready.json("repository", "list")[0]["key_confirmation"] == "confirmed"


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("broken", [Refusing, Vanished])
def test_a_keyring_that_fails_is_one_line(
    labvault: CommandLine,
    ring: KeyringInMemory,
    broken: type[Refusing],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labvault.json("key", "add", "nas", "--keyring")
    with using(broken()):
        called = labvault("snapshots", passphrase=None)
    assert called.code == 3
    assert called.err.count("\n") == 1
    assert "keyring cannot be used" in called.err
    # Where somebody is there, they are asked instead.
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: "correct horse")
    with using(broken()):
        called = labvault("snapshots", passphrase=None)
    assert called.code == 0
    assert "keyring cannot be used" in called.err


@pytest.mark.parametrize("broken", [Refusing, Vanished])
def test_nothing_is_made_that_the_keyring_would_not_remember(
    labvault: CommandLine, ring: KeyringInMemory, broken: type[Refusing], tmp_path: Path
) -> None:
    """Its recovery key would have been told to nobody."""
    create = ("repository", "create", "nas", str(tmp_path / "nas"), "--remember")
    with using(broken()):
        assert labvault(*create).code == 3
    assert not (tmp_path / "nas").exists()
    assert labvault(*create).code == 0
    assert [name for _, name in ring.kept] != []
    assert len(ring.kept) == 1


def test_what_only_a_manager_may(ready: CommandLine, tmp_path: Path) -> None:
    assert ready("roles", "set-password", new_manager_password="tomato").code == 0
    forbidden = [
        ("target", "remove", "lab"),
        ("prune", "--keep-last", "1"),
        ("key", "add", "nas"),
        ("repository", "change-passphrase", "nas"),
        ("repository", "kit", "nas", "--output", str(tmp_path / "kit.pdf")),
        ("roles", "remove-password"),
    ]
    for command in forbidden[:2]:
        called = ready(*command, manager_password="wrong", new_passphrase="x")
        assert called.code == 2, command
        assert "manager's password" in called.err
    for command in forbidden:
        called = ready(*command, new_passphrase="x")
        assert called.code == 2, command
        assert "LABVAULT_MANAGER_PASSWORD" in called.err
    assert ready.json("target", "list") != []
    assert len(ready.json("key", "list", "nas")) == 2
    assert ready("prune", "--dry-run").code == 0
    assert ready("backup", "lab").code == 0
    told = ready.json("audit")
    refused = [deed for deed in told["deeds"] if not deed["allowed"]]
    assert len(refused) == len(forbidden) + 2
    chain = told["repositories"][0]["entries"]
    actions = [entry["detail"]["action"] for entry in chain if entry["event"] == "refused"]
    assert actions == ["prune", "prune", "change keys", "change keys", "change keys"]
    passphrase = "correct horse"
    for command in forbidden:
        called = ready(
            *command, passphrase=passphrase, manager_password="tomato", new_passphrase="x"
        )
        assert called.code == 0, (command, called)
        passphrase = "x" if "change-passphrase" in command else passphrase
    assert "has no manager's password" in ready.text("roles", "show")


def test_overwriting_is_for_a_manager(ready: CommandLine) -> None:
    ready.json("backup", "lab")
    assert ready("roles", "set-password", new_manager_password="tomato").code == 0
    url = ready.json("target", "list")[0]["url"]
    called = ready("restore", "latest:lab", "--to", url, "--replace", manager_password="wrong")
    assert called.code == 2
    assert "restore over what is there" in called.err
    shown = ready.json("roles", "show")
    assert shown["manager_password"]
    assert {"action": "back up", "role": "technician"} in shown["actions"]
    assert "a manager" in ready.text("roles", "show")


def test_the_chain_is_told_in_plain_words(ready: CommandLine) -> None:
    snapshot = ready.json("backup", "lab")["snapshot"]
    told = ready.text("audit", "nas")
    assert "the repository was made" in told
    assert f"snapshot {snapshot[:12]} was made, of lab" in told
    assert "The chain is whole: 2 entries" in told
    document = ready.json("audit", "nas", "--check")
    assert document["whole"]
    assert document["repositories"] == [{"repository": "nas", "count": 2, "problems": []}]


@pytest.mark.usefixtures("made")
def test_a_broken_chain_is_exit_1(labvault: CommandLine, tmp_path: Path) -> None:
    old = (tmp_path / "nas" / HEADER_NAME).read_bytes()
    called = labvault("key", "add", "nas", new_passphrase="x")
    assert called.code == 0
    (tmp_path / "nas" / HEADER_NAME).write_bytes(old)
    told = labvault.text("audit", "nas", "--check", code=1)
    assert "labvault.json" in told
    first = min(f for f in (tmp_path / "nas" / "audit").iterdir() if f.name != "head")
    first.unlink()
    document = labvault.json("audit", code=1)
    assert not document["whole"]
    assert f"audit/{first.name}" in {p["item"] for p in document["repositories"][0]["problems"]}


def test_nothing_of_a_secret_is_written_down(
    labvault: CommandLine, made: str, tmp_path: Path
) -> None:
    """Without a keyring everything is asked each time."""
    labvault("repository", "change-passphrase", "nas", new_passphrase="batterystaple")
    labvault("roles", "set-password", new_manager_password="tomatoketchup")
    labvault("repository", "check-key", "nas", recovery_key=made)
    labvault("audit", passphrase="batterystaple")
    held = b"".join(
        file.read_bytes()
        for folder in ("profile", "nas")
        for file in (tmp_path / folder).rglob("*")
        if file.is_file()
    )
    for secret in ("correct horse", "batterystaple", "tomatoketchup", made, made.replace("-", "")):
        assert secret.encode() not in held
    assert not any(group.encode() in held for group in made.split("-"))


def test_a_lost_managers_password_is_reset_with_the_recovery_key(
    labvault: CommandLine, made: str
) -> None:
    reset = ("roles", "reset-password", "nas")
    nothing = labvault(*reset, recovery_key=made, new_manager_password="cucumber")
    assert (nothing.code, "there is none" in nothing.err) == (2, True)
    assert labvault("roles", "set-password", new_manager_password="tomato").code == 0
    other = labvault.json("repository", "create", "b", made_elsewhere(labvault))["recovery_key"]
    wrong = labvault(*reset, recovery_key=other, new_manager_password="mine")
    assert (wrong.code, "does not fit" in wrong.err) == (3, True)
    young = labvault("roles", "reset-password", "b", recovery_key=other, new_manager_password="x")
    assert (young.code, "made after it was set" in young.err) == (2, True)
    done = labvault(*reset, passphrase=None, recovery_key=made, new_manager_password="cucumber")
    assert done.code == 0
    assert "cucumber" not in done.out + done.err
    assert made not in done.out + done.err
    assert labvault("roles", "remove-password", manager_password="tomato").code == 2
    assert labvault("roles", "remove-password", manager_password="cucumber").code == 0
    told = labvault.text("audit")
    assert "the manager's password was reset with the recovery key" in told
    assert "refused to reset the manager's password" in told


def made_elsewhere(labvault: CommandLine) -> str:
    assert labvault.settings.profile is not None
    return str(labvault.settings.profile.parent / "elsewhere")
