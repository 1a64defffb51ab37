"""``labvault import cryoprotect`` on real dumps, and what imported snapshots are good for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from desktop_app.cli.app import run
from desktop_app.credentials import Credentials
from desktop_app.engine.errors import NoSpace
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.takeover import importing
from desktop_app.engine.workspace import Workspace
from desktop_app.settings import read_settings
from tests.cli.conftest import CommandLine, add_target, signals_as_they_were
from tests.cryoprotect import CONFIG, LABORATORY, WITH_ROLES, Folder, pg_dump
from tests.keyrings import KeyringInMemory
from tests.places import removing
from tests.servers import Server, start_17

VIENNA = ("--zone", "Europe/Vienna")


@pytest.fixture(scope="session")
def cryoprotect() -> Iterator[Address]:
    """The laboratory's server, with roles that nobody else has."""
    with start_17() as scratch:
        server = Server(scratch, 17)
        address = server.create_database("cryoprotect")
        with psycopg.connect(address.conninfo(), autocommit=True) as connection:
            connection.execute(LABORATORY)
        yield address


@pytest.fixture(scope="session")
def dumps(cryoprotect: Address) -> dict[str, bytes]:
    """The same laboratory dumped in several ways, before and after it got roles."""
    made = {
        "plain": pg_dump(cryoprotect),
        "custom": pg_dump(cryoprotect, "--format=custom"),
        "tar": pg_dump(cryoprotect, "--format=tar"),
    }
    with psycopg.connect(cryoprotect.conninfo(), autocommit=True) as connection:
        connection.execute(WITH_ROLES)
        connection.execute("ALTER DATABASE cryoprotect SET work_mem TO '8MB'")
        connection.execute("INSERT INTO cryo.molecule (name) VALUES ('trehalose')")
    return made | {
        "roles": pg_dump(cryoprotect, "--format=custom"),
        "plain roles": pg_dump(cryoprotect),
    }


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "backups")


@pytest.fixture
def lab(labvault: CommandLine, tmp_path: Path) -> CommandLine:
    """A profile with one empty repository."""
    labvault.json("repository", "create", "nas", str(tmp_path / "nas"))
    return labvault


@dataclass(frozen=True)
class Stock:
    """A profile whose repository holds one imported snapshot; no test changes it."""

    profile: Path
    dump: Path
    answer: Any


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory, dumps: dict[str, bytes]) -> Stock:
    place = tmp_path_factory.mktemp("cryoprotect")
    path = Folder(place / "backups").add(dumps["custom"], ending=".dump.gz")
    settings = read_settings(environment(place))
    answer = place / "answer.json"
    with signals_as_they_were():
        assert run(["repository", "create", "nas", str(place / "nas")], settings) == 0
        with answer.open("w") as file, redirect_stdout(file):
            assert (
                run(["--json", "import", "cryoprotect", str(path.parent), *VIENNA], settings) == 0
            )
    return Stock(place / "profile", path, json.loads(answer.read_text()))


@pytest.fixture
def stocked(stock: Stock, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys, read_settings(environment(stock.profile.parent)))


def environment(place: Path) -> dict[str, str]:
    return {"LABVAULT_PROFILE": str(place / "profile"), "LABVAULT_PASSPHRASE": "correct horse"}


def imported(lab: CommandLine, folder: Folder, *options: str, code: int = 0) -> Any:
    """Import; nothing of the originals may change, whatever comes of it."""
    before = folder.state()
    document = lab.json("import", "cryoprotect", str(folder.path), *VIENNA, *options, code=code)
    assert folder.state() == before
    return document


def only(document: Any) -> Any:
    assert len(document["dumps"]) == 1
    return document["dumps"][0]


def reason(document: Any) -> str:
    """Why the only dump is bad; then nothing may have been taken in."""
    dump = only(document)
    assert (dump["state"], dump["snapshot"], document["taken"]) == ("bad", None, 0)
    return str(dump["reason"])


def report(document: Any, kind: str) -> Any:
    """The one report of that kind."""
    (path,) = (p for p in map(Path, document["reports"]) if p.name.startswith(kind))
    return read_report(path)


def troubles(lab: CommandLine) -> dict[str, str]:
    """What notification was told is wrong now."""
    with workspace_of(lab) as workspace:
        faults = workspace.catalog.notices.faults()
    return {fault.key: fault.text for fault in faults if fault.cleared is None}


# The 13 scenarios


