"""A report of what is proven, as a value, as JSON and as HTML.

HTML is built as a tree, whose texts are escaped when it is written: a name can never be markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from desktop_app.engine.catalog.entries import Job, Verification
from desktop_app.engine.catalog.status import TargetStatus
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Level, Problem
from desktop_app.gui import text
from desktop_app.gui.models import activity
from desktop_app.gui.models.verification import (
    GRADES,
    NAMES,
    PROVES,
    heading,
    seconds,
    state_of,
)
from desktop_app.gui.text import shown, tr

STYLE = """
body { font-family: sans-serif; font-size: 10pt; }
h1 { font-size: 18pt; font-weight: normal; }
h2 { font-size: 12pt; }
th, td { text-align: left; padding: 4px 12px 4px 0; vertical-align: top; }
"""


@dataclass(frozen=True, slots=True)
class Report:
    """``looks``: the last verification of each target at each level that was tried."""

    workspace: str
    made: datetime
    statuses: tuple[TargetStatus, ...]
    looks: tuple[tuple[str, Verification], ...]
    drills: tuple[Job, ...]
    limits: dict[str, int]


def as_json(report: Report) -> str:
    looks: dict[str, dict[str, object]] = {status.target: {} for status in report.statuses}
    for target, look in report.looks:
        looks[target][look.level.value] = {
            "grade": look.grade.value,
            "at": look.at.isoformat(),
            "snapshot": look.snapshot,
            "sampled": look.sampled,
            "seconds": look.seconds,
            "problems": [{"item": p.item, "what": p.what} for p in look.problems],
        }
    document = {
        "workspace": report.workspace,
        "made": report.made.isoformat(),
        "targets": [{"target": name, "levels": levels} for name, levels in looks.items()],
        "drills": [_drill_document(job, report.limits.get(job.target)) for job in report.drills],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _drill_document(job: Job, limit: int | None) -> dict[str, object]:
    return {
        "target": job.target,
        "finished": job.finished and job.finished.isoformat(),
        "state": job.state.value,
        "snapshot": job.snapshot,
        "rto_seconds": job.figures.get("rto_seconds"),
        "rto_limit_seconds": limit,
        "rows": job.figures.get("rows"),
        "items": job.figures.get("items"),
    }


def as_html(report: Report) -> str:
    page = Element("html")
    head, body = SubElement(page, "head"), SubElement(page, "body")
    SubElement(head, "meta", charset="utf-8")
    _add(head, "title", tr("What is proven"))
    _add(head, "style", STYLE)
    answer, facts = heading(report.statuses, report.made)
    _add(body, "h1", answer)
    _add(body, "p", f"{shown(report.workspace)} · {_moment(report.made)} · {facts}")
    _add(body, "h2", tr("Levels"))
    _add_matrix(body, report)
    for level in Level:
        _add(body, "p", f"{tr(NAMES[level])}: {tr(PROVES[level])}.")
    _add_problems(body, report)
    _add_drills(body, report)
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html")


def _add_matrix(body: Element, report: Report) -> None:
    rows = [[tr("Target"), *(tr(NAMES[level]) for level in Level)]]
    for status in report.statuses:
        cells = [shown(status.target)]
        for level in Level:
            state, look = state_of(status, level), status.looks.get(level)
            when = f", {_moment(look.at)}" if look else ""
            cells.append(f"{state.tone.shape} {state.word}{when}")
        rows.append(cells)
    _add_table(body, rows)


def _add_problems(body: Element, report: Report) -> None:
    _add(body, "h2", tr("Problems"))
    rows = [
        [shown(target), tr(NAMES[look.level]), shown(problem.item), _told(look, problem)]
        for target, look in report.looks
        for problem in look.problems
    ]
    if rows:
        _add_table(body, [[tr("Target"), tr("Level"), tr("Item"), tr("Problem")], *rows])
    else:
        _add(body, "p", tr("None was found."))


def _told(look: Verification, problem: Problem) -> str:
    """A problem, or what a warning remarks."""
    return f"{GRADES[look.grade].tone.shape} {shown(problem.what)}"


def _add_drills(body: Element, report: Report) -> None:
    _add(body, "h2", tr("Drills"))
    if not report.drills:
        _add(body, "p", tr("No drill was run yet."))
        return
    rows = [[tr("When"), tr("Target"), tr("State"), tr("Restored in"), tr("Limit")]]
    for job in report.drills:
        took = text.duration(seconds(job)) if "rto_seconds" in job.figures else ""
        limit = report.limits.get(job.target)
        rows.append(
            [
                _moment(job.finished or job.created),
                shown(job.target),
                activity.state_text(job.state),
                took,
                text.limit(limit),
            ]
        )
    _add_table(body, rows)


def _add_table(body: Element, rows: Sequence[Sequence[str]]) -> None:
    table = SubElement(body, "table")
    for at, row in enumerate(rows):
        line = SubElement(table, "tr")
        for cell in row:
            _add(line, "td" if at else "th", cell)


def _add(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = words


def _moment(at: datetime) -> str:
    """A date that still is right when the report is read years later."""
    return f"{at.astimezone():%Y-%m-%d %H:%M %Z}"
