"""``packaging/run screenshots [FOLDER]``: every page and wizard step as PNG files, light and dark.

What it starts (a server, a profile) is gone at the end. ``--scale 2`` draws as on a screen that is
set to 200 %; ``--size`` is that of the window, in units that the scale multiplies.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

DEFAULT = Path("build") / "screenshots"


def main() -> int:
    parser = argparse.ArgumentParser(prog="packaging/run screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--scale", default="1")
    parser.add_argument("--size", default="1280x800")
    asked = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = asked.scale
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.screenshots.take import take_all

    width, height = (int(part) for part in asked.size.split("x"))
    with tempfile.TemporaryDirectory(prefix="labvault-pictures-") as place:
        taken = take_all(asked.folder, Path(place), (width, height))
    print(f"{taken} pictures in {asked.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
