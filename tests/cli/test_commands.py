"""The commands on a real server and a real repository, called as a script would call them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from desktop_app.cli import desk
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target
from tests.engine.sources.postgres.harvest import role
from tests.servers import Server


def test_without_a_command_it_says_what_there_is(labvault: CommandLine) -> None:
    called = labvault()
    assert called.code == 2
    assert called.out == ""
    assert "labvault backup TARGET" in called.err


def test_version_and_help(labvault: CommandLine) -> None:
    assert labvault.text("--version").startswith("labvault 0.")
    assert "restore" in labvault.text("--help")
    assert "--only" in labvault.text("restore", "--help")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["backup"],
        ["verify"],
        ["verify", "abcd", "--all"],
        ["verify", "--all", "--sample", "nan"],
        ["prune", "--grace", "nan"],
        ["prune", "--grace", "inf"],
        ["prune", "--grace", "1e300"],
        ["jobs", "list", "--limit", "9" * 20],
        ["jobs", "cancel", "9" * 20],
        ["verify", "abcd", "--level", "wishful"],
        ["verify", "abcd", "--level", "structure", "--sample", "5"],
        ["restore", "abcd", "--to", "postgresql://h/d", "--resume", "--clean-up"],
        ["repository", "create", "odd\nname", "/tmp"],
        ["repository", "create", "", "/tmp"],
        ["prune", "--keep-last", "-1"],
    ],
)
def test_a_wrong_request_is_one_line_and_exit_2(
    labvault: CommandLine, arguments: list[str]
) -> None:
    called = labvault(*arguments)
    assert called.code == 2
    assert called.out == ""
    assert called.err.count("\n") == 1


def test_a_failure_is_one_json_document_too(labvault: CommandLine) -> None:
    assert labvault("--json").document()["code"] == 2
    called = labvault("--json", "backup", "nope")
    assert called.code == 2
    assert called.document()["code"] == 2
    assert "nope" in called.document()["error"]


def test_a_repository_is_made_once_and_shows_its_key_once(
    labvault: CommandLine, tmp_path: Path
) -> None:
    made = labvault.json("repository", "create", "nas", str(tmp_path / "nas"))
    assert len(made["recovery_key"]) == 47
    listed = labvault.json("repository", "list")
    known = {"repository": "nas", "url": made["url"], "id": made["id"]}
    assert listed == [known | {"key_confirmation": "not confirmed", "key_confirmed": None}]
    assert "already" in labvault("repository", "create", "nas", str(tmp_path / "b")).err
    assert not (tmp_path / "b").exists()
    assert labvault("repository", "create", "other", str(tmp_path / "nas")).code == 3
    held = b"".join(f.read_bytes() for f in (tmp_path / "profile").rglob("*") if f.is_file())
    assert made["recovery_key"].encode() not in held
    assert b"correct horse" not in held


def test_the_wrong_passphrase_is_exit_3(ready: CommandLine) -> None:
    called = ready("snapshots", passphrase="wrong")
    assert called.code == 3
    assert "passphrase does not fit" in called.err


def test_no_passphrase_and_no_terminal(ready: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/null").open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        called = ready("snapshots", passphrase=None)
    assert called.code == 2
    assert "LABVAULT_PASSPHRASE" in called.err


def test_targets_are_added_shown_and_removed(ready: CommandLine, laboratory: Address) -> None:
    listed = ready.json("target", "list")
    assert listed == [
        {"target": "lab", "kind": "postgresql", "url": laboratory.url(), "repository": "nas"}
    ]
    assert ready.json("target", "show", "lab")["snapshots"] == 0
    assert "lab" in ready.text("target", "show", "lab")
    ready.text("target", "remove", "lab")
    assert ready.json("target", "list") == []
    assert ready("target", "remove", "lab").code == 2


def test_an_address_with_a_password_is_refused_and_not_repeated(ready: CommandLine) -> None:
    url = "postgresql://me:hunter2@localhost/db"
    called = ready("target", "add", "postgresql", "x", "--url", url, "--repository", "nas")
    assert called.code == 2
    assert "hunter2" not in called.err + called.out


def test_an_address_by_parts_is_the_same(ready: CommandLine, laboratory: Address) -> None:
    parts = ("--host", laboratory.host, "--port", str(laboratory.port), "--user", laboratory.user)
    add = ("target", "add", "postgresql", "again", "--repository", "nas", *parts)
    ready.json(*add, "--database", laboratory.database)
    assert ready.json("target", "show", "again")["url"] == laboratory.url()
    assert ready.json("backup", "again")["grade"] == "ok"


@pytest.mark.parametrize(
    ("parts", "url"),
    [
        (("--host", "db.example", "--user", "a b@c", "--database", "ä/?&=x"), ""),
        (("--host", "::1", "--port", "5433", "--user", "me", "--database", "lab"), ""),
        (
            ("--host", "/run/pg", "--user", "me", "--database", "lab", "--sslmode", "require"),
            "postgresql://me@:5432/lab?host=%2Frun%2Fpg&sslmode=require",
        ),
    ],
)
def test_odd_parts_come_through(ready: CommandLine, parts: tuple[str, ...], url: str) -> None:
    made = ready.json("target", "add", "postgresql", "odd", "--repository", "nas", *parts)["url"]
    address = Address.from_url(made)
    assert url in ("", made)
    given = dict(zip(parts[::2], parts[1::2], strict=True))
    assert (address.host, address.user, address.database) == (
        given["--host"],
        given["--user"],
        given["--database"],
    )


@pytest.mark.parametrize(
    "parts",
    [
        ("--url", "postgresql://h/lab", "--host", "h"),
        ("--url", "postgresql://h/lab", "--port", "5432"),
        ("--host", "h"),
        ("--database", ""),
        ("--database", "lab", "--port", "0"),
        ("--database", "lab", "--sslmode", "perhaps"),
    ],
)
def test_parts_that_make_no_address_are_refused(ready: CommandLine, parts: tuple[str, ...]) -> None:
    assert ready("target", "add", "postgresql", "odd", "--repository", "nas", *parts).code == 2
    assert [each["target"] for each in ready.json("target", "list")] == ["lab"]


def test_from_backup_to_compare(ready: CommandLine, laboratory: Address) -> None:
    done = ready.json("backup", "lab")
    assert done["grade"] == "ok"
    assert done["warnings"] == []
    assert done["rows"] == 602
    assert done["bytes_stored"] > 0
    assert done["seconds"] > 0
    listed = ready.json("snapshots", "lab")
    assert [s["id"] for s in listed] == [done["snapshot"]]
    assert listed[0]["level"] is None
    assert listed[0]["items"] == done["items"]
    assert ready.json("snapshots", "--cached") == listed
    same = ready.json("compare", done["snapshot"], "latest:lab")
    assert {each["change"] for each in same["items"]} == {"same"}
    assert "No difference" in ready.text("compare", done["snapshot"][:8], "latest:lab")


def test_show_lists_items_and_previews_one(ready: CommandLine) -> None:
    ready.json("backup", "lab")
    shown = ready.json("show", "latest:lab")
    rows = {item["item"]: item["rows"] for item in shown["items"]}
    assert rows["lab.molecule"] == 500
    preview = ready.json("show", "latest:lab", "lab.molecule", "--rows", "2")
    assert preview["columns"] == ["id", "name"]
    assert preview["rows"] == [["1", "molecule 1"], ["2", "molecule 2"]]
    text = ready.text("show", "latest:lab", "public.note")
    assert r"a\nb\x1b[31m" in text
    assert "NULL" in text
    assert "postgres" in ready.text("show", "latest:lab", "roles")
    assert ready("show", "latest:lab", "no.such").code == 2
    assert ready("show", "latest:lab", "schema").code == 2
    assert ready("show", "00000000").code == 2
    assert ready("show", "xyz").code == 2


PARTED = """
CREATE TABLE whole (year int) PARTITION BY LIST (year);
CREATE TABLE "Part" PARTITION OF whole FOR VALUES IN (2025);
INSERT INTO whole VALUES (2025);
"""


def test_a_table_is_shown_by_any_spelling_and_a_partitioned_one_by_its_partitions(
    ready: CommandLine, database: Address
) -> None:
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute(PARTED)
    add_target(ready, database, "parted")
    ready.json("backup", "parted")
    for name in ('public."Part"', "public.Part", '"public"."Part"'):
        assert ready.json("show", "latest:parted", name)["rows"] == [["2025"]]
    refused = ready("show", "latest:parted", "public.whole")
    assert refused.code == 2
    assert 'its rows lie in its partitions public."Part".' in refused.err
    where = database.with_database("nowhere").url()
    refused = ready("restore", "latest:parted", "--to", where, "--only", "public.w")
    assert refused.code == 2
    assert "for what was left out, and for the names: of a partitioned table" in refused.err


def test_verify_raises_the_level(ready: CommandLine) -> None:
    ready.json("backup", "lab")
    verified = ready.json("verify", "latest:lab")
    assert verified["grade"] == "ok"
    assert verified["level"] == "bytes"
    assert verified["problems"] == []
    assert verified["items_checked"] > 4
    assert ready.json("snapshots")[0]["level"] == "bytes"
    ready.json("verify", "--all", "--level", "structure")
    assert ready.json("snapshots")[0]["level"] == "structure"
    assert "structure" in ready.text("snapshots")
    assert ready("verify", "latest:lab", "--level", "source").code == 2


def damage(file: Path) -> None:
    """Flip a bit in its middle."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)


