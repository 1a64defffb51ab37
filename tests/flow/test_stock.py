"""The measure itself: stock tools bring the zoo back without a differing line."""

from __future__ import annotations

from pathlib import Path

from tests.flow.conftest import Zoo
from tests.flow.stock import Tools, assert_equal

# What is in it looks different after any restore.
BUT = "--exclude-schema=moving"


def test_stock_tools_of_17_are_a_fixed_point_on_17(zoo17: Zoo) -> None:
    assert_fixed_point(zoo17, zoo17.tools)


def test_stock_tools_of_17_are_a_fixed_point_on_15(zoo15: Zoo) -> None:
    assert_fixed_point(zoo15, zoo15.tools)


def test_stock_tools_of_15_are_a_fixed_point_on_15(zoo15: Zoo, debian_15: Path) -> None:
    assert_fixed_point(zoo15, Tools(debian_15))


def assert_fixed_point(zoo: Zoo, tools: Tools) -> None:
    copy = zoo.server.create_database()
    tools.copy(zoo.original, copy)
    tools.copy_properties(zoo.original, copy)
    assert_equal(tools.dump(zoo.original, BUT), tools.dump(copy, BUT))
