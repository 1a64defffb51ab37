"""Retention, labels, the trash, tripwires and space, as somebody at a terminal uses them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target


def backed_up(labvault: CommandLine, times: int, target: str = "lab") -> list[str]:
    return [labvault.json("backup", target)["snapshot"] for _ in range(times)]


def left(labvault: CommandLine) -> list[str]:
    return [snapshot["id"] for snapshot in labvault.json("snapshots")]


def entry(tmp_path: Path, name: str = "nas") -> RepositoryEntry:
    with closing(Catalog(tmp_path / "profile")) as catalog:
        return catalog.of().repositories.load(name)


def test_each_target_has_its_own_retention(ready: CommandLine, laboratory: Address) -> None:
    add_target(ready, laboratory, "other")
    lab, other = backed_up(ready, 3), backed_up(ready, 2, "other")
    told = ready.json("retention", "set", "lab", "--keep-last", "1", "--at-least", "2")
    assert told["retention"] == {
        **dict.fromkeys(("daily", "weekly", "monthly", "yearly"), 0),
        **{"last": 1, "at_least": 2, "trash_days": 7},
    }
    assert [s["keep"] for s in told["snapshots"]] == [False, True, True]
    assert told["snapshots"][1]["reason"] == "one of at least 2"

    kept = "keeps 1 newest, at least 2; what is removed rests 7 days in the trash."
    assert kept in ready.text("target", "show", "lab")

    ready.json("prune")
    assert left(ready) == [*lab[1:], *other]  # who has none keeps all
    # Options are for those without; they do not overrule.
    ready.json("prune", "--keep-last", "1")
    assert left(ready) == [*lab[1:], other[1]]
    ready.json("retention", "set", "lab", "--keep-all")
    assert ready.json("retention", "show", "lab")["retention"] is None


def test_one_targets_prune_judges_no_other(ready: CommandLine, laboratory: Address) -> None:
    add_target(ready, laboratory, "other")
    lab, other = backed_up(ready, 2), backed_up(ready, 2, "other")
    for target in ("lab", "other"):
        ready.json("retention", "set", target, "--keep-last", "1")
    (planned,) = ready.json("prune", "--target", "lab", "--dry-run")["repositories"]
    assert [s["id"] for s in planned["snapshots"] if not s["keep"]] == lab[:1]
    ready.json("prune", "--target", "lab")
    assert left(ready) == [lab[1], *other]
    assert ready("prune", "--target", "lab", "--repository", "nas").code == 2
    assert ready("prune", "--target", "none").code == 2


def test_a_preview_changes_nothing_and_looks_ahead(ready: CommandLine) -> None:
    backed_up(ready, 2)
    text = ready.text("retention", "set", "lab", "--keep-daily", "7", "--dry-run")
    assert "keeps 7 daily; what is removed rests 7 days in the trash." in text
    assert "would go" in text
    assert "OF TODAY'S" in text
    shown = ready.json("retention", "show", "lab")
    assert (shown["retention"], len(shown["coming"])) == (None, 4)
    for wrong in ((), ("--keep-last", "1", "--keep-all"), ("--keep-last", "-1")):
        assert ready("retention", "set", "lab", *wrong).code == 2
    assert ready("retention", "show", "nothing").code == 2


def test_a_label_is_kept_in_the_repository(ready: CommandLine, tmp_path: Path) -> None:
    first, second, _ = backed_up(ready, 3)
    said = ("--label", "paper 2026", "--note", "figures 3\nand 4", "--keep")
    assert ready.json("label", first[:12], *said)["keep"] is True
    assert "paper 2026" in ready.text("snapshots")
    assert "for ever" in ready.text("snapshots", "--cached")
    assert "  and 4" in ready.text("label", first[:12])
    ready.json("prune", "--keep-last", "1", "--trash-days", "0")
    assert first in left(ready)
    assert second not in left(ready)

    # Another computer knows it, and so does a catalog that is made again.
    elsewhere = ("--profile", str(tmp_path / "elsewhere"))
    ready.json(*elsewhere, "repository", "open", "nas", str(tmp_path / "nas"))
    found = ready.json(*elsewhere, "snapshots")[0]
    assert (found["label"], found["keep"]) == ("paper 2026", True)
    ready.json(*elsewhere, "label", first[:12], "--label", "retracted", "--no-keep")
    assert ready.json("catalog", "rebuild")
    again = ready.json("snapshots", "--cached")[0]
    assert (again["label"], again["note"], again["keep"]) == (
        *("retracted", "figures 3\nand 4", False),
    )
    assert ready("label", first[:12], "--label", "a\nb").code == 2


def test_the_trash(ready: CommandLine) -> None:
    first, second = backed_up(ready, 2)
    assert ready.text("trash", "list") == "The trash is empty.\n"
    ready.json("prune", "--keep-last", "1")
    (rests,) = ready.json("trash", "list")
    assert (rests["id"], rests["reason"], rests["ripe"]) == (first, "no rule keeps it", False)
    assert ready("show", first[:12]).code == 2  # not a snapshot any more
    assert "1 " in ready.text("repository", "show", "nas")
    assert ready.json("trash", "restore", first[:12])["snapshot"] == first
    assert left(ready) == [first, second]
    assert ready.json("verify", first)["grade"] == "ok"
    assert ready("trash", "restore", first[:12]).code == 2

    ready.json("trash", "add", first[:12])
    assert ready.json("trash", "empty")["deleted"] == [{"repository": "nas", "id": first}]
    assert left(ready) == [second]
    assert ready.json("verify", "--all")["grade"] == "ok"
    assert "deleted from the trash for good" in ready.text("audit")


def test_what_takes_away_is_for_a_manager(ready: CommandLine, tmp_path: Path) -> None:
    first, _ = backed_up(ready, 2)
    ready.json("label", first, "--keep")
    assert ready("roles", "set-password", new_manager_password="tomato").code == 0
    forbidden = [
        ("retention", "set", "lab", "--keep-last", "1"),
        ("label", first, "--no-keep"),
        ("trash", "add", first),
        ("trash", "empty"),
        ("prune", "--release", "nas"),
    ]
    for command in forbidden:
        refused = ready(*command)
        assert (refused.code, "manager's password" in refused.err) == (2, True), command
    assert ready.json("label", first, "--label", "anyone may")["keep"] is True
    assert ready.json("trash", "list") == []
    for command in forbidden:
        assert ready(*command, manager_password="tomato").code == 0, command


def test_prune_rests_while_damage_is_known(ready: CommandLine, tmp_path: Path) -> None:
    first, second = backed_up(ready, 2)
    pack = next(p for p in (tmp_path / "nas" / "packs").rglob("*") if p.is_file())
    good = pack.read_bytes()
    pack.chmod(0o600)
    pack.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert ready("verify", "--all").code == 1
    since = entry(tmp_path).damaged
    assert since is not None
    told = ready("prune", "--keep-last", "1")
    assert (told.code, "damage is known" in told.out) == (1, True)
    assert left(ready) == [first, second]
    assert ready("prune", "--keep-last", "1", "--dry-run").code == 0

    pack.write_bytes(good)
    # Only a look at everything tells that it is mended.
    assert ready("verify", second).code == 0
    assert entry(tmp_path).damaged == since
    assert ready("verify", "--all").code == 0
    assert entry(tmp_path).damaged is None
    assert ready("prune", "--keep-last", "1").code == 0
    assert left(ready) == [second]


def test_a_snapshot_that_failed_another_test_keeps_prune_resting(
    ready: CommandLine, tmp_path: Path
) -> None:
    """Its bytes are what was backed up, but they do not restore: reading them proves nothing."""
    first, _ = backed_up(ready, 2)
    with closing(Catalog(tmp_path / "profile")) as catalog:
        from desktop_app.engine.catalog.entries import Verification
        from desktop_app.engine.jobs.rules import utc_now
        from desktop_app.engine.model import Grade, Level

        look = Verification(first, Level.RESTORED, Grade.FAILED, False, utc_now())
        catalog.of().verifications.add(look)
        catalog.of().repositories.note_damage("nas", utc_now())
    assert ready("verify", "--all").code == 0
    assert entry(tmp_path).damaged is not None
    ready.json("trash", "add", first[:12])
    assert ready("verify", "--all").code == 0
    assert entry(tmp_path).damaged is None


CHANGING = """
CREATE TABLE patient (id integer PRIMARY KEY, name text);
INSERT INTO patient SELECT n, 'patient ' || n FROM generate_series(1, 2000) n;
CREATE TABLE report (id integer PRIMARY KEY, body text);
INSERT INTO report SELECT n, repeat('the mouse was well today ' || n || E'\\n', 40)
FROM generate_series(1, 1000) n;
"""
ENCRYPTED = """
UPDATE report SET body = (
    SELECT string_agg(encode(sha256((id || ' ' || n)::text::bytea), 'hex'), '')
    FROM generate_series(1, 16) n)