def test_normal_backup(stocked: CommandLine, stock: Stock) -> None:
    document, dump = stock.answer, only(stock.answer)
    assert (document["grade"], dump["state"], dump["rows"]) == ("ok", "taken in", 402)
    assert dump["warnings"] == []
    (snapshot,) = stocked.json("snapshots", "cryoprotect")
    assert (snapshot["id"], snapshot["grade"]) == (dump["snapshot"], "ok")
    assert snapshot["started"] == "2025-01-02T02:04:05+00:00"
    assert troubles(stocked) == {}
    target = stocked.json("target", "show", "cryoprotect")
    assert target["url"] == "postgresql://postgres@lab-server:5433/cryoprotect"


def test_verify(stocked: CommandLine, stock: Stock, tmp_path: Path) -> None:
    told = report(stock.answer, "verification_")
    (backup,) = told["verified_backups"]
    assert (told["total_backups"], told["passed"], told["failed"]) == (1, 1, 0)
    assert (backup["file"], backup["path"]) == (stock.dump.name, str(stock.dump))
    assert (backup["status"], backup["timestamp"]) == ("passed", "2025-01-02T03:04:05+01:00")
    assert backup["checks"] == dict.fromkeys(
        ("file_integrity", "backup_format", "metadata", "hash_calculation"), True
    )
    assert backup["hash"] == hashlib.sha256(stock.dump.read_bytes()).hexdigest()
    for number, level in enumerate(("bytes", "structure", "restored"), 1):
        into = ("--report", str(tmp_path))
        verified = stocked.json("verify", "latest:cryoprotect", "--level", level, *into)
        assert (verified["grade"], verified["level"]) == ("ok", level)
        assert len(list(tmp_path.glob("verification_*.json"))) == number
    for path in tmp_path.glob("verification_*.json"):
        (again,) = read_report(path)["verified_backups"]
        assert (again["status"], again["hash"]) == ("passed", only(stock.answer)["snapshot"])


def test_verify_what_is_not_there(stocked: CommandLine, tmp_path: Path) -> None:
    called = stocked("verify", "latest:nothing", "--report", str(tmp_path))
    assert called.code == 2
    (path,) = tmp_path.glob("verification_*.json")
    told = read_report(path)
    assert told["total_backups"] == 0
    assert "nothing" in told["error"]


def test_restore_in_test_mode(
    stocked: CommandLine, stock: Stock, pg17: Server, tmp_path: Path
) -> None:
    told = report(stock.answer, "restore_")
    assert (told["success"], told["backup_file"]) == (True, str(stock.dump))
    assert told["restore_options"]["test_mode"] is True
    with removing(pg17, "import_test_mode") as place:
        restored = restore(stocked, place, tmp_path, "--dry-run")
        assert restored["success"] is True
        assert restored["restore_options"]["test_mode"] is True
        assert not pg17.has_database(place.database)


@pytest.mark.parametrize(
    ("only", "schema", "table", "there"),
    [
        ("cryo", ["cryo"], None, {"cryo.molecule", "cryo.mixture"}),
        ("public.note", None, ["public.note"], {"public.note"}),
    ],
    ids=["by schema", "by table"],
)
def test_restore_a_part(
    stocked: CommandLine,
    pg17: Server,
    tmp_path: Path,
    only: str,
    schema: list[str] | None,
    table: list[str] | None,
    there: set[str],
) -> None:
    with removing(pg17, "import_part") as place:
        told = restore(stocked, place, tmp_path, "--only", only)
        assert told["success"] is True
        assert (told["restore_options"]["schema"], told["restore_options"]["table"]) == (
            schema,
            table,
        )
        assert tables(place) == there


def test_restore_clean(stocked: CommandLine, pg17: Server, tmp_path: Path) -> None:
    with removing(pg17, "import_clean") as place:
        pg17.create_database(place.database)
        with psycopg.connect(place.conninfo(), autocommit=True) as connection:
            connection.execute("CREATE TABLE of_before (id integer)")
        refused = stocked(
            *("restore", "latest:cryoprotect", "--to", place.url(), "--report", str(tmp_path)),
        )
        assert refused.code == 2
        (path,) = tmp_path.glob("restore_*.json")
        told = json.loads(path.read_text())
        assert told["success"] is False
        assert "not empty" in told["error"]
        path.unlink()
        told = restore(stocked, place, tmp_path, "--replace")
        assert told["restore_options"]["clean"] is True
        assert "public.of_before" not in tables(place)


