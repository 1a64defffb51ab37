"""Options that cannot be used are told as such, not as a login or a server at fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.cli.wording import sentence
from desktop_app.engine.errors import LabVaultError, LoginRefused, OptionsRefused
from desktop_app.engine.sources.postgres.connection import Address, connect


def fault_of(address: Address, *options: tuple[str, str]) -> LabVaultError:
    with pytest.raises(LabVaultError) as caught:
        connect(replace(address, options=tuple(sorted(options))), None)
    return caught.value


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("PGOPTIONS", "-c nonsense=1", '"nonsense"'),
        ("PGOPTIONS", "-c work_mem=banana", '"banana"'),
        ("PGOPTIONS", "--work-mem=banana", '"banana"'),
        ("PGOPTIONS", "-c jit=off -c shared_buffers=1GB", '"shared_buffers"'),
        ("PGOPTIONS", "--zzz", "--zzz"),
        ("PGOPTIONS", "-Z", "-Z"),
        ("PGTZ", "Nowhere/Atall", "Nowhere/Atall"),
        ("PGSSLMODE", "banana", '"banana"'),
        ("PGSERVICE", "nowhere", '"nowhere"'),
        ("PGGSSENCMODE", "banana", '"banana"'),
    ],
)
def test_what_the_environment_says_wrongly_is_told(
    database: Address, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    monkeypatch.setenv(variable, value)
    fault = fault_of(database)
    assert isinstance(fault, OptionsRefused)
    assert told in fault.reason
    line = sentence(fault)
    assert "PGOPTIONS" in line
    assert "password" not in line


def test_what_the_address_says_wrongly_is_told(database: Address) -> None:
    for option in (("options", "-c nonsense=1"), ("sslmode", "banana")):
        assert isinstance(fault_of(database, option), OptionsRefused)


def test_a_missing_role_stays_a_login_whatever_the_options(database: Address) -> None:
    options = (("options", "-c role=other -c jit=off"),)
    assert isinstance(fault_of(replace(database, user="jit"), *options), LoginRefused)
