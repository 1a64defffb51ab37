"""Secrets in the operating system's keyring.

The keyring is imported only when asked: that takes time, and may ask the user to unlock it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.engine.errors import ProfileFailed

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "labvault"
# Backends that hold nothing, or that write secrets to a file that anyone with it can read.
NOT_A_KEYRING = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


def available() -> bool:
    """Whether this computer has a keyring that keeps secrets secret."""
    return _backend() is not None


def load(entry: str) -> str | None:
    """The secret under a name, or None. Raises :class:`ProfileFailed` when it stays locked."""
    from keyring.errors import KeyringError

    backend = _backend()
    if backend is None:
        return None
    try:
        return backend.get_password(SERVICE, entry)
    except KeyringError as error:
        raise ProfileFailed("the keyring", str(error)) from error


def store(entry: str, secret: str) -> None:
    """Raises :class:`ProfileFailed`, also when there is no keyring."""
    from keyring.errors import KeyringError

    backend = _backend()
    if backend is None:
        raise ProfileFailed("the keyring", "this computer has none that keeps secrets secret")
    try:
        backend.set_password(SERVICE, entry, secret)
    except KeyringError as error:
        raise ProfileFailed("the keyring", str(error)) from error


def _backend() -> KeyringBackend | None:
    import keyring

    chosen = keyring.get_keyring()
    # A chainer stands for several; the first is the one it would write to.
    backend: KeyringBackend | None = next(iter(getattr(chosen, "backends", [chosen])), None)
    if backend is None or type(backend).__module__.startswith(NOT_A_KEYRING):
        return None
    return backend
