"""Set-up at a real terminal: the recovery key is shown, taken away, and asked back."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from tests.cli.conftest import CommandLine
from tests.cli.terminals import CLEARED, Terminal

KEY = r"(?:[0-9A-Z]{5}-){7}[0-9A-Z]{5}"
GROUP = r"Group (\d) of the recovery key for nas: "


def at_terminal(tmp_path: Path, *arguments: str) -> Terminal:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    # As on a server: no keyring is there.
    environment = {**kept, "LABVAULT_PROFILE": str(tmp_path / "profile"), "TERM": "xterm"}
    return Terminal(
        arguments, {**environment, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    )


def choose_passphrase(terminal: Terminal) -> None:
    for prompt in ("New passphrase for .*: ", "The same again: "):
        terminal.wait_for(prompt)
        terminal.type("correct horse")


def type_groups(terminal: Terminal, groups: list[str], count: int = 3) -> list[int]:
    """Answer as somebody who has the key; which groups were asked for."""
    asked = []
    for _ in range(count):
        number = int(terminal.wait_for(GROUP)[1])
        terminal.type(groups[number - 1].lower())
        asked.append(number)
    return asked


def confirmed(tmp_path: Path) -> bool:
    catalog = Catalog(tmp_path / "profile")
    entry = catalog.of().repositories.load("nas")
    catalog.close()
    return entry.key_confirmed is not None


def test_three_groups_finish_the_set_up(tmp_path: Path) -> None:
    with at_terminal(tmp_path, "repository", "create", "nas", str(tmp_path / "nas")) as terminal:
        choose_passphrase(terminal)
        key = terminal.wait_for(KEY)[0]
        terminal.wait_for("Press Enter")
        terminal.type("")
        asked = type_groups(terminal, key.split("-"))
        assert terminal.end() == 0
    assert len(set(asked)) == 3
    after = terminal.seen.partition(CLEARED)[2]
    assert after, "the key stays on the screen"
    assert key not in after
    assert not any(group in after for group in key.split("-"))
    assert "The recovery key is confirmed." in after
    assert "correct horse" not in terminal.seen
    assert confirmed(tmp_path)
    header = json.loads((tmp_path / "nas" / "labvault.json").read_text())
    costs = [slot["argon2"] for slot in header["slots"] if slot["kind"] == "passphrase"]
    assert costs == [{"iterations": 3, "lanes": 4, "memory_kib": 65536}]  # RFC 9106, second set


def test_a_wrong_group_is_asked_again_and_three_times_wrong_is_not_confirmed(
    tmp_path: Path,
) -> None:
    with at_terminal(tmp_path, "repository", "create", "nas", str(tmp_path / "nas")) as terminal:
        choose_passphrase(terminal)
        groups = terminal.wait_for(KEY)[0].split("-")
        terminal.wait_for("Press Enter")
        terminal.type("")
        first = int(terminal.wait_for(GROUP)[1])
        terminal.type("wrong")
        assert type_groups(terminal, groups, 1) == [first]
        for _ in range(3):
            terminal.wait_for(GROUP)
            terminal.type("wrong")
        assert terminal.end() == 1
    assert "labvault repository check-key nas" in terminal.seen
    assert not confirmed(tmp_path)


def test_a_kit_is_typed_back_from_paper(tmp_path: Path) -> None:
    """The key is never on the screen."""
    kit = tmp_path / "kit.txt"
    with at_terminal(
        tmp_path, "repository", "create", "nas", str(tmp_path / "nas"), "--kit", str(kit)
    ) as terminal:
        choose_passphrase(terminal)
        terminal.wait_for("Print it now")
        groups = re.findall(KEY, kit.read_text())[0].split("-")
        type_groups(terminal, groups)
        assert terminal.end() == 0
    assert not any(group in terminal.seen for group in groups)
    assert confirmed(tmp_path)


def test_a_new_kit_revokes_the_old_key_when_it_was_typed_back(
    labvault: CommandLine, tmp_path: Path
) -> None:
    old = labvault.json("repository", "create", "nas", str(tmp_path / "nas"))["recovery_key"]
    kit = tmp_path / "kit.txt"
    command = ("--profile", str(tmp_path / "profile"), "repository", "kit", "nas")
    with at_terminal(tmp_path, *command, "--output", str(kit)) as terminal:
        terminal.wait_for("Passphrase for")
        terminal.type("correct horse")
        terminal.wait_for("Print it now")
        new = re.findall(KEY, kit.read_text())[0]
        type_groups(terminal, new.split("-"))
        assert terminal.end() == 0
    assert "1 older recovery key revoked" in terminal.seen
    with_key = ("repository", "check-key", "nas")
    assert labvault(*with_key, recovery_key=old).code == 3
    assert labvault(*with_key, recovery_key=new).code == 0


def test_a_slip_in_the_whole_key_is_told_and_asked_again(
    labvault: CommandLine, tmp_path: Path
) -> None:
    key = labvault.json("repository", "create", "nas", str(tmp_path / "nas"))["recovery_key"]
    slip = key[:-1] + ("0" if key[-1] != "0" else "1")
    with at_terminal(tmp_path, "repository", "check-key", "nas") as terminal:
        terminal.wait_for("Recovery key for")
        terminal.type(slip)
        terminal.wait_for("group 8 has a slip")
        terminal.wait_for("Recovery key for")
        terminal.type(key)
        assert terminal.end() == 0
    assert key not in terminal.seen
    assert confirmed(tmp_path)


def test_a_script_is_asked_nothing_and_leaves_it_to_be_confirmed(
    labvault: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    text = labvault.text("repository", "create", "nas", str(tmp_path / "nas"))
    assert re.search(KEY, text)
    assert "labvault repository check-key nas" in text
    (listed,) = labvault.json("repository", "list")
    assert (listed["key_confirmation"], listed["key_confirmed"]) == ("not confirmed", None)
    assert "not confirmed" in labvault.text("repository", "list")
    assert json.dumps(listed)
