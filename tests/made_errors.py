"""Errors of every kind, made of nothing but what their classes name."""

from __future__ import annotations

from typing import Any, get_type_hints

from desktop_app.engine.errors import LabVaultError


def types_of(kind: type[LabVaultError]) -> dict[str, Any]:
    """The type of each thing that such an error carries."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.names}


def made(kind: type[LabVaultError], text: str = "<{name}>") -> LabVaultError:
    """With ``text`` in every field that is one, where ``{name}`` is the field's, and 7 in the
    others."""
    fields = types_of(kind).items()
    return kind(**{n: 7 if t is int else text.replace("{name}", n) for n, t in fields})
