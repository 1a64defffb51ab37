"""The standard library's own dataclasses say what is right."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.dataclass import dataclass

NAMES = ("name", "self", "value", "Ω", "_private", "items", "f", "_set")
DEFAULTS: tuple[Any, ...] = (
    dataclasses.MISSING,
    7,
    "text",
    (),
    dataclasses.field(default=3, repr=False),
    dataclasses.field(default_factory=list),
    dataclasses.field(default=None, compare=False),
    dataclasses.field(default=5, init=False),
    dataclasses.field(default_factory=dict, init=False),
)


def both(fields: dict[str, Any], frozen: bool) -> tuple[type, type]:
    """The same class, made here and by the standard library."""
    made: list[type] = []
    for decorate in (dataclass, dataclasses.dataclass):
        body = {name: copy.copy(d) for name, d in fields.items() if d is not dataclasses.MISSING}
        body |= {"__annotations__": dict.fromkeys(fields, "Any"), "__qualname__": "Here.Thing"}
        made.append(decorate(frozen=frozen, slots=True)(type("Thing", (), body)))
    return made[0], made[1]


@st.composite
def shapes(draw: st.DrawFn) -> dict[str, Any]:
    """Fields in an order that Python allows: those without a default first."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6))
    chosen = [draw(st.sampled_from(DEFAULTS)) for _ in names]
    required = [d for d in chosen if d is dataclasses.MISSING]
    return dict(
        zip(names, required + [d for d in chosen if d is not dataclasses.MISSING], strict=True)
    )


def outcome(do: Callable[[], Any]) -> Any:
    """What comes of it, also where that is an error."""
    try:
        return do()
    except (TypeError, AttributeError) as error:
        return type(error)


@settings(max_examples=300)
@given(shapes(), st.booleans(), st.data())
def test_it_does_what_the_standard_library_does(
    fields: dict[str, Any], frozen: bool, data: st.DataObject
) -> None:
    few = st.lists(st.integers(0, 2), max_size=len(fields) + 1)
    values, others = data.draw(few), data.draw(few)
    named = data.draw(st.dictionaries(st.sampled_from((*NAMES, "other")), st.just(9), max_size=2))

    def seen(kind: Any) -> list[Any]:
        one: Any = outcome(lambda: kind(*values, **named))
        two = outcome(lambda: kind(*others))
        told: list[Any] = [outcome(lambda: repr(one)), one == two, one != two]
        told.append([field.name for field in dataclasses.fields(kind)])
        if isinstance(one, kind):
            told += [one == outcome(lambda: kind(*values, **named)), hasattr(one, "__dict__")]
            told += [outcome(lambda: dataclasses.asdict(one)), outcome(lambda: hash(one))]
            told.append(repr(outcome(lambda: dataclasses.replace(one, **named))))
            told += [outcome(partial(setattr, one, name, 1)) for name in fields]
            told += [outcome(partial(delattr, one, name)) for name in fields]
            told.append(outcome(lambda: repr(one)))
        return told

    ours, theirs = both(fields, frozen)
    assert seen(ours) == seen(theirs)


@dataclass(frozen=True, slots=True)
class Animal:
    """With a rule, a constant and a default of its own."""

    name: str
    legs: int = 4
    most: ClassVar[int] = 1000

    def __post_init__(self) -> None:
        if self.legs > self.most:
            raise ValueError(self.legs)


@dataclass(frozen=True, slots=True)
class Dog(Animal):
    legs: int = 3
    breed: str = ""

    def __repr__(self) -> str:
        return f"<{self.name}>"


def test_a_class_that_comes_of_another_has_its_fields_too() -> None:
    dog = Dog("Rex", breed="pug")
    assert (dog.name, dog.legs, dog.breed) == ("Rex", 3, "pug")
    assert dog != Animal("Rex", 3)
    assert repr([dog, Animal("cat")]) == "[<Rex>, Animal(name='cat', legs=4)]"
    with pytest.raises(ValueError, match="1001"):
        Dog("centipede", 1001)


def test_values_survive_being_pickled() -> None:
    dog = Dog("Rex")
    assert pickle.loads(pickle.dumps(dog)) == dog
    assert copy.deepcopy(dog) == dog


class Speaks(Protocol):
    def speak(self) -> str: ...


def test_a_class_that_calls_for_more_is_left_to_the_standard_library() -> None:
    @dataclass(frozen=True, slots=True, order=True)
    class Age:
        years: int

    @dataclass
    class Open(Speaks):
        words: str

        def speak(self) -> str:
            return self.words

    assert Age(1) < Age(2)
    assert vars(Open("hello")) == {"words": "hello"}


def test_several_threads_may_make_the_first_value_at_once() -> None:
    made: list[object] = []
    for _ in range(50):

        @dataclass(frozen=True, slots=True)
        class Point:
            x: int
            y: int = 0

        start = threading.Barrier(4)

        def make(kind: type = Point, start: threading.Barrier = start) -> None:
            start.wait()
            made.append(kind(1) == kind(1, 0))

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert made == [True] * 200


def test_nothing_is_compiled_for_a_class_of_which_no_value_is_made() -> None:
    """Else it would be as slow as the standard library, and nobody would see."""
    step = """
import builtins
from desktop_app.engine.dataclass import dataclass
def refuse(*_): raise AssertionError("compiled")
builtins.exec = refuse
@dataclass(frozen=True, slots=True)
class A:
    "Of numbers."
    x: int
"""
    subprocess.run([sys.executable, "-c", step], check=True)
