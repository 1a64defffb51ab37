"""What was imported is not gone through again, in a program that expected it."""

from __future__ import annotations

import subprocess
import sys

BEGUN = """
import gc
from desktop_app.garbage import LOADING, WORKING, all_is_loaded, expect_to_load

usual = gc.get_threshold()
all_is_loaded()
assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, 0)
expect_to_load()
assert gc.get_threshold() == LOADING
all_is_loaded()
assert gc.get_threshold() == WORKING
frozen = gc.get_freeze_count()
assert frozen
made = [[] for _ in range(1000)]  # what work makes is looked at as ever
all_is_loaded()
assert gc.get_freeze_count() == frozen
"""


def test_only_what_was_loaded_is_set_apart() -> None:
    subprocess.run([sys.executable, "-c", BEGUN], check=True)
