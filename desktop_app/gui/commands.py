"""Actions of the window as lines for a terminal: what the same engine does without a window."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from glob import escape

from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE, JobKind
from desktop_app.engine.model import Level

PROGRAM = "labvault"
SHORT = 12  # digits of a snapshot's id that name it
WORKSPACE = "--workspace"


def line(*words: str, options: tuple[str, ...] = ()) -> str:
    """One command. ``options`` stand before the noun, as ``--profile DIR`` does.

    >>> line("backup", "old results", options=("--workspace", "cryo"))
    "labvault --workspace cryo backup 'old results'"
    """
    return shlex.join([PROGRAM, *options, *words])


def in_workspace(options: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The same options, for another workspace.

    >>> in_workspace(("--profile", "/p", "--workspace", "cryo"), "flies")
    ('--profile', '/p', '--workspace', 'flies')
    """
    at = options.index(WORKSPACE) if WORKSPACE in options else len(options)
    named = (WORKSPACE, name) if name != DEFAULT_WORKSPACE else ()
    return (*options[:at], *options[at + 2 :], *named)


def back_up(target: str) -> tuple[str, ...]:
    return ("backup", *_operands(target))


def verify(target: str, level: Level) -> tuple[str, ...]:
    return ("verify", "--level", level.value, *_operands(f"latest:{target}"))


def show(snapshot: str) -> tuple[str, ...]:
    return ("show", snapshot[:SHORT])


def verify_snapshot(snapshot: str, level: Level) -> tuple[str, ...]:
    return ("verify", "--level", level.value, snapshot[:SHORT])


def compare(before: str, after: str) -> tuple[str, ...]:
    return ("compare", before[:SHORT], after[:SHORT])


def label(snapshot: str, words: str, note: str, *, keep: bool) -> tuple[str, ...]:
    """As one word with an equals sign: what people say may begin with a hyphen."""
    kept = "--keep" if keep else "--no-keep"
    return ("label", snapshot[:SHORT], f"--label={words}", f"--note={note}", kept)


def export(snapshot: str, file: str) -> tuple[str, ...]:
    return ("export", snapshot[:SHORT], f"--output={file}")


def restore_file(snapshot: str, name: str, to: str) -> tuple[str, ...]:
    """One file of a snapshot, into a new folder.

    >>> restore_file("ab12", "run [1]/a.h264", "new")
    ('restore', 'ab12', '--to', 'new', '--only=/run [[]1]/a.h264')
    """
    return ("restore", snapshot[:SHORT], "--to", to, f"--only=/{escape(name)}")


def search(words: str) -> tuple[str, ...]:
    return ("search", *_operands(words))


def drill(target: str, snapshot: str = "") -> tuple[str, ...]:
    """Of the target's newest, or of the one named."""
    chosen = ("--snapshot", snapshot[:SHORT]) if snapshot else ()
    return ("drill", *chosen, *_operands(target))


def retry(key: int) -> tuple[str, ...]:
    return ("jobs", "retry", str(key))


def schedule(target: str, kind: JobKind, rule: str) -> tuple[str, ...]:
    return ("schedule", "set", "--kind", kind.value, *_operands(target, rule))


def limits(target: str, rpo_seconds: int | None, proof_days: int | None) -> tuple[str, ...]:
    rpo = "none" if rpo_seconds is None else f"{rpo_seconds}s"
    return (
        *("target", "change", "--rpo", rpo, "--proof-days", str(proof_days or 0)),
        *_operands(target),
    )


def retention(target: str, stored: Mapping[str, int] | None) -> tuple[str, ...]:
    """``stored`` as :meth:`Retention.to_store` gives it; None keeps all."""
    if stored is None:
        return ("retention", "set", "--keep-all", *_operands(target))
    names = {"at_least": "--at-least", "trash_days": "--trash-days"}
    told = [(names.get(rule, f"--keep-{rule}"), str(n)) for rule, n in stored.items()]
    return ("retention", "set", *(word for pair in told for word in pair), *_operands(target))


def add_database(target: str, url: str, repository: str, *, with_password: bool) -> tuple[str, ...]:
    words = ("target", "add", "postgresql", "--url", url, "--repository", repository)
    return (*words, *(("--save-password",) if with_password else ()), *_operands(target))


def add_server(
    name: str,
    url: str,
    repository: str,
    left_out: Sequence[str],
    rule: str,
    rpo_seconds: int | None,
    *,
    with_password: bool,
) -> tuple[str, ...]:
    """All databases of a server, also future ones; ``rule`` empty: backed up by hand."""
    told = [("--except", each) for each in left_out]
    if rule:
        told.append(("--schedule", rule))
    if rpo_seconds is not None:
        told.append(("--rpo", f"{rpo_seconds}s"))
    words = add_database(name, url, repository, with_password=with_password)
    return (*words[:3], "--all-databases", *(word for pair in told for word in pair), *words[3:])


def add_target(
    kind: str, target: str, operands: Sequence[str], flags: Sequence[str]
) -> tuple[str, ...]:
    """
    >>> add_target("folder", "films", ["/data"], ["--repository", "nas"])
    ('target', 'add', 'folder', '--repository', 'nas', 'films', '/data')
    """
    return ("target", "add", kind, *flags, *_operands(target, *operands))


def remove_target(target: str) -> tuple[str, ...]:
    return ("target", "remove", *_operands(target))


def _operands(*names: str) -> tuple[str, ...]:
    """A name that looks like an option is announced as none.

    >>> back_up("-x")
    ('backup', '--', '-x')
    """
    return ("--", *names) if any(name.startswith("-") for name in names) else names
