"""Which paths of a tree belong to a target, in the way of a ``.gitignore``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.sources.folder.options import EXCLUDE, INCLUDE

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Patterns:
    """What to take and what to leave out; both empty: take all. Any thread.

    The patterns are those of a ``.gitignore`` at the root: one without a slash means that name in
    any folder, one with a slash counts from the root, ``**`` spans folders, a slash at the end
    means folders only, ``!`` takes back what an earlier one said. A folder that is left out is
    left out with all that is in it. Where there are any to include, only what they match is taken,
    all that is in a folder that they match, and the folders on the way to it.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    _included: GitIgnoreSpec | None = None
    _excluded: GitIgnoreSpec | None = None

    @classmethod
    def of(cls, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> Patterns:
        """Raises :class:`NotSupported` for one that is no pattern."""
        include, exclude = tuple(include), tuple(exclude)
        return cls(include, exclude, _compiled(include), _compiled(exclude))

    @classmethod
    def of_options(cls, options: Mapping[str, Any]) -> Patterns:
        """Those that a target's options hold."""
        return cls.of(options.get(INCLUDE, ()), options.get(EXCLUDE, ()))

    def leaves_out(self, name: str, *, folder: bool) -> bool:
        """Whether a path is left out, whose folder is not.

        >>> leaves_out = Patterns.of(exclude=["*.tmp", "cache/"]).leaves_out
        >>> leaves_out("a/b.tmp", folder=False), leaves_out("cache", folder=False)
        (True, False)
        """
        spec = self._excluded
        return spec is not None and spec.match_file(f"{name}/" if folder else name)

    def includes(self, name: str, *, folder: bool) -> bool:
        """Whether a path is meant to be taken, for itself or with a folder that it lies in.

        >>> patterns = Patterns.of(include=["*.h264", "/results/"])
        >>> [patterns.includes(n, folder=False) for n in ("a/b.h264", "results/x", "a/results")]
        [True, True, False]
        """
        spec = self._included
        return spec is None or spec.match_file(f"{name}/" if folder else name)


def literal(path: str) -> str:
    r"""The pattern that means one path below the root, whatever characters its name has.

    >>> literal("odd [1]*")
    '/odd[ ]\\[1\\]\\*'
    """
    # Blanks at the end of a line count for nothing, unless they stand in brackets.
    return "/" + "".join(
        f"\\{c}" if c in r"\*?[]!#" else f"[{c}]" if c.isspace() else c for c in path
    )


def _compiled(lines: Sequence[str]) -> GitIgnoreSpec | None:
    if not lines:
        return None
    from pathspec import GitIgnoreSpec  # takes a while, and most targets have no patterns
    from pathspec.patterns.gitignore import GitIgnorePatternError

    for line in lines:
        try:
            if not any(p.include is not None for p in GitIgnoreSpec.from_lines([line]).patterns):
                raise NotSupported(f"the pattern {line!r}", "it means nothing")
        except GitIgnorePatternError:
            raise NotSupported(f"the pattern {line!r}", "it is not one of a .gitignore") from None
    return GitIgnoreSpec.from_lines(lines)
