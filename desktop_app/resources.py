"""Files that are not code: sample data, icons, translations.

They lie beside the package in the source tree, and inside it in an installed wheel.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """The path of a file or folder under ``resources``, such as ``demo/laboratory.sql``."""
    installed = _PACKAGE / "_resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root / name