def test_verify_finds_a_damaged_pack(ready: CommandLine, tmp_path: Path) -> None:
    ready.json("backup", "lab")
    ready.json("verify", "latest:lab")
    damage(next(file for file in (tmp_path / "nas" / "packs").rglob("*") if file.is_file()))
    found = ready.json("verify", "latest:lab", code=1)
    assert found["grade"] == "failed"
    assert found["problems"]
    assert ready.json("snapshots")[0]["level"] is None
    assert "▲" in ready.text("verify", "--all", code=1)


def test_samples_cover_everything_over_time(
    ready: CommandLine, database: Address, tmp_path: Path
) -> None:
    add_target(ready, database, "other")
    ready.json("backup", "lab")
    ready.json("backup", "other")
    total = ready.json("verify", "--all", "--sample", "1")["packs_total"]
    assert total > 1
    for _ in range(total - 1):
        assert ready.json("verify", "--all", "--sample", "1")["packs_checked"] == 1
    catalog = Catalog(tmp_path / "profile")
    records = catalog.of()
    assert len(records.verifications.packs(records.repositories.load("nas").id)) == total
    catalog.close()
    assert {s["level"] for s in ready.json("snapshots")} == {None}


def test_an_export_that_fails_leaves_no_file(ready: CommandLine, tmp_path: Path) -> None:
    ready.json("backup", "lab")
    pack = next(file for file in (tmp_path / "nas" / "packs").rglob("*") if file.is_file())
    pack.chmod(0o600)
    pack.write_bytes(bytes(pack.stat().st_size))
    called = ready("export", "latest:lab", "--output", str(tmp_path / "lab.sql"))
    assert called.code == 1
    assert "damaged" in called.err
    assert not list(tmp_path.glob("lab.sql*"))


