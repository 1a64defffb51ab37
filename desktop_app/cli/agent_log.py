"""The log of the agent: ``logs/agent.log`` in the profile, a few files of limited size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from logging import Formatter, LogRecord, getLogger
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desktop_app.cli.text import shown
from desktop_app.engine.errors import ProfileFailed

MOST_BYTES, FILES = 1_000_000, 5


class _OneLine(Formatter):
    """UTC, one line each, no secret, nothing that a terminal would obey."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self.converter = time.gmtime
        super().__init__("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        self._secrets = secrets

    def format(self, record: LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return shown(text)


@contextmanager
def agent_log(profile: Path, secrets: Sequence[str]) -> Iterator[Callable[[str], None]]:
    """What writes lines into the log; any thread may call it. Raises :class:`ProfileFailed`."""
    folder = profile / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / "agent.log", maxBytes=MOST_BYTES, backupCount=FILES - 1, encoding="utf-8"
        )
    except OSError as error:
        raise ProfileFailed(str(folder), error.strerror or str(error)) from error
    handler.setFormatter(_OneLine(secrets))
    log = getLogger(f"labvault.agent.{id(handler):x}")
    log.propagate = False
    log.setLevel("INFO")
    log.addHandler(handler)
    try:
        yield lambda line: log.info("%s", line)
    finally:
        log.removeHandler(handler)
        handler.close()
