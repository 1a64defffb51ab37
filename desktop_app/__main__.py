"""The composition root: reads the environment once, then hands over to the command line."""

from __future__ import annotations

import io
import logging
import os
import sys


def main() -> None:
    from desktop_app.cli.app import run
    from desktop_app.cli.settings import read_settings

    for stream in (sys.stdout, sys.stderr):
        # A name from a database must not end the run because this terminal cannot show it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # Libraries log what they think of a lost connection; our own one line tells of it.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    sys.exit(run(sys.argv[1:], read_settings(os.environ)))


if __name__ == "__main__":
    main()