"""


@pytest.fixture
def changing(labvault: CommandLine, database: Address, tmp_path: Path) -> CommandLine:
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute(CHANGING)
    assert labvault("repository", "create", "nas", str(tmp_path / "nas")).code == 0
    add_target(labvault, database)
    return labvault


def execute(database: Address, statement: str) -> None:
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute(statement)


def test_a_database_that_loses_rows_trips(
    changing: CommandLine, database: Address, tmp_path: Path
) -> None:
    first = backed_up(changing, 1)
    execute(database, "DELETE FROM patient WHERE id > 100")
    lost = changing.json("backup", "lab", code=1)
    assert lost["grade"] == "warning"
    assert {w["item"] for w in lost["warnings"]} >= {"public.patient"}
    assert "95% (2,000 before, 100 now) of its rows are gone" in str(lost["warnings"])
    assert changing.json("snapshots")[1]["grade"] == "warning"
    assert "public.patient" in entry(tmp_path).held

    told = changing("prune", "--keep-last", "1")
    assert (told.code, "tripwire fired" in told.out) == (1, True)
    assert left(changing) == [*first, lost["snapshot"]]
    shown = changing.json("repository", "show", "nas", code=1)
    assert (shown["paused"], "public.patient" in shown["held"]) == ("tripwire", True)
    # The next backup finds nothing sudden, and the hold stays until a person looked.
    assert changing.json("backup", "lab")["grade"] == "ok"
    assert changing("prune", "--keep-last", "1").code == 1
    assert "public.patient" in changing.json("prune", "--release", "nas")["held"]
    assert changing.json("prune", "--release", "nas")["held"] == ""
    assert changing("prune", "--keep-last", "1").code == 0
    assert len(left(changing)) == 1


def test_a_table_that_vanished_trips(changing: CommandLine, database: Address) -> None:
    backed_up(changing, 1)
    execute(database, "DROP TABLE patient")
    lost = changing.json("backup", "lab", code=1)
    assert "the table is gone, it had 2,000 rows" in str(lost["warnings"])


def test_content_that_becomes_noise_trips(changing: CommandLine, database: Address) -> None:
    backed_up(changing, 1)
    # Hexadecimal digits, half of them are air.
    wires = ("--tripwire", "noise_percent=45", "--tripwire", "least_rows=7")
    told = changing.json("target", "change", "lab", *wires)
    assert told["tripwires"] == {"noise_percent": 45, "least_rows": 7}
    changing.json("target", "change", "lab", "--tripwire", "least_rows=default")
    for wrong in ("noise_percent", "noise=1", "noise_percent=-1", "noise_percent=many"):
        assert changing("target", "change", "lab", "--tripwire", wrong).code == 2
    execute(database, ENCRYPTED)
    lost = changing.json("backup", "lab", code=1)
    assert [w["item"] for w in lost["warnings"]] == ["public.report"]
    assert "as if it had been encrypted" in str(lost["warnings"])


def test_ordinary_work_trips_nothing(changing: CommandLine, database: Address) -> None:
    backed_up(changing, 1)
    execute(database, "DELETE FROM patient WHERE id > 1500")
    execute(database, "UPDATE report SET body = body || ' still' WHERE id % 2 = 0")
    execute(database, "CREATE TABLE scratch AS SELECT 1 AS n")
    assert changing.json("backup", "lab")["grade"] == "ok"


def test_how_a_repository_stands(ready: CommandLine, tmp_path: Path) -> None:
    backed_up(ready, 1)
    shown = ready.json("repository", "show", "nas")
    assert (shown["snapshots"], shown["in_trash"], shown["held"]) == (1, 0, "")
    assert shown["bytes"] > 0
    assert shown["free"] > 0
    assert (shown["trend"], shown["enough_days"]) == ("too little data", None)
    text = ready.text("repository", "show", "nas")
    assert "no damage is known" in text
    assert "not enough measures yet" in text


def test_a_place_that_fills(ready: CommandLine, tmp_path: Path) -> None:
    from datetime import timedelta

    from desktop_app.engine.catalog.history import Measure
    from desktop_app.engine.jobs.rules import utc_now

    backed_up(ready, 1)
    shown = ready.json("repository", "show", "nas")
    step, now = shown["free"] // 20, utc_now()
    with closing(Catalog(tmp_path / "profile")) as catalog:
        for n in range(1, 20):
            used, free = max(0, shown["bytes"] - n * step), shown["free"] + n * step
            measure = Measure(now - timedelta(days=n), used, free)
            catalog.of().measures.add(shown["id"], measure)
    found = ready.json("repository", "show", "nas")
    assert found["trend"] == "growing"
    assert 15 <= found["enough_days"] <= 22
    assert found["space_warning"] is False
    assert ready("settings", "set", "space_warning_days", "30").code == 0
    warned = ready("repository", "show", "nas")
    assert (warned.code, "enough for" in warned.out) == (1, True)
    assert ready("settings", "set", "space_warning_days", "soon").code == 2
    assert "30 days" in ready.text("settings", "show")
    assert ready.json("settings", "set", "space_warning_days", "")["space_warning_days"] == 14