def test_restore_create(stocked: CommandLine, pg17: Server, tmp_path: Path) -> None:
    with removing(pg17, "import_create") as place:
        told = restore(stocked, place, tmp_path)
        assert told["restore_options"]["create"] is True
        assert tables(place) == {"cryo.molecule", "cryo.mixture", "public.note"}


def test_restore_no_owner(
    lab: CommandLine, folder: Folder, dumps: dict[str, bytes], pg17: Server, tmp_path: Path
) -> None:
    """Without roles that the server lacks, all belongs to who restores; and the report says so."""
    folder.add(dumps["roles"])
    document = imported(lab, folder)
    assert document["grade"] == "ok"
    (warning,) = only(document)["warnings"]
    assert warning["item"] == "roles"
    assert warning["what"].endswith("lab boss, reader")
    with removing(pg17, "import_no_owner") as place:
        told = restore(lab, place, tmp_path, code=1)
        assert told["restore_options"]["no_owner"] is True
        assert owner(place, "cryo.molecule") == "postgres"
    with removing(pg17, "import_owner") as place:
        (tmp_path / "reports").mkdir()
        told = restore(lab, place, tmp_path / "reports", "--create-roles")
        assert told["restore_options"]["no_owner"] is False
        assert owner(place, "cryo.molecule") == "lab boss"


def test_missing_file(lab: CommandLine, folder: Folder, dumps: dict[str, bytes]) -> None:
    folder.add(dumps["custom"]).unlink()
    document = imported(lab, folder, code=1)
    assert "missing" in reason(document)
    told = report(document, "verification_")
    assert (told["failed"], told["verified_backups"][0]["status"]) == (1, "failed")
    assert "missing" in troubles(lab)["failure:import:cryoprotect"]


def test_missing_folder(lab: CommandLine, tmp_path: Path) -> None:
    called = lab("import", "cryoprotect", str(tmp_path / "gone"), "--report", str(tmp_path / "r"))
    assert called.code == 2
    assert "there is no such folder" in called.err
    (path,) = (tmp_path / "r").glob("verification_*.json")
    told = json.loads(path.read_text())
    assert (told["total_backups"], told["verified_backups"]) == (0, [])
    assert "no such folder" in told["error"]
    assert "no such folder" in troubles(lab)["failure:import:nas"]


def test_corrupt_gzip(lab: CommandLine, folder: Folder) -> None:
    path = folder.add(b"", ending=".dump.gz")
    path.write_bytes(b"\xff\xfe")
    document = imported(lab, folder, code=1)
    assert "not gzip" in reason(document)
    told = report(document, "verification_")["verified_backups"][0]
    assert (told["status"], told["checks"]["backup_format"]) == ("failed", False)
    assert "not gzip" in troubles(lab)["failure:import:cryoprotect"]


def test_missing_metadata(lab: CommandLine, folder: Folder, dumps: dict[str, bytes]) -> None:
    """The data is whole, so it is taken in; but it is said, reported, and told."""
    folder.add(dumps["custom"], side=False)
    document = imported(lab, folder, code=1)
    dump = only(document)
    assert (document["grade"], dump["state"]) == ("warning", "taken in")
    assert dump["remarks"] == ["there is no side file"]
    told = report(document, "verification_")["verified_backups"][0]
    assert (told["status"], told["checks"]["metadata"]) == ("failed", False)
    assert "no side file" in troubles(lab)["warning:import:cryoprotect"]


def test_wrong_hash(lab: CommandLine, folder: Folder, dumps: dict[str, bytes]) -> None:
    name = "daily_backup_20250103_040506"
    files = {"cryoprotect.dump": dumps["tar"], "other.dump": dumps["plain"]}
    folder.add_folder(name, files, wrong="other.dump")
    document = imported(lab, folder, code=1)
    states = {d["file"]: (d["state"], d["started"]) for d in document["dumps"]}
    when = "2025-01-03T04:05:06+01:00"
    assert states == {
        f"{name}/cryoprotect.dump": ("taken in", when),
        f"{name}/other.dump": ("bad", when),
    }
    assert "checksum" in troubles(lab)["failure:import:other"]


# More that can be wrong


