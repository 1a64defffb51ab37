"""What the system says of a place that is restored into, as errors of the engine's."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.engine.computer.refusal import FULL, REFUSED, refusal
from desktop_app.engine.errors import LabVaultError, NoSpace, PlaceFailed


def fault_of(fault: OSError, where: str) -> LabVaultError:
    """The error for a fault that keeps the whole restore from going on."""
    if fault.errno in FULL:
        return NoSpace(where)
    if fault.errno in REFUSED:
        return refusal(fault, where)
    return PlaceFailed(where, fault.strerror or str(fault))


@contextmanager
def told(where: str) -> Iterator[None]:
    """Faults of the system inside the block are raised as :func:`fault_of` says."""
    try:
        yield
    except OSError as fault:
        raise fault_of(fault, where) from fault


UNHOLDABLE = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}
"""What a file system says of a name that it cannot hold; other names it can."""
