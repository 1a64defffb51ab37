"""Dumps of definitions, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.model import ItemKind
from desktop_app.engine.sources.mariadb.definitions import (
    Making,
    is_whole,
    read_statement,
    split,
    statements,
    without_definer,
)
from tests.snapshots import Kept

PIECES = st.sampled_from(
    [
        b"SELECT 1",
        b" 'a;b\\'c' ",
        b' "x;;y""z" ',
        b" `odd;``name` ",
        b"/* ; ;; ' */",
        b"-- it's ;;\n",
        b"# ' ;\n",
        b"/*!50003 CREATE*/",
        b"+",
        b"\n",
        b"'\\\\'",
    ]
)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=6).map(b" x ".join), max_size=5))
def test_statements_are_found_whatever_is_quoted_in_them(texts: list[bytes]) -> None:
    for before, delimiter, after in ((b"", b";", b""), (b"DELIMITER ;;\n", b";;", b"DELIMITER ;")):
        dump = before + b"".join(b"x" + text + b"\n" + delimiter + b"\n" for text in texts) + after
        assert list(split(dump)) == [(b"x" + text).strip() for text in texts]


@given(st.binary(max_size=200))
def test_any_bytes_can_be_looked_at(dump: bytes) -> None:
    for statement in statements(dump):
        assert statement.text in dump


def test_a_backslash_is_plain_where_the_mode_says_so() -> None:
    dump = (
        b"SET sql_mode = 'NO_BACKSLASH_ESCAPES' ;\nSELECT 'one \\';\nSET sql_mode = '';\nSELECT 2;"
    )
    assert [text for text in split(dump) if b"SELECT" in text] == [b"SELECT 'one \\'", b"SELECT 2"]


@pytest.mark.parametrize(
    ("text", "making", "name", "table", "definer"),
    [
        (b"CREATE TABLE `a``b` (id INT)", Making.TABLE, "a`b", "", ""),
        (b"CREATE SEQUENCE `s` start with 1", Making.SEQUENCE, "s", "", ""),
        (b"DO SETVAL(`s`, 7, 0)", Making.SEQUENCE, "s", "", ""),
        (
            b"/*!50003 CREATE*/ /*!50017 DEFINER=`a b`@`%`*/ /*!50003 trigger t before insert on\n"
            b"`odd t` for each row set @x = 1 */",
            Making.TRIGGER,
            "t",
            "odd t",
            "`a b`@`%`",
        ),
        (
            b"/*!50001 CREATE ALGORITHM=MERGE */\n"
            b"/*!50013 DEFINER=`r`@`h` SQL SECURITY INVOKER */\n"
            b"/*!50001 VIEW `v` AS select 1 */",
            Making.VIEW,
            "v",
            "",
            "`r`@`h`",
        ),
        (
            b"CREATE DEFINER=`boss` AGGREGATE FUNCTION `f`() RETURNS int",
            Making.FUNCTION,
            "f",
            "",
            "`boss`",
        ),
        (b"CREATE DEFINER=`a`@`b` PACKAGE BODY `p` AS", Making.PACKAGE, "p", "", "`a`@`b`"),
        (
            b"/*!50106 CREATE*/ /*!50106 EVENT IF NOT EXISTS `e` ON SCHEDULE",
            Making.EVENT,
            "e",
            "",
            "",
        ),
        (b"SET @saved = 'CREATE TABLE x'", None, "", "", ""),
    ],
)
def test_what_a_statement_makes(
    text: bytes, making: Making | None, name: str, table: str, definer: str
) -> None:
    made = read_statement(text)
    assert (made.making, made.name, made.table, made.definer) == (making, name, table, definer)
    assert not made.drops


def test_what_a_statement_drops() -> None:
    dropped = read_statement(b"/*!50032 DROP TRIGGER IF EXISTS `t` */")
    assert (dropped.making, dropped.name, dropped.drops) == (Making.TRIGGER, "t", True)


def test_a_definer_is_taken_out_of_a_trigger_too() -> None:
    text = b"/*!50003 CREATE*/ /*!50017 DEFINER=`a b`@`%`*/ /*!50003 TRIGGER t BEFORE */"
    assert read_statement(without_definer(text)).definer == ""
    assert b"TRIGGER t" in without_definer(text)


def test_a_dump_of_the_zoo_names_all_that_is_in_it(kept_zoo: Kept) -> None:
    dump = kept_zoo.contents[ItemKind.SCHEMA, "schema"]
    made = [s for s in statements(dump) if s.making is not None and not s.drops]
    names = {(str(s.making), s.name) for s in made}
    tables = {("table", item.name) for item in kept_zoo.listed if item.kind is ItemKind.ROWS}
    assert tables < names
    assert {
        ("sequence", "counter"),
        ("trigger", "noted_too"),
        ("procedure", "much"),
        ("function", "plain_backslash"),
        ("view", "a_second"),
        ("event", "nightly"),
    } < names
    assert is_whole(dump)
    assert not is_whole(dump[: len(dump) // 2])
