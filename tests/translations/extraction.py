"""Every text of the window that is to be translated, found by walking its source.

``tr("…")`` and ``text.count(n, "row", "rows")`` say their text themselves. Where ``tr`` is given a
value, that value comes from a table of constants, which is found by its name (``tr(NAMES[kind])``),
or is marked with ``later("…")`` where it is written. What the engine says, such as the phases of a
job, is found in the engine's source.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.engine import errors
from desktop_app.engine.model import Grade, ItemKind, Level

ROOT = Path(__file__).parents[2]
GUI = ROOT / "desktop_app" / "gui"
SHOWN_BY_WINDOW = ("engine", "demo", "credentials.py")

# Calls of tr() whose texts are found where they are made: here, or in the engine.
KNOWN: Mapping[str, set[str]] = {
    "gui/error_text.py": {"what", "part"},
    "gui/text.py": {"words", "head"},
    "gui/models/roles.py": {"known[told]"},
    "gui/models/timeline.py": {"level", "snapshot.grade"},
    "gui/wizards/protect/what.py": {"kind.name", "kind.sentence"},
    "gui/pages/snapshots/detail.py": {"level"},
    "gui/wizards/restore/selecting.py": {"level"},
    "gui/models/activity.py": {"progress.doing"},
    "gui/models/verification.py": {"state.word", "state(job).word", "finding.kind"},
    "gui/pages/snapshots.py": {"item.kind.value"},
    "gui/pages/verification.py": {"results.unread"},
    "gui/questions.py": {"asked"},
    "gui/wizards/restore/carrying_out.py": {"state.doing"},
}
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type)} - {"Bug"}
EVERYWHERE = {"error.reason", "state.word", "doing", "state.doing"}
LETTERS = re.compile(r"[^\W\d_]|\{")
TABLES = {"gui/error_words.py": ("WORDS", "BUG")}


@dataclass(frozen=True, order=True)
class Text:
    """``numerus``: its form depends on a number, which stands for ``%n`` or ``%Ln``."""

    source: str
    numerus: bool
    file: str


@dataclass(frozen=True)
class Untraced:
    """A call of ``tr`` whose texts are not known."""

    file: str
    line: int
    call: str


def find_texts() -> tuple[dict[str, Text], list[Untraced]]:
    """All texts by their English form, and the calls that could not be followed."""
    sources = {path: ast.parse(path.read_text("utf-8")) for path in sorted(GUI.rglob("*.py"))}
    tables: dict[str, list[str]] = defaultdict(list)  # of one name in several files: all
    for name, strings in (table for tree in sources.values() for table in _tables(tree)):
        tables[name] += strings
    found: dict[str, Text] = {}
    untraced: list[Untraced] = []
    for path, tree in sources.items():
        file = str(path.relative_to(ROOT))
        loops = _loops(tree)
        for call in _calls(tree):
            texts = list(_texts(call, tables, loops))
            if not texts and _name(call) == "tr" and not _is_known(path, call):
                untraced.append(Untraced(file, call.lineno, ast.unparse(call)))
            _add(found, (Text(source, numerus, file) for source, numerus in texts))
    for file, names in TABLES.items():
        known = dict(_tables(sources[ROOT / "desktop_app" / file]))
        _add(found, (Text(t, False, f"desktop_app/{file}") for n in names for t in known[n]))
    for kinds in (ItemKind, Level, Grade):
        _add(found, (Text(k.value, False, "desktop_app/engine/model.py") for k in kinds))
    for name in SHOWN_BY_WINDOW:
        place = ROOT / "desktop_app" / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            said = _said(ast.parse(path.read_text("utf-8")), path.name == "credentials.py")
            file = str(path.relative_to(ROOT))
            _add(found, (Text(each, False, file) for each in said))
    return found, untraced


def _add(found: dict[str, Text], texts: Iterable[Text]) -> None:
    for text in texts:
        if LETTERS.search(text.source) and not text.source.startswith("."):
            found.setdefault(text.source, text)


def _is_known(path: Path, call: ast.Call) -> bool:
    known = KNOWN.get(str(path.relative_to(ROOT / "desktop_app")), set())
    return ast.unparse(call.args[0]) in known | EVERYWHERE


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _loops(tree: ast.AST) -> Mapping[str, list[ast.expr]]:
    """What the names that loops set run over."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            for each in ast.walk(node.target):
                if isinstance(each, ast.Name):
                    found[each.id].append(node.iter)
    return found


def _texts(
    call: ast.Call, tables: Mapping[str, list[str]], loops: Mapping[str, list[ast.expr]]
) -> Iterator[tuple[str, bool]]:
    name = _name(call)
    if name == "tr" and call.args:
        numerus = len(call.args) > 1 or any(k.arg == "count" for k in call.keywords)
        yield from ((each, numerus) for each in _values(call.args[0], tables))
        if isinstance(call.args[0], ast.Name):
            for run_over in loops.get(call.args[0].id, ()):
                yield from ((each, numerus) for each in _values(run_over, tables))
    elif name in ("later", "State") and call.args:
        yield from ((each, False) for each in _strings(call.args[-1]))
    elif name == "count" and len(call.args) == 3:
        yield from ((f"%Ln {each}", True) for each in _strings(call.args[2]))


def _values(argument: ast.expr, tables: Mapping[str, list[str]]) -> Iterator[str]:
    """The texts an argument may have: its constants, and those of the tables it names."""
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
        return
    if isinstance(argument, ast.IfExp):
        yield from _values(argument.body, tables)
        yield from _values(argument.orelse, tables)
        return
    for node in ast.walk(argument):
        if isinstance(node, ast.Name | ast.Attribute):
            yield from tables.get(node.id if isinstance(node, ast.Name) else node.attr, ())
    if isinstance(argument, ast.Call):  # TABLE.get(key, "what else")
        for each in argument.args[1:]:
            yield from _strings(each)


def _tables(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Constants of a module whose values have texts; keys of a dictionary are none."""
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        target = node.target if isinstance(node, ast.AnnAssign) else target
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if isinstance(target, ast.Name) and target.id.isupper() and value is not None:
            yield target.id, list(_strings(value))


def _strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _strings(value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _strings(child)


def _said(tree: ast.AST, asks: bool) -> Iterator[str]:
    """What the engine says of its work, of what is wrong, and of what it asks for."""
    for call in _calls(tree):
        name = _name(call)
        if (name == "phase" or (asks and name == "_ask")) and call.args:
            yield from _constants(call.args[:1])
        elif name == "Steps":
            yield from _constants([*call.args, *(each.value for each in call.keywords)])
        elif name in ("Remark", "_remark") or name in ERRORS:
            yield from _constants(call.args)
            yield from _heads(call.args)


def _heads(arguments: Iterable[ast.expr]) -> Iterator[str]:
    """What stands before the colon of a text that is filled in."""
    for each in arguments:
        first = each.values[0] if isinstance(each, ast.JoinedStr) else None
        if isinstance(first, ast.Constant) and str(first.value).endswith(": "):
            yield from str(first.value).removesuffix(": ").split(": ")


def _constants(arguments: Iterable[ast.expr]) -> Iterator[str]:
    for each in arguments:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
