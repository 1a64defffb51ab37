"""Restores into servers that are taken back, and what they replaced let go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from pymysql.err import IntegrityError

from desktop_app.engine.errors import ConnectionLost, ServerRefused, TargetInUse, UnknownName
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Way
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.restoring import moving, undoing
from tests.mariadb_servers import MariaServer, destination, source
from tests.snapshots import Kept, take

REPLACE = RestoreOptions(way=Way.REPLACE)
UNDOING = undoing.__name__
SNAPSHOT = (
    "CREATE TABLE flies (id INT PRIMARY KEY, name VARCHAR(20))",
    "INSERT INTO flies SELECT seq, CONCAT('fly ', seq) FROM seq_1_to_500",
    "CREATE VIEW newer AS SELECT id FROM flies WHERE id > 400",
    "CREATE EVENT tick ON SCHEDULE EVERY 1 YEAR DO SELECT 1",
)
OLD = (
    "CREATE TABLE flies (id INT PRIMARY KEY, weight DOUBLE)",
    "INSERT INTO flies SELECT seq, seq / 7 FROM seq_1_to_20",
    "CREATE TABLE seen (fly INT, CONSTRAINT of_fly FOREIGN KEY (fly) REFERENCES flies (id))",
    "INSERT INTO seen SELECT seq FROM seq_1_to_9",
    "CREATE SEQUENCE numbers START WITH 41",
    "CREATE VIEW heavy AS SELECT id FROM flies WHERE weight > 1",
    "CREATE TRIGGER counted AFTER INSERT ON seen FOR EACH ROW SET @seen = NEW.fly",
    "CREATE FUNCTION seven() RETURNS INT DETERMINISTIC RETURN 7",
    "CREATE EVENT awake ON SCHEDULE EVERY 1 YEAR DO SELECT 1",
    "CREATE EVENT asleep ON SCHEDULE EVERY 1 YEAR DISABLE DO SELECT 1",
)
EVENTS = "SELECT event_name, status FROM information_schema.events WHERE event_schema = DATABASE()"


@dataclass
class Replaced:
    """``live`` holds the snapshot, ``kept`` is what was there before."""

    server: MariaServer
    live: Address
    kept: str

    def told(self, name: str = "") -> dict[str, object]:
        """What a database holds, as programs see it."""
        where = self.live.with_database(name or self.live.database)
        ask = self.server.ask
        tables = {str(row[0]) for row in ask("SHOW TABLES", where)}
        return {
            "tables": tables,
            "flies": ask("SELECT count(*) FROM flies", where)[0][0],
            "triggers": len(ask("SHOW TRIGGERS", where)),
            "events": dict(ask(EVENTS, where)),
            "collation": ask("SELECT @@collation_database", where)[0][0],
        }


@pytest.fixture(scope="module")
def snapshot(mariadb: MariaServer) -> Kept:
    address = mariadb.create_database("flies_2026")
    mariadb.run(*SNAPSHOT, database=address)
    return take(source(address))


@pytest.fixture
def replaced(mariadb: MariaServer, snapshot: Kept) -> Iterator[Replaced]:
    before = mariadb.databases()
    live = mariadb.create_database("live", "COLLATE latin1_swedish_ci")
    mariadb.run(*OLD, database=live)
    result = snapshot.restore(destination(live), REPLACE)
    assert result.kept
    yield Replaced(mariadb, live, result.kept)
    for name in mariadb.databases() - before:
        mariadb.drop_database(name)


NEW_STATE = {
    "tables": {"flies", "newer"},
    "flies": 500,
    "triggers": 0,
    "events": {"tick": "ENABLED"},
}
OLD_STATE = {
    "tables": {"flies", "seen", "numbers", "heavy"},
    "flies": 20,
    "triggers": 1,
    "events": {"awake": "ENABLED", "asleep": "DISABLED"},
}


def test_a_restore_is_taken_back_and_that_again(replaced: Replaced) -> None:
    place, server = destination(replaced.live), replaced.server
    (kept,) = place.kept()
    assert kept.name == replaced.kept
    assert kept.size
    assert abs((datetime.now(UTC) - kept.replaced).total_seconds()) < 100
    aside = place.swap_back(replaced.kept, disconnect=False)
    assert OLD_STATE.items() <= replaced.told().items()
    assert replaced.told()["collation"] == "latin1_swedish_ci"
    assert server.ask("SELECT seven(), NEXTVAL(numbers), count(*) FROM heavy", replaced.live) == (
        (7, 41, 13),
    )
    with pytest.raises(IntegrityError):  # the key holds here, and means the table of here
        server.run("INSERT INTO seen VALUES (99)", database=replaced.live)
    still = replaced.told(aside)
    assert (NEW_STATE | {"events": {"tick": "SLAVESIDE_DISABLED"}}).items() <= still.items()
    assert replaced.kept not in server.databases()
    assert [each.name for each in place.kept()] == [aside]

    again = place.swap_back(aside, disconnect=False)
    assert NEW_STATE.items() <= replaced.told().items()
    assert [each.name for each in place.kept()] == [again]
    place.drop_kept(again, disconnect=False)
    assert not place.kept()
    assert again not in server.databases()


def test_a_live_database_that_is_lost_comes_back(replaced: Replaced) -> None:
    replaced.server.drop_database("live")
    assert destination(replaced.live).swap_back(replaced.kept, disconnect=False) == ""
    assert OLD_STATE.items() <= replaced.told().items()
    assert not destination(replaced.live).kept()
    assert not [name for name in replaced.server.databases() if "_before_" in name]


def test_who_uses_it_is_waited_for_or_sent_away(
    replaced: Replaced, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{moving.__name__}.PATIENCE", 1)
    place, server = destination(replaced.live), replaced.server
    before = server.databases()
    with server.inside(replaced.live) as other:
        other.query("START TRANSACTION")
        other.query("SELECT * FROM flies")
        with pytest.raises(TargetInUse) as fault:
            place.swap_back(replaced.kept, disconnect=False)
        assert fault.value.sessions == 1
        assert server.databases() == before
        assert NEW_STATE.items() <= replaced.told().items()
        place.swap_back(replaced.kept, disconnect=True)
    assert OLD_STATE.items() <= replaced.told().items()


def test_what_is_kept_and_used_is_not_dropped(replaced: Replaced) -> None:
    place, server = destination(replaced.live), replaced.server
    with server.inside(replaced.live.with_database(replaced.kept)):
        with pytest.raises(TargetInUse):
            place.drop_kept(replaced.kept, disconnect=False)
        assert replaced.kept in server.databases()
        place.drop_kept(replaced.kept, disconnect=True)
    assert replaced.kept not in server.databases()


def test_what_was_restored_beside_is_let_go(replaced: Replaced) -> None:
    place, server = destination(replaced.live), replaced.server
    with server.inside(replaced.live):
        with pytest.raises(TargetInUse):
            place.drop_restored(disconnect=False)
        place.drop_restored(disconnect=True)
    assert "live" not in server.databases()
    with pytest.raises(UnknownName):
        place.drop_restored(disconnect=False)


@pytest.mark.parametrize("at", ["_move", "_finish", "wake"])
def test_what_was_cut_off_is_brought_to_its_end(
    replaced: Replaced, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    place, server = destination(replaced.live), replaced.server

    def cut(*_arguments: object, **_options: object) -> None:
        raise ConnectionLost("the server", "the cable was pulled")

    with monkeypatch.context() as patch:
        patch.setattr(f"{UNDOING}.{at}", cut)
        with pytest.raises(ConnectionLost):
            place.swap_back(replaced.kept, disconnect=False)
    assert server.databases() >= {"live"}
    aside = place.swap_back(replaced.kept, disconnect=False)
    assert OLD_STATE.items() <= replaced.told().items()
    assert NEW_STATE["tables"] == replaced.told(aside)["tables"]
    assert [each.name for each in place.kept()] == [aside]


def test_half_of_the_tables_moved_is_gone_on_with(
    replaced: Replaced, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a server leaves it that dies between two tables of the statement."""
    place, server = destination(replaced.live), replaced.server

    def half(given: object, swap: undoing._Swap, *, disconnect: bool) -> None:
        server.run(
            "SET foreign_key_checks = 0",
            "DROP VIEW live.newer",
            f"RENAME TABLE live.flies TO {swap.aside}.flies",
        )
        raise ConnectionLost("the server", "it died")

    with monkeypatch.context() as patch:
        patch.setattr(f"{UNDOING}._move", half)
        with pytest.raises(ConnectionLost):
            place.swap_back(replaced.kept, disconnect=False)
    aside = place.swap_back(replaced.kept, disconnect=False)
    assert OLD_STATE.items() <= replaced.told().items()
    assert replaced.told(aside)["flies"] == 500


