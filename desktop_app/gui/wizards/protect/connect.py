"""The step of the chosen kind, in the place that the wizard keeps for it."""

from __future__ import annotations

from desktop_app.gui.kinds.kind import TargetKind
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step


class KindStep(Step):
    """Shows the kind's own step, and is what that is. Another kind brings another step."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Connect")
        self._lab, self._choice = lab, choice
        self._kind: TargetKind | None = None
        self._inner: Step | None = None

    def enter(self) -> None:
        kind = self._choice.kind
        assert kind is not None
        if kind is not self._kind:
            self._take(kind)
        if self._inner is not None:
            self._inner.enter()

    def ready(self) -> bool:
        return self._inner is not None and self._inner.ready()

    def forward(self) -> str:
        return self._inner.forward() if self._inner else super().forward()

    def go_on(self) -> None:
        if self._inner is not None:
            self._inner.go_on()

    def busy(self) -> bool:
        return self._inner is not None and self._inner.busy()

    def stop(self) -> None:
        if self._inner is not None:
            self._inner.stop()

    def _take(self, kind: TargetKind) -> None:
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        inner = kind.connect(self._lab, self._choice)
        self._kind, self._inner, self._choice.addition = kind, inner, None
        inner.changed.connect(lambda: self.say(inner.heading, inner.facts))
        inner.done.connect(self.done)
        self.body.addWidget(inner, 1)
        inner.show()
