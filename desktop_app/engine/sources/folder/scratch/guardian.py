"""The process that outlives LabVault to remove a scratch folder.

Run as a script. It takes the folder's path, a line of JSON, on its standard input, holds a lock
on ``guard`` in it, and says so on its standard output. When its input ends, because LabVault closed
it or died by whatever signal, the folder is removed with all that is in it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

PACKAGES = Path(__file__).parents[5]


def main() -> int:
    """One life of a folder."""
    folder = json.loads(sys.stdin.readline())
    sys.path.insert(0, str(PACKAGES))
    from desktop_app.engine.sources.folder.restoring.removal import remove_tree

    with (Path(folder) / "guard").open("w") as guard:
        _lock(guard.fileno())
        sys.stdout.write("holding\n")
        sys.stdout.flush()
        sys.stdin.read()
        remove_tree(folder)
    return 0


def _lock(descriptor: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


if __name__ == "__main__":
    sys.exit(main())
