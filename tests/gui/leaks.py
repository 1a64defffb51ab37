"""What a test of the window leaves behind: widgets, threads, timers. It should leave nothing."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_SECONDS = 2.0
MOST_REFERRERS = 5
MANY = 30_000  # objects; a look then takes some milliseconds

_old: list[weakref.ref[QObject]] = []


@dataclass(frozen=True)
class Living:
    """What lives at one moment, by identity; ``widgets`` are those without a parent."""

    widgets: tuple[QWidget, ...]
    threads: tuple[threading.Thread, ...]
    timers: tuple[QTimer, ...]
    qthreads: tuple[QThread, ...]

    @classmethod
    def now(cls) -> Living:
        widgets = QApplication.topLevelWidgets() if QApplication.instance() else []
        threads = [thread for thread in threading.enumerate() if thread.is_alive()]
        timers, qthreads = [], []
        for each in _objects():
            if isinstance(each, QTimer) and each.isActive():
                timers.append(each)
            elif isinstance(each, QThread) and each.isRunning():
                qthreads.append(each)
        return cls(tuple(widgets), tuple(threads), tuple(timers), tuple(qthreads))

    def left(self, before: Living) -> list[str]:
        """What lives now and did not before, in words."""
        return [
            *_new("widget", self.widgets, before.widgets),
            *_new("thread", self.threads, before.threads),
            *_new("active timer", self.timers, before.timers),
            *_new("running QThread", self.qthreads, before.qthreads),
        ]


def left_behind(before: Living) -> list[str]:
    """What lives since ``before``, after all that was to be deleted is, and threads that end had
    their time."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        _delete_what_is_to_be()
        left = Living.now().left(before)
        if not left or time.monotonic() > end:
            return left
        gc.collect()
        time.sleep(0.01)


def _delete_what_is_to_be() -> None:
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def set_aside_what_is_old() -> None:
    """Keep what is there now out of later looks, when it is a lot, except for timers and threads.
    Most of it stays to the end, such as what PySide notes of its classes, and each look goes
    through all that the garbage collector knows."""
    if len(gc.get_objects()) > MANY:
        gc.collect()
        _old.extend(map(weakref.ref, _fresh()))
        gc.freeze()


def _objects() -> Iterator[QObject]:
    """Every timer and thread that Python knows."""
    old = (each for each in (reference() for reference in _old) if each is not None)
    return (each for each in chain(old, _fresh()) if shiboken6.isValid(each))


def _fresh() -> Iterator[QObject]:
    """The timers and threads that were not set aside, those too that Qt has deleted."""
    kinds = _kinds(QTimer) | _kinds(QThread)
    # By type, not by isinstance: that asks proxies of what is gone for their class.
    return (each for each in gc.get_objects() if type(each) in kinds)


def _kinds(kind: type[QObject]) -> set[type[QObject]]:
    """A class and all that are made of it."""
    return {kind}.union(*map(_kinds, kind.__subclasses__()))


def _new(kind: str, now: Iterable[object], before: Iterable[object]) -> Iterator[str]:
    known = {id(each) for each in before}
    for each in now:
        if id(each) not in known:
            yield f"{kind} {_described(each)}, held by {_holders(each)}"


def _described(each: object) -> str:
    words = repr(each)
    if isinstance(each, QWidget):
        text = each.property("text") or each.windowTitle()
        words += f" {each.accessibleName() or text!r}, shown: {each.isVisible()}"
    if isinstance(each, QTimer):
        words += f" of {each.parent()!r}, every {each.interval()} ms"
    return words


def _holders(each: object) -> str:
    """The kinds of what refers to it, for whoever looks for the leak."""
    frames = (type(referrer) for referrer in gc.get_referrers(each))
    names = [kind.__name__ for kind in frames if kind.__name__ not in ("frame", "list_iterator")]
    return ", ".join(names[:MOST_REFERRERS]) or "Qt alone"
