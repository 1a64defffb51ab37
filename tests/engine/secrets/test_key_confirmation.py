from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.engine.secrets.key_confirmation import DUE_AFTER, KeyConfirmation, key_confirmation

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("confirmed", "state"),
    [
        (None, KeyConfirmation.NEVER),
        (NOW, KeyConfirmation.GOOD),
        (NOW - timedelta(days=180), KeyConfirmation.GOOD),
        (NOW - DUE_AFTER - timedelta(seconds=1), KeyConfirmation.DUE),
        (NOW + timedelta(days=1), KeyConfirmation.GOOD),
    ],
)
def test_a_key_is_asked_for_again_after_half_a_year(
    confirmed: datetime | None, state: KeyConfirmation
) -> None:
    assert key_confirmation(confirmed, NOW) is state
