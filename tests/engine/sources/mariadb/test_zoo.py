"""All that MariaDB can hold comes back as it was: by our own comparison, by what the server's own
dump program writes, and by the server's checksums."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.engine.contents.preview import unescape
from desktop_app.engine.kinds.mariadb import check_item
from desktop_app.engine.model import Grade, ItemKind
from desktop_app.engine.restore import RestoreResult
from desktop_app.engine.sources.mariadb.address import Address
from tests.engine.sources.mariadb.material import checksums, stock_dump
from tests.mariadb_servers import MariaServer, destination, source
from tests.snapshots import Kept, take


@pytest.fixture(scope="module")
def copy(mariadb: MariaServer) -> Iterator[Address]:
    yield mariadb.address.with_database("zoo_copy")
    mariadb.drop_database("zoo_copy")


@pytest.fixture(scope="module")
def restored(kept_zoo: Kept, copy: Address) -> RestoreResult:
    return kept_zoo.restore(destination(copy))


def test_it_is_restored_without_a_remark(restored: RestoreResult, kept_zoo: Kept) -> None:
    assert restored.problems == ()
    assert restored.remarks == ()
    assert restored.grade is Grade.OK
    assert restored.rows == sum(item.rows or 0 for item in kept_zoo.listed)


def test_stock_tools_find_no_difference(
    restored: RestoreResult, zoo: Address, copy: Address
) -> None:
    assert stock_dump(copy) == stock_dump(zoo)
    # This option has the program tell what the versioned tables were before.
    assert stock_dump(copy, "--dump-history") == stock_dump(zoo, "--dump-history")


def test_the_servers_checksums_agree(
    restored: RestoreResult, mariadb: MariaServer, zoo: Address, copy: Address
) -> None:
    # A row of a table without columns of its own has nothing to sum, and a sum tells no order.
    assert checksums(mariadb, copy) == checksums(mariadb, zoo)


def test_another_snapshot_of_either_is_the_same(
    restored: RestoreResult, kept_zoo: Kept, zoo: Address, copy: Address
) -> None:
    for address in (zoo, copy):
        again = {(i.kind, i.name): i.hash for i in take(source(address)).listed}
        for item in kept_zoo.listed:
            if item.kind is ItemKind.ROWS:
                assert again[item.kind, item.name] == item.hash, item.name


def test_what_items_mean_is_sound(kept_zoo: Kept) -> None:
    for item in kept_zoo.listed:
        assert check_item(item, iter(kept_zoo.read(item))) == "", item.name


def test_triggers_and_events_work_afterwards_and_did_not_before(
    restored: RestoreResult, mariadb: MariaServer, copy: Address
) -> None:
    assert mariadb.ask("SELECT count(*) FROM journal", copy) == ((0,),)
    mariadb.run("INSERT INTO parent VALUES (3, 'three')", database=copy)
    assert mariadb.ask("SELECT what FROM journal", copy) == (("new; three",),)
    mariadb.run("DELETE FROM parent WHERE id = 3", "TRUNCATE journal", database=copy)
    assert mariadb.ask("SELECT plain_backslash()", copy) == (("one \\",),)
    assert mariadb.ask("SELECT count(*) FROM a_second", copy) == ((2,),)


def test_ids_go_on_where_they_were(
    restored: RestoreResult, mariadb: MariaServer, copy: Address
) -> None:
    mariadb.run("INSERT INTO made (a) VALUES (3)", database=copy)
    assert mariadb.ask("SELECT max(id) FROM made", copy) == ((4711,),)
    mariadb.run("DELETE FROM made WHERE id = 4711", database=copy)


def test_text_can_be_read_in_a_preview(kept_zoo: Kept) -> None:
    item = kept_zoo.item("latin")
    first = b"".join(kept_zoo.read(item)).split(b"\n")[0].decode()
    assert [unescape(field) for field in first.split("\t")] == ["1", "é€ÿ", "tab\t", "ö"]


def test_rows_come_in_the_order_of_their_key(kept_zoo: Kept) -> None:
    def ids(name: str) -> list[bytes]:
        lines = b"".join(kept_zoo.read(kept_zoo.item(name))).splitlines()
        return [line.split(b"\t")[0] for line in lines]

    assert ids("my_isam") == [b"1", b"2", b"3"]
    assert ids("by_unique") == [b"b", b"z", b"a"]
    assert ids("parts") == [str(n).encode() for n in range(1, 301)]
