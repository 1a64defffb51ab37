"""The process that outlives LabVault to remove a scratch folder.

Run as a script. It takes the folder's path, a line of JSON, on its standard input, holds a lock
on ``guard`` in it, and says so on its standard output. When its input ends, because LabVault closed
it or died by whatever signal, the folder is removed with all that is in it.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

PACKAGES = Path(__file__).parents[5]


def main() -> int:
    """One life of a folder."""
    given = sys.stdin.readline()
    if not given.endswith("\n"):  # LabVault was ended before it could name one
        return 1
    folder = json.loads(given)
    sys.path.insert(0, str(PACKAGES))
    from desktop_app.engine.sources.folder.restoring.removal import remove_tree

    with (Path(folder) / "guard").open("w") as guard:
        _lock(guard.fileno())
        with suppress(OSError):  # LabVault is gone already; no buffer may try it again at the end
            os.write(sys.stdout.fileno(), b"holding\n")
        sys.stdin.read()
        remove_tree(folder)
    return 0


def _lock(descriptor: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


if __name__ == "__main__":
    sys.exit(main())
