"""The composition root: reads the environment once, then hands over to the command line."""

from __future__ import annotations

import atexit
import gc
import logging
import os
import signal
import sys
import threading

from desktop_app.garbage import expect_to_load


def main() -> None:
    expect_to_load()
    try:
        code = _run()
    except KeyboardInterrupt:  # before there is a command that could be told to stop
        code = _stopped()
    _leave(code)


def _stopped() -> int:
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left to be stopped
    from desktop_app.cli.ending import ending

    ending.as_json = "--json" in sys.argv
    ending.tell_stopped()
    return ending.code


def _run() -> int:
    from desktop_app.cli import streams
    from desktop_app.cli.app import run
    from desktop_app.settings import read_settings

    streams.take_over()
    # Libraries log what they think of a lost connection; our own one line tells of it.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    return run(sys.argv[1:], read_settings(os.environ))


def _leave(code: int) -> None:
    """End as always, but for taking apart what is in memory piece by piece, which is a
    twentieth of a short command."""
    if "PySide6" in sys.modules:
        gc.freeze()
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
