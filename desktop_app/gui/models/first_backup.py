"""How the first backup and the first verification of each target went, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.dataclass import dataclass
from desktop_app.gui import text
from desktop_app.gui.models import activity
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr

GOOD = (JobState.SUCCEEDED, JobState.WARNING)


@dataclass(frozen=True, slots=True)
class Proof:
    """``backup`` and ``look`` are the jobs that ended; None as long as they have not."""

    target: str
    backup: Job | None = None
    look: Job | None = None

    @property
    def proven(self) -> bool:
        return self.look is not None and self.look.state is JobState.SUCCEEDED

    @property
    def state(self) -> State:
        last = self.look or self.backup
        if last is None:
            return State(Tone.NONE, tr("Waits"))
        if last.state not in GOOD:
            stopped = last.state is JobState.CANCELLED
            return State(Tone.BAD, tr("Stopped") if stopped else tr("Failed"))
        if self.look is None:
            return State(Tone.WARNING, tr("Backed up"))
        warned = JobState.WARNING in (self.look.state, self.backup and self.backup.state)
        return State(Tone.WARNING if warned else Tone.OK, tr("Verified"))


def proof_of(proof: Proof, job: Job) -> Proof:
    """With what ended now."""
    is_backup = job.kind is JobKind.BACKUP
    return replace(proof, backup=job) if is_backup else replace(proof, look=job)


def failed(proofs: Sequence[Proof]) -> list[str]:
    """The targets that are to be tried again."""
    return [proof.target for proof in proofs if proof.look is None or proof.state.tone is Tone.BAD]


def columns() -> tuple[Column[Proof], ...]:
    return (
        Column(tr("Target"), lambda proof: shown(proof.target)),
        Column(
            tr("State"),
            lambda proof: f"{proof.state.tone.shape}  {proof.state.word}",
            tone=lambda proof: proof.state.tone,
        ),
        Column(tr("First verification"), _verified),
        Column(tr("Rows"), lambda p: _number(p, "rows"), number=True),
        Column(tr("Size"), lambda p: _size(p, "bytes"), number=True),
        Column(tr("New"), lambda p: _size(p, "stored"), number=True),
    )


def outcome(proofs: Sequence[Proof]) -> tuple[Tone, str, str]:
    """The tone, the answer, and what was done, when all is over."""
    good = [proof for proof in proofs if proof.state.tone is not Tone.BAD and proof.look]
    if not proofs:
        return Tone.WARNING, tr("Nothing was added"), tr("All of it is protected already.")
    if len(good) < len(proofs):
        heading = tr("{n} of {all} first backups did not end well")
        if len(proofs) == 1:
            heading = tr("The first backup did not end well")
        bad = next(proof for proof in proofs if proof not in good)
        last = bad.look or bad.backup
        why = activity.why(last) if last else ""
        numbers = {"n": text.number(len(proofs) - len(good)), "all": text.number(len(proofs))}
        words = f"{shown(bad.target)}: {why or tr('It was stopped.')}"
        return Tone.BAD, heading.format(**numbers), words
    if len(proofs) == 1:
        heading = tr("{target} is protected").format(target=shown(proofs[0].target))
    else:
        heading = tr("{n} targets are protected").format(n=text.number(len(proofs)))
    done = tr("Backed up, read back and verified.")
    warned = [proof for proof in proofs if proof.state.tone is Tone.WARNING]
    if warned:
        done = tr("Backed up and verified, with remarks; Activity shows them.")
    return Tone.WARNING if warned else Tone.OK, heading, done


def _verified(proof: Proof) -> str:
    """What was proven, in how much time."""
    last = proof.look or proof.backup
    if last is not None and last.state not in GOOD:
        return activity.why(last) or tr("It was stopped.")
    if proof.look is None:
        return ""
    items = text.count(int(proof.look.figures.get("items", 0)), "item", "items")
    words = tr("structure: {items} in {time}")
    return words.format(items=items, time=activity.took(proof.look))


def _number(proof: Proof, figure: str) -> str:
    figures = proof.backup.figures if proof.backup else {}
    return text.number(int(figures[figure])) if figures.get(figure) else ""


def _size(proof: Proof, figure: str) -> str:
    figures = proof.backup.figures if proof.backup else {}
    return text.size(float(figures[figure])) if figure in figures else ""
