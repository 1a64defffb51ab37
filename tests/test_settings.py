"""The environment is read once, and its secrets are shown nowhere."""

from __future__ import annotations

from pathlib import Path

from desktop_app.cli.fault_log import log_fault
from desktop_app.settings import read_settings

ENVIRONMENT = {
    "LABVAULT_PROFILE": "/p",
    "LABVAULT_PASSPHRASE": "secret-1",
    "LABVAULT_NEW_PASSPHRASE": "secret-2",
    "LABVAULT_RECOVERY_KEY": "secret-3",
    "LABVAULT_MANAGER_PASSWORD": "secret-4",
    "LABVAULT_NEW_MANAGER_PASSWORD": "secret-5",
    "PGPASSWORD": "secret-6",
    "AWS_ACCESS_KEY_ID": "id",
    "AWS_SECRET_ACCESS_KEY": "secret-7",
    "AWS_SESSION_TOKEN": "secret-8",
    "LABVAULT_NOTIFY_MAIL": "mailto://secret-9",
    "LABVAULT_NOTIFY_EMPTY": "",
    "PATH": "/bin",
    "PGSSLMODE": "require",
}


def test_settings_hide_what_is_secret() -> None:
    settings = read_settings(ENVIRONMENT)
    assert settings.profile == Path("/p")
    assert settings.passphrase == "secret-1"
    assert settings.notify_addresses == {"MAIL": "mailto://secret-9"}
    assert "secret" not in repr(settings)
    assert settings.secrets() == (*(f"secret-{n}" for n in range(1, 9)), "mailto://secret-9")


def test_an_empty_variable_is_none() -> None:
    settings = read_settings({"LABVAULT_PASSPHRASE": "", "LABVAULT_PROFILE": ""})
    assert settings.passphrase is None
    assert settings.profile is None
    assert settings.secrets() == ()


def test_tools_get_the_environment_without_our_secrets() -> None:
    for_tools = read_settings(ENVIRONMENT).for_tools
    assert for_tools == {"PGPASSWORD": "secret-6", "PATH": "/bin", "PGSSLMODE": "require"}


def test_the_log_of_a_fault_holds_the_place_and_no_secret(tmp_path: Path) -> None:
    try:
        raise ValueError("the passphrase secret-1 slipped in")
    except ValueError as error:
        log = log_fault(error, tmp_path, ["secret-1"])
    text = log.read_text()
    assert log == tmp_path / "logs" / "labvault.log"
    assert "test_settings.py" in text
    assert "secret-1" not in text


def test_a_log_is_found_a_place_anyway(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    log = log_fault(ValueError("x"), tmp_path / "file", [])
    assert "ValueError: x" in log.read_text()