@pytest.mark.parametrize("form", ["custom", "gzip", "plain", "tar"])
def test_truncated(lab: CommandLine, folder: Folder, dumps: dict[str, bytes], form: str) -> None:
    if form == "gzip":
        path = folder.add(dumps["custom"], ending=".dump.gz")
        path.write_bytes(path.read_bytes()[:-5])
    else:
        folder.add(dumps[form][: len(dumps[form]) * 2 // 3])
    why = reason(imported(lab, folder, code=1))
    assert "cut short" in why or "pg_restore cannot read it" in why


def test_a_damaged_block_is_found(
    lab: CommandLine, folder: Folder, dumps: dict[str, bytes]
) -> None:
    """Listing such a dump succeeds; only who reads all of it notices."""
    data = bytearray(dumps["custom"])
    at = data.rindex(b"\x78\x9c", 0, len(data) - 200)
    data[at + 40] ^= 0xFF
    folder.add(bytes(data))
    assert "pg_restore cannot read it" in reason(imported(lab, folder, code=1))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b"Salted__" + bytes(range(200)), "encrypted by openssl"),
        (b"gAAAAABnd2k1" + b"x" * 200, "Fernet"),
        (b"SQLite format 3\0" + bytes(84), "SQLite"),
        (bytes(range(256)), "neither a dump nor anything known"),
    ],
)
def test_what_is_no_dump_is_named(
    lab: CommandLine, folder: Folder, content: bytes, why: str
) -> None:
    folder.add(content, ending=".dump.enc")
    assert why in reason(imported(lab, folder, code=1))


def test_a_script_that_would_run_programs(
    lab: CommandLine, folder: Folder, dumps: dict[str, bytes], tmp_path: Path
) -> None:
    mark = tmp_path / "ran"
    folder.add(dumps["plain"].replace(b"CREATE VIEW", b"\\! touch %s\nCREATE VIEW" % bytes(mark)))
    assert "a server refuses it" in reason(imported(lab, folder, code=1))
    assert not mark.exists()


# What comes of good ones


def test_a_dump_of_an_older_server_goes_back_to_one(
    lab: CommandLine, folder: Folder, pg15: Server, tmp_path: Path
) -> None:
    """A server of its own version takes it in, where one is installed."""
    address = pg15.create_database("cryoprotect")
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(LABORATORY)
    folder.add(pg_dump(address, "--format=custom"), ending=".dump.gz")
    dump = only(imported(lab, folder))
    assert dump["warnings"] == []
    facts = lab.json("show", dump["snapshot"])["facts"]
    assert facts["server_version"].startswith("15.")
    assert facts["dumped_from"].startswith("15.")
    with removing(pg15, "import_of_15") as place:
        assert restore(lab, place, tmp_path)["rows"] == 402


def test_dates_decide_the_order_and_nothing_is_taken_twice(
    lab: CommandLine, folder: Folder, dumps: dict[str, bytes], cryoprotect: Address
) -> None:
    folder.add(dumps["roles"], "20250301_000000")
    imported(lab, folder)
    folder.add(dumps["custom"], "20250101_000000")
    folder.add(dumps["plain roles"], "20250201_000000")
    document = imported(lab, folder)
    assert (document["taken"], document["known"]) == (2, 1)
    dates = [snapshot["started"][:10] for snapshot in lab.json("snapshots", "cryoprotect")]
    assert dates == ["2024-12-31", "2025-01-31", "2025-02-28"]
    assert imported(lab, folder)["known"] == 3
    ids = [snapshot["id"] for snapshot in lab.json("snapshots", "cryoprotect")]
    assert lab.json("verify", "latest:cryoprotect", "--level", "bytes")["grade"] == "ok"
    compared = lab("--json", "compare", ids[0], ids[2]).document()
    assert rows_shown(lab, ids[1]) == rows_shown(lab, ids[2])
    changed = {each["item"]: each["change"] for each in compared["items"]}
    assert changed["cryo.molecule"] == "changed"


