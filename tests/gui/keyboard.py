"""A person at a desktop who has no mouse: finds controls by name, goes there with Tab, types."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.gui.desktop import Desktop, patiently
from tests.gui.screen_reader import BUTTON, DEFAULT, ENABLED, LABEL, Control, ScreenReader

MOST_TABS = 80
FOCUS_SECONDS, REST_SECONDS = 2.0, 0.15
CURRENT = ": current"  # how a wizard's list of steps names the one that is shown


class Person:
    """Everything here fails, with what was looked for, when it does not come."""

    def __init__(self, desktop: Desktop, reader: ScreenReader) -> None:
        self.desktop, self.reader = desktop, reader
        self._focus: Control | None = None

    def window(self, title: str) -> Control:
        """The window of that title, as soon as the keyboard belongs to it."""

        def found() -> Control | None:
            active = self.reader.active()
            return active if active and active.name == title else None

        return patiently(found, f"a window {title!r}; there are {self.reader.windows()}")

    def sees(self, is_it: Callable[[Control], bool], what: str) -> Control:
        """The first in the active window that is it, as soon as it is shown."""

        def found() -> Control | None:
            return next((each for each in self.shown() if is_it(each)), None)

        return patiently(found, what)

    def shown(self) -> Iterator[Control]:
        """All that the active window shows now."""
        active = self.reader.active()
        return iter(()) if active is None else self.reader.inside(active)

    def reads(self, words: str) -> Control:
        """A label that begins so."""
        return self.sees(
            lambda each: each.role == LABEL and each.name.startswith(words), f"label {words!r}"
        )

    def go_to(self, name: str) -> Control:
        """Tab, until the control of that name has the focus."""
        seen: list[str] = []
        for _ in range(MOST_TABS):
            while newer := self.reader.next_focus(0.01):
                self._focus = newer
            if self._focus is not None:
                names = self.reader.names_of(self._focus)
                if name in names:
                    return self._focus
                seen += names
            self.desktop.keys("Tab")
            self._focus = self.reader.next_focus(FOCUS_SECONDS)
        raise AssertionError(f"Tab does not come to {name!r}, only to {sorted(set(seen))}")

    def write(self, name: str, words: str, *, secret: bool = False) -> None:
        """Type into a field, in place of what stands there."""
        field = self.go_to(name)
        while not self.reader.has_focus(field):  # news of it that came late
            self._focus = None
            field = self.go_to(name)
        self.desktop.keys("ctrl+a")
        self.desktop.type(words)
        if not secret and field.role == "text":
            patiently(lambda: self.reader.text_in(field) == words, f"{words!r} in {name!r}")

    def press(self, name: str) -> None:
        """A button, once it can be pressed."""
        self.sees(
            lambda each: each.role == BUTTON and each.name == name and each.has(ENABLED),
            f"button {name!r} enabled",
        )
        self.go_to(name)
        self.desktop.keys("space")

    def moves(self, key: str) -> Control | None:
        """What has the focus after a key, when it has come to rest."""
        self.desktop.keys(key)
        last = None
        while newer := self.reader.next_focus(REST_SECONDS):
            last = newer
        return last

    # Wizards

    def step(self) -> str:
        """The name of the step that a wizard shows; empty when no wizard is there."""
        for each in self.shown():
            if each.role == LABEL and each.name.endswith(CURRENT):
                return each.name.removesuffix(CURRENT)
        return ""

    def go_on(self) -> None:
        """Press the wizard's primary button, whatever it says, and wait for what follows."""
        before = self.step()
        primary = self.sees(
            lambda each: each.role == BUTTON and each.has(DEFAULT) and each.has(ENABLED),
            f"a primary button in step {before!r}",
        )
        self.go_to(primary.name)
        self.desktop.keys("space")
        patiently(lambda: self.step() != before, f"an end of step {before!r}")