def test_an_export_of_newer_archives_says_that_they_need_newer_tools(
    ready: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.json("backup", "lab")
    monkeypatch.setattr("desktop_app.engine.export._archive_major", lambda _: 99)
    called = ready("export", "latest:lab", "--output", str(tmp_path / "lab.sql"))
    assert called.code == 3
    assert "is too old: the archive needs 99 or newer." in called.err


def test_export_is_an_sql_file(ready: CommandLine, tmp_path: Path) -> None:
    ready.json("backup", "lab")
    file = tmp_path / "lab.sql"
    done = ready.json("export", "latest:lab", "--output", str(file))
    assert done["bytes"] == file.stat().st_size
    assert "CREATE TABLE lab.molecule" in file.read_text()
    assert not list(tmp_path.glob("*.partial"))
    again = ready("export", "latest:lab", "--output", str(file))
    assert again.code == 2
    nowhere = ready("export", "latest:lab", "--output", str(tmp_path / "no" / "where.sql"))
    assert nowhere.code == 3
    assert "where.sql could not be written: No such file or directory. Check" in nowhere.err
    assert ready("--json", "export", "latest:lab", "--output", "-").code == 2


FEW_RIGHTS = (
    "CREATE TABLE seen (id int)",
    "CREATE TABLE hidden (id int)",
    "GRANT SELECT ON seen TO of_few_rights",
)


def test_a_restore_says_what_the_snapshot_was_taken_without(
    ready: CommandLine, database: Address, pg17: Server
) -> None:
    place = database.with_database("without_hidden")
    back = ("restore", "latest:few", "--to", place.url())

    def named(warnings: list[dict[str, str]]) -> list[str]:
        return [each["item"] for each in warnings if each["what"].startswith("in the snapshot: ")]

    with role(database, "of_few_rights", *FEW_RIGHTS) as limited:
        add_target(ready, limited, "few")
        ready.json("backup", "few", code=1)
        assert named(ready.json(*back, "--dry-run")["warnings"]) == ["public.hidden"]
        assert named(ready.json(*back, "--dry-run", "--only", "public.seen")["warnings"]) == []
        try:
            restored = ready.json(*back)
        finally:
            pg17.drop_database(place)
    assert (restored["grade"], named(restored["warnings"])) == ("ok", ["public.hidden"])


def test_prune_keeps_what_a_rule_keeps(ready: CommandLine) -> None:
    first = ready.json("backup", "lab")["snapshot"]
    ready.json("backup", "lab")
    plan = ready.json("prune", "--keep-last", "1", "--dry-run")["repositories"][0]
    assert [s["keep"] for s in plan["snapshots"]] == [False, True]
    assert len(ready.json("snapshots")) == 2
    assert "would go" in ready.text("prune", "--keep-last", "1", "--dry-run")
    ready.json("verify", first)
    kept = ready.json("prune", "--keep-last", "1")["repositories"][0]
    assert next(s["reason"] for s in kept["snapshots"]) == "the newest verified"
    ready.json("verify", "latest:lab")
    assert "retired" in ready.text("prune", "--keep-last", "1", "--grace", "0")
    assert len(ready.json("snapshots")) == 1


def test_a_new_machine_gets_everything_back(
    ready: CommandLine, tmp_path: Path, laboratory: Address
) -> None:
    done = ready.json("backup", "lab")
    machine = tmp_path / "machine"
    url = str(tmp_path / "nas")
    opened = ready.json("--profile", str(machine), "repository", "open", "mine", url)
    assert opened["targets"] == ["lab"]
    assert opened["snapshots"] == 1
    targets = ready.json("--profile", str(machine), "target", "list")
    assert targets[0]["url"] == laboratory.url()
    listed = ready.json("--profile", str(machine), "snapshots", "--cached")
    assert [s["id"] for s in listed] == [done["snapshot"]]
    assert ready.json("--profile", str(machine), "backup", "lab")["grade"] == "ok"


def test_the_recovery_key_opens(labvault: CommandLine, tmp_path: Path) -> None:
    url = str(tmp_path / "nas")
    made = labvault.json("repository", "create", "nas", url)
    machine = str(tmp_path / "machine")
    opening = ("--profile", machine, "repository", "open", "nas", url, "--recovery-key")
    slip = made["recovery_key"][:-1] + ("0" if made["recovery_key"][-1] != "0" else "1")
    called = labvault(*opening, passphrase=None, recovery_key=slip)
    assert called.code == 2
    assert "group 8" in called.err
    typed = made["recovery_key"].lower().replace("-", " ")
    assert labvault(*opening, passphrase=None, recovery_key=typed).code == 0


def test_a_damaged_snapshot_is_not_passed_over(ready: CommandLine, tmp_path: Path) -> None:
    older = ready.json("backup", "lab")["snapshot"]
    latest = ready.json("backup", "lab")["snapshot"]
    manifest = tmp_path / "nas" / "snapshots" / latest
    manifest.chmod(0o600)
    manifest.write_bytes(manifest.read_bytes()[:-1])
    called = ready("show", "latest:lab")
    assert called.code == 1
    assert latest[:12] in called.err
    assert ready("show", older).code == 0


def test_a_server_that_is_down(labvault: CommandLine, tmp_path: Path) -> None:
    labvault.json("repository", "create", "nas", str(tmp_path / "nas"))
    add_target(labvault, Address("127.0.0.1", 1, "nobody", "nothing"))
    called = labvault("backup", "lab")
    assert called.code == 3
    assert "127.0.0.1:1 cannot be reached" in called.err
    assert called.err.splitlines()[-1].startswith("labvault: ")


def test_an_item_left_out_is_a_warning_and_exit_1(
    ready: CommandLine, database: Address, tmp_path: Path
) -> None:
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE open (x int); CREATE TABLE closed (x int)")
        connection.execute("DROP ROLE IF EXISTS cli_reader; CREATE ROLE cli_reader LOGIN")
        connection.execute("GRANT SELECT ON open TO cli_reader")
    reader = Address(database.host, database.port, "cli_reader", database.database)
    add_target(ready, reader, "partly")
    done = ready.json("backup", "partly", code=1)
    assert done["grade"] == "warning"
    assert any("closed" in warning["item"] for warning in done["warnings"])
    assert "◆" in ready.text("show", "latest:partly")


def test_a_fault_of_ours_is_logged_and_exit_4(
    ready: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("correct horse")

    monkeypatch.setattr("desktop_app.engine.catalog.targets.Targets.list", broken)
    called = ready("target", "list")
    assert called.code == 4
    assert called.err.count("\n") == 1
    log = tmp_path / "profile" / "logs" / "labvault.log"
    assert str(log) in called.err
    assert "ZeroDivisionError" in log.read_text()
    assert "correct horse" not in log.read_text()


def test_a_profile_that_cannot_be_written(labvault: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    called = labvault("--profile", str(tmp_path / "file"), "target", "list")
    assert called.code == 3
    assert "profile" in called.err


def test_progress_is_json_lines_on_stderr(ready: CommandLine) -> None:
    called = ready("--json", "verify", "--all", "--level", "structure")
    assert called.code == 0
    for line in called.err.splitlines():
        assert {"doing", "item", "bytes", "total_bytes", "rows", "rate"} <= json.loads(line).keys()


def test_it_tells_that_it_reads_lists_of_items(
    ready: CommandLine, laboratory: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, bool]] = []

    class Noting(Meter):
        def phase(self, doing: str, *, items: int | None = None, bytes: int | None = None) -> None:
            told.append((doing, bool(items)))
            super().phase(doing, items=items, bytes=bytes)

    ready.text("backup", "lab")
    ready.text("backup", "lab")
    first, last = (each["id"] for each in ready.json("snapshots"))
    monkeypatch.setattr(desk, "Meter", Noting)
    ready.text("show", last)
    ready.text("compare", first, last)
    to = replace(laboratory, database="beside").url()
    ready.text("restore", last, "--to", to, "--dry-run")
    reading = [("reading the snapshot", True), ("reading the snapshots", True)]
    assert told == [*reading, reading[0], ("looking at the destination", False)]


def test_it_runs_as_a_program(ready: CommandLine, tmp_path: Path) -> None:
    done = subprocess.run(
        ["labvault", "--profile", str(tmp_path / "profile"), "target", "list"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "lab" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "form"),
    [
        (("restore", "latest:lab", "--to", "x", "--json"), "--json restore …"),
        (("target", "list", "--profile", "x"), "--profile DIR target list …"),
        (("target", "list", "--workspace=x"), "--workspace NAME target list …"),
    ],
)
def test_an_option_of_all_commands_after_one(
    labvault: CommandLine, arguments: tuple[str, ...], form: str
) -> None:
    told = labvault(*arguments)
    assert told.code == 2
    assert told.err.endswith(f": it stands before the command. Type `labvault {form}`.\n")
    told = labvault("target", "list", "--colour")
    assert "No such option: --colour" in told.err
    assert "Look at `labvault target list --help`." in told.err
