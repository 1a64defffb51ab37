"""Passwords out of option files and into them, as the server's own programs understand these."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.option_file import option_file, password_at_hand
from desktop_app.engine.sources.mariadb.tool_run import run_tool

ADDRESS = Address("h", 7, "u", "d")
# What passwords are made of, and what option files make something of.
PASSWORDS = st.text(st.sampled_from("ab1 \"'\\#;=\n\té%$[]!"), min_size=1, max_size=12)
SHOW = Path("/usr/bin/my_print_defaults")


def as_the_tools_read_it(path: Path) -> str:
    command = [str(SHOW), f"--defaults-file={path}", "client"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


@given(PASSWORDS)
@settings(max_examples=25)
def test_programs_read_the_password_that_was_written(password: str) -> None:
    descriptor = os.memfd_create("test")
    try:
        os.fchmod(descriptor, 0o600)
        os.write(descriptor, option_file(ADDRESS, password))
        path = Path(f"/proc/{os.getpid()}/fd/{descriptor}")
        told = as_the_tools_read_it(path)
    finally:
        os.close(descriptor)
    assert f"\n--password={password}\n" in told


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("[client]\npassword=plain\n", "plain"),
        ('[client]\npassword = "quo\'ted #" \n', "quo'ted #"),
        ("[client]\npassword='a\\\\b'\n", "a\\b"),
        ("[mysqldump]\nquick\n[client]\nuser=u\npassword=p # comment\n", "p # comment"),
        ("[client]\npassword=a\n[client-mariadb]\npassword=b\n", "b"),
        ("!includedir /nowhere\n[client]\n  password=x\n", "x"),
        ("[mysqld]\npassword=x\n", None),
        ("no section", None),
        ("", None),
    ],
)
def test_my_cnf_is_read(tmp_path: Path, text: str, password: str | None) -> None:
    home = tmp_path / ".my.cnf"
    home.write_text(text)
    home.chmod(0o600)
    assert password_at_hand({"HOME": str(tmp_path)}) == password


def test_the_environment_comes_after_the_file(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "MYSQL_PWD": "of the environment"}
    assert password_at_hand(environment) == "of the environment"
    (tmp_path / ".my.cnf").write_text("[client]\npassword=of the file\n")
    assert password_at_hand(environment) == "of the file"
    (tmp_path / ".my.cnf").chmod(0o666)
    assert password_at_hand(environment) == "of the environment"
    assert password_at_hand({}) is None


def test_a_program_gets_its_password_in_no_argument_and_no_variable(tmp_path: Path) -> None:
    spy = tmp_path / "spy"
    spy.write_text(
        '#!/bin/sh\necho "$@"\nenv\nfile="${1#--defaults-file=}"\n'
        'cat "$file" > "$HOME/seen"\nstat -Lc %a "$file" >> "$HOME/seen"\n'
    )
    spy.chmod(0o755)
    settings = ClientSettings({"HOME": str(tmp_path), "PATH": os.defpath, "MYSQL_PWD": "other"})
    told, _ = run_tool(spy, ["--x"], ADDRESS, "s3cr3t", settings, Cancel())
    assert b"s3cr3t" not in told
    assert b"other" not in told
    seen = (tmp_path / "seen").read_text()
    assert 'password="s3cr3t"' in seen
    assert seen.endswith("600\n")
