"""Starts the window: one per profile. Called by ``__main__`` with what was read there."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLockFile, QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.workspace import Ended
from desktop_app.gui import language
from desktop_app.gui.lab import Lab, OpenWorkspace
from desktop_app.gui.questions import Questions
from desktop_app.gui.seat import Seat
from desktop_app.gui.surroundings import Surroundings
from desktop_app.gui.tasks import Tasks
from desktop_app.gui.theme import stylesheet
from desktop_app.gui.window_program import WindowProgram
from desktop_app.resources import resource

WAIT_MS = 1000
TURN_SECONDS = 0.0005
"""How long another thread may keep the interpreter while the window waits for it. Each cell that a
view draws asks for it anew, so that Python's own 5 ms would add up to half a second."""

ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""What ends a program: a person, a shutdown, a session or terminal that goes away."""

Opening = Callable[[Questions], OpenWorkspace]


def open_window(
    profile: Path,
    catalog: Callable[[], Catalog],
    workspace: str,
    opening: Opening,
    options: tuple[str, ...] = (),
    surroundings: Surroundings | None = None,
    *,
    hidden: bool = False,
    told: Ended | None = None,
) -> int:
    """Show the window until it is left; returns the exit code. A second call for one profile
    raises the first one's window and returns at once. ``hidden``: only in the tray at first.

    ``opening`` makes what opens workspaces, out of whoever can be asked for secrets. ``options``
    are those with which the command line finds the same profile and workspace. ``told``: see
    :class:`Lab`.
    """
    settings = QSettings(str(profile / "window.ini"), QSettings.Format.IniFormat)
    application = dressed_application(language.chosen(settings))
    lock = QLockFile(str(profile / "window.lock"))
    if not lock.tryLock(0):
        return raise_first(profile)
    questions = Questions()
    stylesheet.wear(application, stylesheet.chosen(settings))
    lab = Lab(catalog(), workspace, opening(questions), Tasks(), options=options, told=told)
    seat = Seat(lab, lambda lab: WindowProgram(lab, questions, settings, surroundings))
    # A log-out that somebody calls off must leave it running: only the end itself ends the work.
    application.aboutToQuit.connect(seat.quit)
    with leaving_at_signals(seat.quit):
        listening = listen(profile, seat.come_forward)
        seat.start(hidden=hidden)
        code = application.exec()
    seat.quit()
    listening.close()
    lock.unlock()
    return code


def dressed_application(spoken: str = language.SYSTEM) -> QApplication:
    """The application, in the system's scheme, and in the other one when that changes; in the
    language that ``spoken`` names, or the system's."""
    application = QApplication.instance() or QApplication(["labvault"])
    assert isinstance(application, QApplication)
    sys.setswitchinterval(TURN_SECONDS)
    application.setApplicationName("LabVault")
    language.speak(application, spoken)
    application.setDesktopFileName("labvault")
    application.setQuitOnLastWindowClosed(False)
    application.setWindowIcon(QIcon(str(resource("icons/labvault.svg"))))
    stylesheet.apply(application, stylesheet.scheme_of(application))
    application.styleHints().colorSchemeChanged.connect(
        lambda _scheme: stylesheet.apply(application, stylesheet.scheme_of(application))
    )
    return application


@contextmanager
def leaving_at_signals(leave: Callable[[], None]) -> Iterator[None]:
    """A signal that asks for the end ends the work in order. Python hears of it when the window's
    timer next ticks, ten times a second."""
    before = {which: signal.getsignal(which) for which in ENDING}
    for which in before:
        signal.signal(which, lambda _number, _frame: QTimer.singleShot(0, leave))
    try:
        yield
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)


def listen(profile: Path, come_forward: Callable[[], None]) -> QLocalServer:
    """Hear of a second start."""
    server = QLocalServer()
    QLocalServer.removeServer(_name(profile))
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    server.listen(_name(profile))

    def heard() -> None:
        connection = server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
            come_forward()

    server.newConnection.connect(heard)
    return server


def raise_first(profile: Path) -> int:
    """Ask the window that runs to come forward."""
    socket = QLocalSocket()
    socket.connectToServer(_name(profile))
    heard = socket.waitForConnected(WAIT_MS)
    socket.disconnectFromServer()
    return 0 if heard else 3


def _name(profile: Path) -> str:
    """One for each profile and user; a hash, because socket names are short."""
    from hashlib import sha256

    return f"labvault-{sha256(str(profile.resolve()).encode()).hexdigest()[:24]}"
