"""Errors carry the data that their classes name, and nothing else."""

from __future__ import annotations

import copy
import pickle

import pytest

from desktop_app.engine import errors
from desktop_app.engine.errors import (
    BadFilm,
    Cancelled,
    LabVaultError,
    Missing,
    ToolMissing,
    UnknownName,
)

EVERY = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, LabVaultError)
]


def test_data_is_given_in_its_order_or_by_name() -> None:
    for error in (UnknownName("target", "cryo"), UnknownName("target", name="cryo")):
        assert (error.what, error.name) == ("target", "cryo")
        assert str(error) == repr(error) == "UnknownName(what='target', name='cryo')"


def test_a_class_inherits_what_its_base_names() -> None:
    assert Missing.names == ("name", "how")
    assert vars(Missing("packs/1", "is gone")) == {"name": "packs/1", "how": "is gone"}


def test_what_has_a_default_may_be_left_out() -> None:
    assert not BadFilm("a.mp4", "is empty").mild
    assert BadFilm("a.mp4", "is empty", mild=True).mild
    assert ToolMissing("mysqldump", "10", "MariaDB").product == "MariaDB"


@pytest.mark.parametrize(
    "wrong",
    [
        (("target",), {}),
        (("target", "cryo", "more"), {}),
        (("target",), {"what": "cryo"}),
        (("target", "cryo"), {"where": "here"}),
    ],
)
def test_other_data_is_refused(wrong: tuple[tuple[str, ...], dict[str, str]]) -> None:
    values, named = wrong
    with pytest.raises(TypeError, match="UnknownName takes what, name"):
        UnknownName(*values, **named)
    with pytest.raises(TypeError, match="Cancelled takes nothing"):
        Cancelled(*values, **named)


@pytest.mark.parametrize("kind", EVERY)
def test_each_can_be_told_and_carried_elsewhere(kind: type[LabVaultError]) -> None:
    error = kind(**{name: f"the {name}" for name in kind.names})
    for other in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert type(other) is kind
        assert str(other) == str(error)
    assert all(f"{name}='the {name}'" in str(error) for name in kind.names)