def test_an_import_that_was_cut_off_goes_on(
    lab: CommandLine,
    folder: Folder,
    dumps: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder.add(dumps["custom"], "20250101_000000")
    folder.add(dumps["plain"], "20250102_000000")
    real = importing.back_up

    def cut_off(*given: Any, moment: datetime | None = None, **more: Any) -> Any:
        if moment == datetime(2025, 1, 1, 23, tzinfo=UTC):
            raise NoSpace("nas")
        return real(*given, moment=moment, **more)

    with monkeypatch.context() as patch:
        patch.setattr(importing, "back_up", cut_off)
        called = lab("import", "cryoprotect", str(folder.path), *VIENNA)
    assert called.code == 3
    assert len(lab.json("snapshots", "cryoprotect")) == 1
    document = imported(lab, folder)
    assert (document["taken"], document["known"]) == (1, 1)


def test_a_target_of_another_repository(
    lab: CommandLine, folder: Folder, dumps: dict[str, bytes], laboratory: Address, tmp_path: Path
) -> None:
    add_target(lab, laboratory, "cryoprotect")
    lab.json("repository", "create", "other", str(tmp_path / "other"))
    folder.add(dumps["custom"])
    place = ("import", "cryoprotect", str(folder.path))
    assert "--repository" in lab(*place).err
    called = lab(*place, "--repository", "other")
    assert (called.code, "has its snapshots in nas" in called.err) == (2, True)
    assert lab.json("snapshots") == []


# Settings


SECRETS = {
    "POSTGRES_PASSWORD": "pg-secret",
    "SMTP_PASSWORD": "smtp-secret",
    "SLACK_WEBHOOK_URL": "https://hooks.slack.com/services/T00000000/B00000000/slack-secret",
}


def with_settings(lab: CommandLine, folder: Folder) -> Any:
    lab.settings = replace(lab.settings, for_tools={**lab.settings.for_tools, **SECRETS})
    config = folder.path.parent / "backup_config.yaml"
    config.write_text(CONFIG)
    return imported(lab, folder, "--config", str(config))["settings"]


def test_settings_become_a_target_with_all_there_is_a_place_for(
    lab: CommandLine, folder: Folder, ring: KeyringInMemory
) -> None:
    folder.path.mkdir()
    found = with_settings(lab, folder)
    assert found["schedules"] == {
        "backup": "0 */6 * * *",
        "verify": "0 4 * * *",
        "drill": "0 5 * * 0",
        "prune": "0 6 * * *",
    }
    assert found["retention"] == {"daily": 30, "last": 28}
    assert found["channels"] == ["mail", "slack"]
    with workspace_of(lab) as workspace:
        target = workspace.catalog.targets.load("cryoprotect")
        assert target.url == "postgresql://cryo@db.lab:5433/cryoprotect"
        assert target.retention == {"daily": 30, "last": 28}
        assert target.password_kept
        assert schedules(workspace)["backup"] == ("0 */6 * * *", "Europe/Vienna")
        assert {rule.name for rule in workspace.catalog.notices.rules()} == {"mail", "slack"}
    assert set(ring.kept.values()) >= {"pg-secret", SECRETS["SLACK_WEBHOOK_URL"]}
    again = with_settings(lab, folder)
    assert (again["schedules"], again["retention"], again["channels"]) == ({}, {}, [])
    left = {each["item"] for each in again["left_out"]}
    assert {"retention", "schedule of backup", "channel mail"} <= left


def test_without_a_keyring_secrets_are_left_out_and_written_nowhere(
    lab: CommandLine, folder: Folder, no_ring: None
) -> None:
    folder.path.mkdir()
    found = with_settings(lab, folder)
    left = {each["item"] for each in found["left_out"]}
    assert {"database.password", "channel mail", "channel slack"} <= left
    assert found["channels"] == []
    assert lab.settings.profile is not None
    written = b"".join(p.read_bytes() for p in lab.settings.profile.rglob("*") if p.is_file())
    assert not any(secret.encode() in written for secret in SECRETS.values())
    assert b"smtp-secret" not in written


def test_what_removes_by_itself_is_for_a_manager(
    lab: CommandLine, folder: Folder, dumps: dict[str, bytes], no_ring: None
) -> None:
    folder.add(dumps["custom"])
    (folder.path.parent / "backup_config.yaml").write_text(CONFIG)
    lab.settings = replace(lab.settings, for_tools={**lab.settings.for_tools, **SECRETS})
    assert lab("roles", "set-password", new_manager_password="let me in now").code == 0
    config = str(folder.path.parent / "backup_config.yaml")
    command = ("import", "cryoprotect", str(folder.path), *VIENNA, "--config", config)
    assert lab(*command, manager_password="wrong").code == 2
    with workspace_of(lab) as workspace:
        assert workspace.catalog.targets.list() == ()
        assert workspace.catalog.schedules.list() == ()
        assert workspace.catalog.notices.rules() == ()
        refused = [d.detail["action"] for d in workspace.catalog.deeds.list() if not d.allowed]
    assert refused == ["change retention"]
    assert lab("import", "cryoprotect", str(folder.path), *VIENNA).code == 0  # without settings
    assert lab(*command, manager_password="let me in now").code == 0
    with workspace_of(lab) as workspace:
        assert "prune" in schedules(workspace)
    # What is there already is left as it is, and nobody is asked about it.
    assert lab(*command).code == 0


# Quotas and progress


@pytest.mark.parametrize(
    ("quota", "taken"),
    [
        (("--quota-snapshots", "1"), 1),
        (("--quota-bytes", "10kB"), 0),
        (("--quota-targets", "0"), 0),
    ],
)
def test_each_dump_must_fit_into_the_quota_before_it_is_loaded(
    lab: CommandLine,
    folder: Folder,
    dumps: dict[str, bytes],
    quota: tuple[str, str],
    taken: int,
) -> None:
    folder.add(dumps["custom"], "20250101_000000")
    folder.add(dumps["roles"], "20250102_000000")
    lab.json("workspace", "change", "default", *quota)
    called = lab("import", "cryoprotect", str(folder.path), *VIENNA)
    assert (called.code, "quota" in called.err) == (2, True)
    assert len(lab.json("snapshots")) == taken
    lab.json("workspace", "change", "default", quota[0], "none")
    document = imported(lab, folder)
    assert (document["taken"], document["known"]) == (2 - taken, taken)


class Steps(Silent):
    """Keeps what progress was told: for each phase its total, and how far each step brought it."""

    def __init__(self) -> None:
        super().__init__()
        self.phases: list[tuple[str, int | None, list[int]]] = []

    def phase(self, doing: str, *, items: int | None = None, bytes: int | None = None) -> None:
        self.phases.append((doing, bytes, [0]))

    def advance(self, *, items: int = 0, bytes: int = 0, rows: int = 0) -> None:
        if bytes:
            done = self.phases[-1][2]
            done.append(done[-1] + bytes)


@pytest.mark.parametrize("form", ["custom", "plain"])
def test_progress_moves_while_a_big_dump_is_taken_in(
    lab: CommandLine, folder: Folder, cryoprotect: Address, pg17: Server, form: str
) -> None:
    big = pg17.create_database("takeover_big")
    rows = "SELECT n, md5(n::text) || md5((-n)::text) FROM generate_series(1, 60000) n"
    pg17.execute(sql.SQL("CREATE TABLE big AS " + rows), big)
    folder.add(pg_dump(big, f"--format={form}"), database="big", ending=".dump.gz")
    pg17.drop_database(big)
    steps = Steps()
    with workspace_of(lab) as workspace, workspace.repository("nas") as opened:
        taking = importing.Taking(workspace, opened, importing.Request(folder.path, UTC))
        taking.look()
        taking.run(steps)
        assert taking.count(importing.State.TAKEN) == 1
    moved = {doing: (total, done) for doing, total, done in steps.phases if len(done) > 1}
    expected = {"checking the dumps", "loading the dump", "backing up"}
    expected |= {"reading through the dump"} if form == "custom" else set()
    assert moved.keys() == expected
    for doing in expected - {"backing up"}:
        total, done = moved[doing]
        assert total is not None
        assert 0.99 * total < done[-1] <= total, doing  # psql's own words in a script are left out
        assert len(done) > 3, f"{doing}: it moves in steps, not at once"


def workspace_of(lab: CommandLine) -> Workspace:
    assert lab.settings.profile is not None
    return Workspace(lab.settings.profile, Credentials(lab.settings))


def schedules(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Rules with their zones, by kind of job."""
    found = workspace.catalog.schedules.list("cryoprotect")
    return {entry.kind: (entry.rule, entry.zone) for entry in found}


def read_report(path: Path) -> Any:
    return json.loads(path.read_text())


def restore(lab: CommandLine, place: Address, reports: Path, *options: str, code: int = 0) -> Any:
    """Restore the latest; returns the report."""
    arguments = ("restore", "latest:cryoprotect", "--to", place.url(), *options)
    lab.json(*arguments, "--report", str(reports), code=code)
    (path,) = reports.glob("restore_*.json")
    return json.loads(path.read_text())


def tables(place: Address) -> set[str]:
    query = """
    SELECT schemaname || '.' || tablename FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
    """
    with psycopg.connect(place.conninfo()) as connection:
        return {row[0] for row in connection.execute(query)}


def owner(place: Address, table: str) -> str:
    query = "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = %s::regclass"
    with psycopg.connect(place.conninfo()) as connection:
        row = connection.execute(query, (table,)).fetchone()
    assert row is not None
    return str(row[0])


def rows_shown(lab: CommandLine, snapshot: str) -> dict[str, Any]:
    items = lab.json("show", snapshot)["items"]
    return {item["item"]: (item["rows"], item["hash"]) for item in items if item["kind"] == "rows"}
