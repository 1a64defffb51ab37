"""The composition root: reads the environment once, then hands over to the command line."""

from __future__ import annotations

import atexit
import gc
import io
import logging
import os
import sys
import threading


def main() -> None:
    # Much is made that stays, and few circles; looking for them less often spares a hundredth of
    # a backup and a tenth of the start.
    gc.set_threshold(50_000, 20, 20)
    from desktop_app.cli.app import run
    from desktop_app.settings import read_settings

    for stream in (sys.stdout, sys.stderr):
        # A name from a database must not end the run because this terminal cannot show it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # Libraries log what they think of a lost connection; our own one line tells of it.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    # What was imported stays to the end. Going through it again and again for what nobody needs,
    # and once more at the exit, would be a tenth of a second of a short command.
    gc.freeze()
    code = run(sys.argv[1:], read_settings(os.environ))
    gc.freeze()
    _leave(code)


def _leave(code: int) -> None:
    """End as always, but for taking apart what is in memory piece by piece, which is a
    twentieth of a short command."""
    if "PySide6" in sys.modules:
        sys.exit(code)  # the window's parts have an order in which they go
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads
    atexit._run_exitfuncs()  # temporary folders go, logs are written
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(code)  # which tells of it
    os._exit(code)


if __name__ == "__main__":
    main()
