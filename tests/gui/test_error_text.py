"""Each kind of error has words for people at the window, which its data fit into."""

from __future__ import annotations

import pytest

from desktop_app.engine import errors
from desktop_app.gui.error_text import error_text
from desktop_app.gui.error_words import BUG, WORDS
from tests.made_errors import made

ABSTRACT = {
    errors.LabVaultError,
    errors.StorageFailed,
    errors.RepositoryRefused,
    errors.SourceFailed,
}
KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.LabVaultError) and kind not in ABSTRACT
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_says_what_why_and_what_to_do(kind: type[errors.LabVaultError]) -> None:
    words = error_text(made(kind))
    own = kind in WORDS or issubclass(kind, errors.Damaged)
    assert own
    assert words.what
    assert words.hint
    assert "{" not in str(words)
    assert bool(kind.names) <= bool(words.why), "its data are not told"


def test_a_stranger_is_a_fault_of_ours() -> None:
    assert error_text(ValueError("x")).what == BUG[0]


def test_amounts_have_units_and_slips_are_named() -> None:
    assert "1.0 GB" in error_text(errors.QuotaReached("lab", "bytes", 10**9, 10**6, 2 * 10**9)).why
    assert "7 has a slip" in error_text(errors.MistypedKey(7)).why
    assert "too short" in error_text(errors.MistypedKey(0)).why
    assert "\\x1b" in error_text(errors.NoSpace("\x1b[31m")).why


def test_a_latest_that_cannot_be_read_names_its_target_and_the_way() -> None:
    words = error_text(errors.LatestUnknown("snapshots/4444", "is cut off", "films"))
    assert "the newest of films" in words.why
    assert "an older one" in words.hint
