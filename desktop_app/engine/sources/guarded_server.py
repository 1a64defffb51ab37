"""Starting a scratch server through its guardian, a program of its own that outlives LabVault."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import TextIO, cast

from desktop_app.engine.errors import ToolFailed
from desktop_app.engine.progress import Cancel


def start_guarded(
    script: str, order: Mapping[str, object], cancel: Cancel
) -> tuple[subprocess.Popen[str], int]:
    """The guardian that ``script`` is, and the process number of the server that it started. When
    its input is closed it stops the server and clears up.

    Raises :class:`ToolFailed` and :class:`Cancelled`; then all that it started is gone.
    """
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    to_guardian, from_guardian = cast(TextIO, process.stdin), cast(TextIO, process.stdout)
    to_guardian.write(json.dumps(order) + "\n")
    to_guardian.flush()
    with cancel.closing(to_guardian.close):  # upon which the guardian ends
        said = json.loads(from_guardian.readline() or "{}")
    if "pid" not in said or cancel.cancelled:
        with process:
            pass  # its pipes are closed, and all that it started is gone
        cancel.check()
        failed = said.get("failed", "guardian")
        raise ToolFailed(failed, process.returncode, said.get("reason", "it was killed"))
    return process, int(said["pid"])
