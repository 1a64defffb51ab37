"""SQL text cut into statements and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.sources.postgres.archives.statements import split
from desktop_app.engine.sources.postgres.restoring.roles import Roles


def words(text: str) -> list[list[str]]:
    return [[word.value for word in statement.words] for statement in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT 1;", [["SELECT", "1"]]),
        ("-- a;\nSET a = 'x;y';", [["SET", "a", "=", "'x;y'"]]),
        ("\\restrict abc;\nDROP ROLE a;", [["DROP", "ROLE", "a"]]),
        ('DROP ROLE "a;""b";', [["DROP", "ROLE", 'a;"b']]),
        (r"SET a TO E'it\'s;\\';", [["SET", "a", "TO", r"E'it\'s;\\'"]]),
        ("DO $x$ ; $$ ; $x$;", [["DO", "$x$ ; $$ ; $x$"]]),
        ("GRANT a TO b; GRANT c TO d;", [["GRANT", "a", "TO", "b"], ["GRANT", "c", "TO", "d"]]),
        ("no end", []),
        ("", []),
    ],
)
def test_statements_are_cut_where_they_end(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


def test_a_quoted_keyword_is_a_name() -> None:
    (statement,) = split('GRANT SELECT ON t TO "PUBLIC";')
    assert not statement.words[-1].plain
    assert statement.begins("GRANT")
    assert statement.last("TO") == 4
    assert statement.last("PUBLIC") is None


@given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1), max_size=5))
def test_any_names_and_strings_come_through(names: list[str]) -> None:
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    strings = ["'" + name.replace("'", "''") + "'" for name in names]
    text = "".join(f"COMMENT ON ROLE {q} IS {s};\n" for q, s in zip(quoted, strings, strict=True))
    found = list(split(text))
    assert [statement.words[3].value for statement in found] == names
    assert [statement.words[5].value for statement in found] == strings
    assert "\n".join([*(statement.text for statement in found), ""]) == text


GLOBALS = """
\\restrict x
SET standard_conforming_strings = on;
CREATE ROLE alice;
ALTER ROLE alice WITH LOGIN PASSWORD 'SCRAM-SHA-256$4096:a;b';
CREATE ROLE staff;
CREATE ROLE head;
ALTER ROLE alice SET work_mem TO '8MB';
ALTER ROLE alice IN DATABASE lab SET work_mem TO '9MB';
COMMENT ON ROLE alice IS 'line;
-- two';
GRANT staff TO alice WITH ADMIN OPTION, INHERIT FALSE, SET TRUE GRANTED BY postgres;
GRANT head TO staff WITH INHERIT TRUE GRANTED BY postgres;
GRANT alice TO present WITH INHERIT TRUE GRANTED BY postgres;
GRANT ALL ON PARAMETER work_mem TO alice;
CREATE TABLESPACE fast OWNER alice LOCATION '/fast';
GRANT ALL ON TABLESPACE fast TO alice;
"""


def made(wanted: set[str], present: set[str], major: int) -> list[str]:
    statements = Roles(GLOBALS).statements(wanted, present, major)
    return [statement.as_string(None) for statement in statements]


def test_missing_roles_come_with_their_groups() -> None:
    roles = Roles(GLOBALS)
    assert roles.missing({"alice", "present"}, {"present"}) == ("alice", "head", "staff")
    assert roles.missing({"alice"}, {"staff"}) == ("alice",)
    assert roles.missing({"alice"}, {"alice"}) == ()
    assert roles.missing({"stranger"}, set()) == ("stranger",)
    assert roles.known() == {"alice", "staff", "head"}


def test_only_what_concerns_the_wanted_roles_is_made() -> None:
    """Nothing of it gives a role that is there already any right."""
    assert made({"alice"}, {"present", "staff"}, 17) == [
        "CREATE ROLE alice;",
        "ALTER ROLE alice WITH LOGIN PASSWORD 'SCRAM-SHA-256$4096:a;b';",
        "ALTER ROLE alice SET work_mem TO '8MB';",
        "COMMENT ON ROLE alice IS 'line;\n-- two';",
        'GRANT "staff" TO "alice" WITH ADMIN OPTION, INHERIT FALSE, SET TRUE',
        "GRANT ALL ON PARAMETER work_mem TO alice;",
    ]


def test_older_servers_get_the_grants_they_know() -> None:
    assert made({"alice", "staff"}, {"head"}, 14)[-2:] == [
        'GRANT "staff" TO "alice" WITH ADMIN OPTION',
        'GRANT "head" TO "staff"',
    ]


def test_a_group_that_is_nowhere_is_passed_over() -> None:
    assert not [s for s in made({"alice"}, set(), 14) if s.startswith("GRANT")]
