"""Restores into servers: new, beside, in place of another, in part, interrupted, and refused."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from desktop_app.engine.errors import (
    Cancelled,
    ConnectionLost,
    NotSupported,
    RestoreInterrupted,
    TargetInUse,
    TargetNotEmpty,
)
from desktop_app.engine.model import Grade, Item, ItemKind
from desktop_app.engine.progress import Meter
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Interrupted, Way
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.restoring import moving
from desktop_app.engine.sources.mariadb.restoring.loading import MariaLoading
from desktop_app.engine.sources.mariadb.restoring.mark import unfinished_name
from desktop_app.engine.sources.mariadb.restoring.publication import Publication
from desktop_app.engine.sources.mariadb.restoring.server import Server
from desktop_app.engine.sources.mariadb.restoring.survey import free_disk
from tests.engine.sources.mariadb.material import load_dump, stock_dump
from tests.mariadb_servers import MariaServer, destination, source
from tests.snapshots import Kept, take

LABORATORY = (
    "CREATE TABLE flies (id INT PRIMARY KEY, name VARCHAR(20))",
    "INSERT INTO flies SELECT seq, CONCAT('fly ', seq) FROM seq_1_to_500",
    "CREATE TABLE seen (id INT PRIMARY KEY AUTO_INCREMENT, fly INT,"
    " CONSTRAINT of_fly FOREIGN KEY (fly) REFERENCES flies (id))",
    "INSERT INTO seen (fly) SELECT seq FROM seq_1_to_100",
    "CREATE TABLE notes (id INT PRIMARY KEY, t TEXT) ENGINE = MyISAM",
    "INSERT INTO notes VALUES (1, 'one')",
    "CREATE VIEW v AS SELECT f.name FROM flies f JOIN seen s ON s.fly = f.id",
    "CREATE TRIGGER t AFTER INSERT ON seen FOR EACH ROW SET @seen = NEW.id",
    "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 7",
    "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1",
)
OBJECTS = (
    "SELECT 'table', table_name FROM information_schema.tables WHERE table_schema = '{0}'"
    " UNION SELECT 'trigger', trigger_name FROM information_schema.triggers"
    " WHERE trigger_schema = '{0}' UNION SELECT 'routine', routine_name"
    " FROM information_schema.routines WHERE routine_schema = '{0}'"
    " UNION SELECT 'event', event_name FROM information_schema.events WHERE event_schema = '{0}'"
)
ALL = {
    *(("table", name) for name in ("flies", "seen", "notes", "v")),
    ("trigger", "t"),
    ("routine", "f"),
    ("event", "e"),
}


@pytest.fixture(scope="module")
def kept(mariadb: MariaServer) -> Kept:
    address = mariadb.create_database("laboratory")
    mariadb.run(*LABORATORY, database=address)
    return take(source(address))


@pytest.fixture
def place(mariadb: MariaServer) -> Iterator[Address]:
    """A database to restore into, which is not there yet."""
    before = mariadb.databases()
    yield mariadb.address.with_database("place")
    for name in mariadb.databases() - before:
        mariadb.drop_database(name)


def objects(server: MariaServer, database: str) -> set[tuple[str, str]]:
    return {(str(k), str(n)) for k, n in server.ask(OBJECTS.format(database))}


def assert_whole(server: MariaServer, kept: Kept, place: Address) -> None:
    """All is there, and nothing of LabVault's."""
    assert objects(server, place.database) == ALL
    again = {item.name: item.hash for item in take(source(place)).listed if item.rows is not None}
    assert again == {item.name: item.hash for item in kept.listed if item.rows is not None}
    assert unfinished_name(place.database) not in server.databases()


def test_a_new_database(mariadb: MariaServer, kept: Kept, place: Address) -> None:
    result = kept.restore(destination(place))
    assert (result.grade, result.place, result.kept) == (Grade.OK, "place", None)
    assert result.rows == 601
    assert_whole(mariadb, kept, place)


def test_an_empty_database_that_is_there(mariadb: MariaServer, kept: Kept, place: Address) -> None:
    mariadb.create_database("place")
    assert kept.restore(destination(place)).place == "place"
    assert_whole(mariadb, kept, place)


