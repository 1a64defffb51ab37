"""RECOVERY.txt: what a stranger needs, in thirty years, to get the data back without LabVault.

It is the same for every repository but for the id, and its hash stands in the header.
"""

from __future__ import annotations

from importlib.resources import files

RECOVERY_NAME = "RECOVERY.txt"


def recovery_text(repository_id: str) -> bytes:
    """The file's bytes: the explanation, then a small Python program that does it."""
    here = files(__package__)
    text = here.joinpath("RECOVERY.txt").read_text(encoding="utf-8")
    program = here.joinpath("recover.py").read_text(encoding="utf-8")
    return (text.replace("{{repository}}", repository_id) + program).encode()
