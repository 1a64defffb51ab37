"""Secrets in the operating system's keyring.

The keyring is imported only when asked: that takes time, and may ask the user to unlock it. It is
another program's: whatever its backends raise (KeyringError, errors of D-Bus, a connection that
broke) becomes a :class:`KeyringFailed`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from desktop_app.engine.errors import KeyringFailed

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "labvault"
PROBE = "probe"
# Backends that hold nothing, or that write secrets to a file that anyone with it can read.
NOT_A_KEYRING = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


def available() -> bool:
    """Whether this computer has a keyring that keeps secrets secret."""
    return _backend() is not None


def load(entry: str) -> str | None:
    """The secret under a name, or None. Raises :class:`KeyringFailed` when it stays locked."""
    backend = _backend()
    return None if backend is None else _asked(lambda: backend.get_password(SERVICE, entry))


def store(entry: str, secret: str) -> None:
    """Raises :class:`KeyringFailed`, also when there is no keyring."""
    backend = _backend()
    if backend is None:
        raise KeyringFailed("this computer has none that keeps secrets secret")
    _asked(lambda: backend.set_password(SERVICE, entry, secret))


def delete(entry: str) -> None:
    """Forget a secret, if it is there. Raises :class:`KeyringFailed`."""
    backend = _backend()
    if backend is not None and load(entry) is not None:
        _asked(lambda: backend.delete_password(SERVICE, entry))


def check() -> None:
    """Try whether it takes a secret, before something is made that counts on it. Raises
    :class:`KeyringFailed`."""
    store(PROBE, "is it open?")
    delete(PROBE)


def _asked(question: Callable[[], T]) -> T:
    try:
        return question()
    except Exception as error:  # (another program's)
        raise KeyringFailed(str(error) or type(error).__name__) from error


def _backend() -> KeyringBackend | None:
    import keyring

    chosen = _asked(keyring.get_keyring)
    # A chainer stands for several; the first is the one it would write to.
    backend: KeyringBackend | None = next(iter(getattr(chosen, "backends", [chosen])), None)
    if backend is None or type(backend).__module__.startswith(NOT_A_KEYRING):
        return None
    return backend