def test_a_database_that_holds_something_is_left_alone(
    mariadb: MariaServer, kept: Kept, place: Address
) -> None:
    mariadb.create_database("place")
    mariadb.run("CREATE TABLE mine (id INT)", database=place)
    examined = destination(place).examine(kept.order(), kept.read)
    assert [c.item for c in examined.conflicts] == ["place"]
    with pytest.raises(TargetNotEmpty) as refused:
        kept.restore(destination(place))
    assert "mine" in refused.value.holds
    assert objects(mariadb, "place") == {("table", "mine")}


@pytest.mark.parametrize("way", [Way.BESIDE, Way.OVER])
def test_a_way_of_files_moves_no_table_out(
    mariadb: MariaServer, kept: Kept, place: Address, way: Way
) -> None:
    mariadb.create_database("place")
    mariadb.run("CREATE TABLE mine (id INT)", database=place)
    first, second = destination(place).examine(kept.order(way=way), kept.read).conflicts
    assert (first.item, second.item) == (f"a restore {way} a database", "place")
    with pytest.raises(NotSupported):
        kept.restore(destination(place), RestoreOptions(way=way))
    assert objects(mariadb, "place") == {("table", "mine")}


def test_one_that_is_filled_at_the_last_moment_is_left_alone(
    mariadb: MariaServer, kept: Kept, place: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = MariaLoading.publish

    def late(self: MariaLoading) -> str:
        mariadb.create_database("place")
        mariadb.run("CREATE TABLE mine (id INT)", database=place)
        return publish(self)

    monkeypatch.setattr(MariaLoading, "publish", late)
    with pytest.raises(TargetNotEmpty):
        kept.restore(destination(place))
    assert objects(mariadb, "place") == {("table", "mine")}


def test_free_disk_is_not_told_of_another_computer(mariadb: MariaServer) -> None:
    class Elsewhere:
        address = Address("db", 3306, "u", "d")

        def ask(self, query: str) -> Sequence[tuple[Any, ...]]:
            ((folder,),) = mariadb.ask("SELECT @@datadir")
            return [(folder, "another computer")]

    assert free_disk(cast(Server, Elsewhere())) is None


def test_a_value_beyond_an_enumeration_comes_back_as_from_a_dump(mariadb: MariaServer) -> None:
    """Index 0, which a server without strict mode keeps for what is no member, is told as an empty
    text, in a dump as in our rows: it comes back as index 0, or as the empty text where that is a
    member itself."""
    own = mariadb.create_database()
    with mariadb.inside(own) as connection:
        connection.run("SET SESSION sql_mode = ''")
        connection.run("CREATE TABLE t (id INT PRIMARY KEY, e ENUM('a', 'b'), m ENUM('', 'x'))")
        connection.run("INSERT INTO t VALUES (1, 'no member', 'no member'), (2, 'b', '')")
    ours = own.with_database(f"{own.database}_ours")
    theirs = mariadb.create_database()
    asked = "SELECT id, e + 0, m + 0 FROM t ORDER BY id"
    try:
        take(source(own)).restore(destination(ours))
        load_dump(theirs, stock_dump(own))
        assert mariadb.ask(asked, own) == ((1, 0, 0), (2, 2, 1))
        assert mariadb.ask(asked, ours) == mariadb.ask(asked, theirs) == ((1, 0, 1), (2, 2, 1))
    finally:
        for database in (own, ours, theirs):
            mariadb.drop_database(database.database)


def test_a_look_changes_nothing(mariadb: MariaServer, kept: Kept, place: Address) -> None:
    before = mariadb.databases()
    examined = destination(place).examine(kept.order(way=Way.REPLACE), kept.read)
    assert (examined.conflicts, examined.exists, examined.kept) == ((), False, None)
    assert examined.needed_disk > sum(item.size for item in kept.listed)
    ((folder,),) = mariadb.ask("SELECT @@datadir")
    assert 0 < (examined.free_disk or 0) <= shutil.disk_usage(folder).total
    assert mariadb.databases() == before


def test_what_is_replaced_is_kept_whole_and_still(
    mariadb: MariaServer, kept: Kept, place: Address
) -> None:
    mariadb.create_database("place")
    mariadb.run(
        "CREATE TABLE flies (other INT PRIMARY KEY)",
        "INSERT INTO flies VALUES (9)",
        "CREATE TABLE mine (o INT, CONSTRAINT own FOREIGN KEY (o) REFERENCES flies (other))",
        "INSERT INTO mine VALUES (9)",
        "CREATE VIEW v AS SELECT * FROM mine",
        "CREATE TRIGGER t2 BEFORE INSERT ON mine FOR EACH ROW SET @x = 1",
        "CREATE EVENT e2 ON SCHEDULE EVERY 1 YEAR DO SELECT 1",
        database=place,
    )
    options = RestoreOptions(way=Way.REPLACE)
    examined = destination(place).examine(kept.order(way=Way.REPLACE), kept.read)
    assert examined.conflicts == ()
    assert str(examined.kept).startswith("place_before_")
    result = kept.restore(destination(place), options)
    assert_whole(mariadb, kept, place)
    assert result.kept is not None
    old = place.with_database(result.kept)
    assert objects(mariadb, result.kept) == {
        *(("table", name) for name in ("flies", "mine", "v")),
        ("trigger", "t2"),
        ("event", "e2"),
    }
    assert mariadb.ask("SELECT o FROM v", old) == ((9,),)
    query = f"SELECT status FROM information_schema.events WHERE event_schema = '{result.kept}'"
    assert mariadb.ask(query) == (("SLAVESIDE_DISABLED",),), "it is known that it was not before"


def test_some_tables_come_with_what_belongs_to_them(
    mariadb: MariaServer, kept: Kept, place: Address
) -> None:
    result = kept.restore(destination(place), RestoreOptions(only=("seen", "no*")))
    assert objects(mariadb, "place") == {
        ("table", "seen"),
        ("table", "notes"),
        ("trigger", "t"),
        ("routine", "f"),
    }
    told = {remark.item: remark.what for remark in result.remarks}
    assert told["seen"].startswith("foreign key of_fly left out")
    assert told["v"].startswith("view left out")
    assert result.rows == 101
    assert mariadb.ask("SELECT count(*) FROM seen", place) == ((100,),)


def test_it_stays_unfinished_when_something_is_not_equal(
    mariadb: MariaServer, kept: Kept, place: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = MariaLoading.load

    def wrongly(self: MariaLoading, item: Item, pieces: Iterable[bytes]) -> None:
        load(self, item, (piece.replace(b"fly 77\n", b"fly 78\n") for piece in pieces))

    monkeypatch.setattr(MariaLoading, "load", wrongly)
    result = kept.restore(destination(place))
    assert (result.grade, result.place) == (Grade.FAILED, "")
    assert [problem.item for problem in result.problems] == ["flies"]
    assert "place" not in mariadb.databases()


@pytest.mark.parametrize("interrupted", [Interrupted.RESUME, Interrupted.CLEAN_UP])
@pytest.mark.parametrize("at", ["loading", "before publishing", "moving", "moved"])
def test_an_interrupted_one_is_gone_on_with_or_begun_afresh(
    mariadb: MariaServer,
    kept: Kept,
    place: Address,
    monkeypatch: pytest.MonkeyPatch,
    at: str,
    interrupted: Interrupted,
) -> None:
    """Whenever LabVault or the server died, what was there is there, and it comes to a good end."""
    mariadb.create_database("place")
    mariadb.run("CREATE TABLE mine (id INT)", "INSERT INTO mine VALUES (1)", database=place)
    mariadb.run("CREATE VIEW w AS SELECT * FROM mine", database=place)
    with monkeypatch.context() as patch:
        lose(patch, at)
        with pytest.raises(ConnectionLost):
            kept.restore(destination(place), RestoreOptions(way=Way.REPLACE))
    assert unfinished_name("place") in mariadb.databases()
    with pytest.raises(RestoreInterrupted):
        kept.restore(destination(place), RestoreOptions(way=Way.REPLACE))
    again = RestoreOptions(way=Way.REPLACE, interrupted=interrupted)
    result = kept.restore(destination(place), again)
    assert result.kept is not None
    assert_whole(mariadb, kept, place)
    assert objects(mariadb, result.kept) == {("table", "mine"), ("table", "w")}
    assert mariadb.ask("SELECT id FROM w", place.with_database(result.kept)) == ((1,),)


def lose(patch: pytest.MonkeyPatch, at: str) -> None:
    """The server is lost at this point of a restore."""

    def lost(*_: object) -> None:
        raise ConnectionLost("there", "it is gone")

    if at == "loading":
        load = MariaLoading.load

        def some(self: MariaLoading, item: Item, pieces: Iterable[bytes]) -> None:
            load(self, item, pieces)
            if item.name == "seen":
                lost()

        patch.setattr(MariaLoading, "load", some)
    elif at == "before publishing":
        patch.setattr(MariaLoading, "publish", lost)
    elif at == "moving":
        rename = Publication._rename

        def renamed(self: Publication) -> None:
            rename(self)
            lost()

        patch.setattr(Publication, "_rename", renamed)
    else:
        patch.setattr(Publication, "_finish", lost)


def test_what_was_compared_is_not_loaded_again(
    mariadb: MariaServer, kept: Kept, place: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        lose(patch, "before publishing")
        with pytest.raises(ConnectionLost):
            kept.restore(destination(place))
    loaded = []
    load = MariaLoading.load

    def noting(self: MariaLoading, item: Item, pieces: Iterable[bytes]) -> None:
        loaded.append(item.name)
        load(self, item, pieces)

    monkeypatch.setattr(MariaLoading, "load", noting)
    kept.restore(destination(place), RestoreOptions(interrupted=Interrupted.RESUME))
    assert loaded == []
    assert_whole(mariadb, kept, place)


def test_somebody_elses_database_of_the_unfinished_name_is_left_alone(
    mariadb: MariaServer, kept: Kept, place: Address
) -> None:
    theirs = mariadb.create_database(unfinished_name("place"))
    mariadb.run("CREATE TABLE mine (id INT)", database=theirs)
    with pytest.raises(TargetNotEmpty):
        kept.restore(destination(place), RestoreOptions(interrupted=Interrupted.CLEAN_UP))
    assert objects(mariadb, theirs.database) == {("table", "mine")}


@pytest.mark.parametrize("disconnect", [False, True])
def test_who_works_with_the_old_tables_is_waited_for_or_sent_away(
    mariadb: MariaServer,
    kept: Kept,
    place: Address,
    monkeypatch: pytest.MonkeyPatch,
    disconnect: bool,
) -> None:
    monkeypatch.setattr(moving, "PATIENCE", 0)
    mariadb.create_database("place")
    mariadb.run("CREATE TABLE mine (id INT)", "CREATE VIEW w AS SELECT 1", database=place)
    options = RestoreOptions(way=Way.REPLACE, disconnect=disconnect)
    with mariadb.inside(place) as other:
        other.run("START TRANSACTION")
        other.run("SELECT * FROM mine")
        if disconnect:
            kept.restore(destination(place), options)
            assert_whole(mariadb, kept, place)
            return
        with pytest.raises(TargetInUse):
            kept.restore(destination(place), options)
    assert objects(mariadb, "place") == {("table", "mine"), ("table", "w")}
    options = replace(options, interrupted=Interrupted.RESUME)
    # The server may notice only now that the other has gone.
    monkeypatch.setattr(moving, "PATIENCE", 60)
    kept.restore(destination(place), options)
    assert_whole(mariadb, kept, place)


def test_cancelling_while_rows_are_loaded_ends_at_once(
    mariadb: MariaServer, kept: Kept, place: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    meter, load = Meter(), MariaLoading.load
    since = []

    def endless(pieces: Iterable[bytes]) -> Iterator[bytes]:
        yield from pieces
        since.append(time.monotonic())
        threading.Thread(target=meter.cancel.cancel).start()
        while True:
            yield b"7\tx\n" * 1000

    def loading(self: MariaLoading, item: Item, pieces: Iterable[bytes]) -> None:
        load(self, item, endless(pieces) if item.name == "flies" else pieces)

    monkeypatch.setattr(MariaLoading, "load", loading)
    with pytest.raises(Cancelled):
        kept.restore(destination(place), progress=meter)
    assert time.monotonic() - since[0] < 2
    assert "place" not in mariadb.databases()


def test_users_that_are_missing_are_listed_and_made(
    mariadb: MariaServer, place: Address, maria_database: Address
) -> None:
    name = maria_database.database
    mariadb.run("CREATE TABLE t (id INT)", database=maria_database)
    user = mariadb.create_user(f"SELECT ON `{name}`.*", "PROCESS ON *.*", name="missing")
    mariadb.run(
        "CREATE ROLE readers",
        f"GRANT INSERT ON `{name}`.t TO readers",
        "GRANT readers TO missing@localhost",
        f"GRANT SELECT ON `{name}`.* TO missing@localhost",
    )
    mariadb.run("CREATE DEFINER = missing@localhost VIEW v AS SELECT 1", database=maria_database)
    kept = take(source(maria_database))
    mariadb.run(f"DROP USER {user}@localhost", "DROP ROLE readers")
    examined = destination(place).examine(kept.order(), kept.read)
    assert examined.missing_roles == ("missing@localhost", "readers")
    told = [r.item for r in kept.restore(destination(place)).remarks]
    assert "user missing@localhost" in told
    mariadb.drop_database("place")
    result = kept.restore(destination(place), RestoreOptions(create_roles=True))
    assert [r.what for r in result.remarks] == ["its rights on the whole server were not given"]
    grants = {row[0] for row in mariadb.ask("SHOW GRANTS FOR missing@localhost")}
    assert "GRANT SELECT ON `place`.* TO `missing`@`localhost`" in grants
    assert any("`readers`" in grant for grant in grants)
    assert mariadb.ask("SHOW GRANTS FOR readers")[1][0].startswith("GRANT INSERT ON `place`.`t`")
    in_use = replace(place, user="missing")
    assert take(source(in_use, "node")).item("t").rows == 0
    mariadb.run("DROP USER missing@localhost", "DROP ROLE readers")


def test_a_user_without_the_right_to_give_things_away(
    mariadb: MariaServer, kept: Kept, place: Address
) -> None:
    user = mariadb.create_user("ALL ON `place%`.*", "CREATE ON *.*")
    result = kept.restore(destination(replace(place, user=user), "node"))
    assert result.place == "place"
    told = {remark.item: remark.what for remark in result.remarks}
    assert "belongs to" in told["v"]
    assert "belongs to" in told["f"]
    assert mariadb.ask("SELECT count(*) FROM v", place) == ((100,),)


def test_a_server_that_takes_no_rows_is_told_before(
    mariadb: MariaServer, kept: Kept, place: Address
) -> None:
    mariadb.run("SET GLOBAL local_infile = OFF")
    try:
        examined = destination(place).examine(kept.order(), kept.read)
        assert "local_infile" in examined.conflicts[0].what
        with pytest.raises(NotSupported):
            kept.restore(destination(place))
    finally:
        mariadb.run("SET GLOBAL local_infile = ON")
    assert "place" not in mariadb.databases()


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"server": "MySQL"}, "a MariaDB server"),
        ({"server_version": "99.1.0"}, "MariaDB 10.11"),
    ],
)
def test_a_snapshot_of_another_server_is_refused(
    kept: Kept, place: Address, facts: dict[str, str], what: str
) -> None:
    snapshot = replace(kept.snapshot, facts={**kept.snapshot.facts, **facts})
    examined = destination(place).examine(kept.order(snapshot=snapshot), kept.read)
    assert [conflict.item for conflict in examined.conflicts] == [what]


def test_a_server_that_asks_for_a_file_gets_none(
    mariadb: MariaServer, kept: Kept, place: Address
) -> None:
    """Whatever name a server asks for: it is told rows, and no file is opened."""
    mariadb.create_database("place")
    mariadb.run("CREATE TABLE t (x TEXT)", database=place)
    with mariadb.inside(place) as connection:
        statement = "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t"
        connection.feed(statement, [b"fed\n"])
        assert connection.rows("SELECT x FROM t") == (("fed",),)


def test_items_that_are_not_of_rows_are_no_contents(kept: Kept, place: Address) -> None:
    contents = destination(place).contents(kept.listed)
    assert {item.kind for item in contents} == {ItemKind.ROWS}
