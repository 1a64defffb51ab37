"""backup_config.yaml, read and made into plans."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import apprise
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.engine.catalog.entries import JobKind
from desktop_app.engine.errors import BadAddress
from desktop_app.engine.takeover.plans import channel_addresses, plan, switched_off
from desktop_app.engine.takeover.settings import LabSettings, read_settings
from tests.cryoprotect import CONFIG

SECRETS = {
    "POSTGRES_PASSWORD": "pg-secret",
    "SMTP_PASSWORD": "p@ss/w:rd",
    "SLACK_WEBHOOK_URL": "https://hooks.slack.com/services/T00000000/B00000000/abcdefghijklmnop",
    "NAME_THAT_IS_NOT_USED": "x",
}


def read(tmp_path: Path, text: str = CONFIG, environment: dict[str, str] = SECRETS) -> LabSettings:
    path = tmp_path / "backup_config.yaml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path, environment)


def reasons(found: LabSettings) -> dict[str, str]:
    return {remark.item: remark.what for remark in found.left_out}


def test_all_of_it(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.address is not None
    assert found.address.url() == "postgresql://cryo@db.lab:5433/cryoprotect"
    assert found.password == "pg-secret"
    assert found.retention["full_backup"] == 30
    assert found.schedules["full_backup"] == "0 1 * * *"
    assert found.mail is not None
    assert (found.mail.to, found.mail.password) == (("a@lab.org", "b@lab.org"), "p@ss/w:rd")
    assert found.slack is not None
    assert {"aws", "compression", "encryption", "local_backup_dir"} <= reasons(found).keys()


def test_no_secret_is_in_a_repr(tmp_path: Path) -> None:
    shown = repr(read(tmp_path))
    assert not any(secret in shown for name, secret in SECRETS.items() if name[0] in "PS")


def test_a_variable_that_is_not_set_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, environment={})
    assert found.password == ""
    assert reasons(found)["database.password"] == "the variable POSTGRES_PASSWORD is not set"
    assert (found.mail, found.slack) == (None, None)


def test_a_default_stands_in(tmp_path: Path) -> None:
    text = "database: {database: 'x${A:-y}', password: '${B:-}'}"
    found = read(tmp_path, text, {})
    assert found.address is not None
    assert found.address.database == "xy"
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: [1", "not YAML: line 1"),
        ("!!python/object/apply:os.system ['true']", "not YAML"),
        ("- 1", "no settings"),
        ("", "no settings"),
    ],
)
def test_what_is_no_settings_file(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(BadAddress) as caught:
        read(tmp_path, text)
    assert why in caught.value.reason


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadAddress):
        read_settings(tmp_path / "gone.yaml", {})


def test_a_fault_in_yaml_shows_no_secret(tmp_path: Path) -> None:
    with pytest.raises(BadAddress) as caught:
        read(tmp_path, "database:\n  password: 'hush\n  x: ]")
    assert "hush" not in str(caught.value)


def test_strange_values_are_left_out_by_name(tmp_path: Path) -> None:
    text = """
    database: [1]
    retention: {full_backup: often, incremental_backup: -1}
    schedules: {full_backup: "0 25 * * *", verification: "0 0 30 2 *"}
    notifications: {pager: {}, email: {smtp_server: ""}}
    colour: blue
    """
    found = read(tmp_path, text)
    named = reasons(found) | {remark.item: remark.what for remark in plan(found).left_out}
    assert named.keys() == {
        "database",
        "retention.full_backup",
        "retention.incremental_backup",
        "schedules.full_backup",
        "schedules.verification",
        "notifications.pager",
        "notifications.email",
        "colour",
    }


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    with suppress(BadAddress):
        plan(read(tmp_path, text))


def test_the_plan(tmp_path: Path) -> None:
    plans = plan(read(tmp_path))
    assert plans.schedules == {
        JobKind.BACKUP: "0 */6 * * *",
        JobKind.VERIFY: "0 4 * * *",
        JobKind.DRILL: "0 5 * * 0",
        JobKind.PRUNE: "0 6 * * *",
    }
    # Every six hours for seven days, and a day's one for thirty.
    assert plans.retention == {"daily": 30, "last": 28}
    named = {remark.item for remark in plans.left_out}
    assert named == {
        "schedules.full_backup",
        "schedules.file_backup",
        "schedules.config_backup",
        "retention.file_backup",
        "retention.config_backup",
    }


def test_the_rarer_schedule_is_taken_when_it_is_the_only_one(tmp_path: Path) -> None:
    plans = plan(read(tmp_path, "schedules: {full_backup: '0 1 * * *'}"))
    assert plans.schedules == {JobKind.BACKUP: "0 1 * * *"}
    assert (plans.retention, plans.left_out) == (None, ())


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # of apprise
def test_apprise_understands_the_addresses(tmp_path: Path) -> None:
    addresses = dict(channel_addresses(read(tmp_path)))
    mail = apprise.Apprise.instantiate(addresses["mail"])
    assert (mail.smtp_host, mail.port, mail.secure_mode) == ("smtp.lab", 587, "starttls")
    assert (mail.user, mail.password) == ("cryo@lab.org", "p@ss/w:rd")
    assert sorted(to for _, to in mail.targets) == ["a@lab.org", "b@lab.org"]
    assert mail.from_addr[1] == "backup@lab.org"
    assert apprise.Apprise.instantiate(addresses["slack"]).service_name == "Slack"


def test_without_a_user_there_is_no_login(tmp_path: Path) -> None:
    text = "notifications: {email: {to: a@lab.org, smtp_server: smtp.lab, smtp_port: 25}}"
    address = urlsplit(dict(channel_addresses(read(tmp_path, text)))["mail"])
    assert (address.scheme, address.username, address.port) == ("mailto", None, 25)
    assert parse_qs(address.query)["to"] == ["a@lab.org"]


def test_what_is_switched_off_stays_off(tmp_path: Path) -> None:
    found = read(tmp_path, CONFIG.replace("enabled: true", "enabled: false"))
    assert list(channel_addresses(found)) == []
    assert {r.item for r in switched_off(found)} == {"notifications.email", "notifications.slack"}