def test_no_other_database_is_swapped_or_dropped(replaced: Replaced) -> None:
    place, server = destination(replaced.live), replaced.server
    others = ("live_before_lunch", "my_live_before_20260102_030405", "live_2")
    for name in others:
        server.create_database(name)
    for name in (*others, "mysql", "live", "flies_2026", "no such", ""):
        with pytest.raises(UnknownName):
            place.swap_back(name, disconnect=True)
        with pytest.raises(UnknownName):
            place.drop_kept(name, disconnect=True)
    assert server.databases() >= {*others, "live", "flies_2026", replaced.kept}


def test_what_the_server_will_not_make_again_is_told(replaced: Replaced) -> None:
    """All else is done; a view of a table elsewhere that is gone cannot be made."""
    server = replaced.server
    server.create_database("elsewhere")
    server.run(
        "CREATE TABLE elsewhere.t (a INT)", "CREATE VIEW live.far AS SELECT 1 FROM elsewhere.t"
    )
    result = destination(replaced.live).swap_back(replaced.kept, disconnect=False)
    server.drop_database("elsewhere")
    with pytest.raises(ServerRefused) as fault:
        destination(replaced.live).swap_back(result, disconnect=False)
    assert "far" in fault.value.reason
    assert replaced.told()["flies"] == 500
    assert len(destination(replaced.live).kept()) == 1
