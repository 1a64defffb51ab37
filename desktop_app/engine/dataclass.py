"""Dataclasses as the standard library's, but for when their functions are made.

The standard library writes and compiles six functions for each class where the class stands,
which takes a third of a millisecond. A short command defines over a hundred classes and makes
values of few: that was a tenth of its time. Here ``__init__`` is written when the first value is
made; the other functions are the same for all classes and need no writing.

``fields``, ``replace`` and ``asdict`` of the standard library know these classes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, slots=False, frozen=False, **options):
        """In place of :func:`dataclasses.dataclass`, which makes the classes without slots and
        those that ask for something special."""
        if cls is None:
            return lambda given: dataclass(given, slots=slots, frozen=frozen, **options)
        if not slots or options:
            return dataclasses.dataclass(cls, slots=slots, frozen=frozen, **options)
        return _define(cls, frozen)


Fields = tuple[dataclasses.Field[Any], ...]
Values = Callable[[object], tuple[Any, ...]]


def _define(cls: type, frozen: bool) -> Any:
    # Without these functions the standard library compiles nothing, and says what the fields are.
    known: type[Any] = dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    fields = dataclasses.fields(known)
    above = {slot for base in cls.__mro__[1:] for slot in getattr(base, "__slots__", ())}
    body = dict(vars(known))
    for name in ("__dict__", "__weakref__", *(field.name for field in fields)):
        body.pop(name, None)
    body["__slots__"] = tuple(field.name for field in fields if field.name not in above)
    common: dict[str, Any] = {"__repr__": _repr(fields)}
    if "__eq__" not in body:
        common |= _comparing(fields, frozen)
    if frozen:
        common |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
        common |= {"__getstate__": _get_state, "__setstate__": _set_state}
    made: Any = type(cls)(cls.__name__, cls.__bases__, common | body)
    made.__qualname__ = cls.__qualname__
    if "__init__" not in body:
        made.__init__ = _first_init(made, fields, frozen)
    return made


def _first_init(owner: Any, fields: Fields, frozen: bool) -> Callable[..., None]:
    """Stands in for ``__init__`` until it is called."""

    def first(self: object, /, *values: Any, **named: Any) -> None:
        # Two threads may both come here; what they write is the same.
        owner.__init__ = init = _written_init(owner, fields, frozen)
        init(self, *values, **named)

    return first


def _written_init(owner: Any, fields: Fields, frozen: bool) -> Callable[..., None]:
    # Two underscores, so that no field has one of these names.
    around: dict[str, Any] = {"__set": object.__setattr__, "__absent": dataclasses.MISSING}
    parameters, lines = ["__self"], list[str]()
    for field in fields:
        name, value = field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            around[f"__make_{name}"] = field.default_factory
            fresh = f"__make_{name}()"
            value = f"{fresh} if {name} is __absent else {name}" if field.init else fresh
            parameter = f"{name}=__absent"
        elif field.default is not dataclasses.MISSING:
            around[f"__default_{name}"] = field.default
            value = name if field.init else f"__default_{name}"
            parameter = f"{name}=__default_{name}"
        else:
            parameter = name
        if field.init:
            parameters.append(parameter)
        elif value == name:
            continue  # somebody else will set it
        lines.append(f"__set(__self, {name!r}, {value})" if frozen else f"__self.{name} = {value}")
    if hasattr(owner, "__post_init__"):
        lines.append("__self.__post_init__()")
    text = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"])
    exec(text, around)  # noqa: S102 (the names of fields, as the standard library does)
    init: Callable[..., None] = around["__init__"]
    init.__qualname__ = f"{owner.__qualname__}.__init__"
    return init


def _repr(fields: Fields) -> Callable[[object], str]:
    names = [field.name for field in fields if field.repr]

    def represent(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return represent


def _comparing(fields: Fields, frozen: bool) -> dict[str, Any]:
    values = _values([field.name for field in fields if field.compare])

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed if frozen else None}


def _values(names: list[str]) -> Values:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _refuse_set(self: object, name: str, _: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
