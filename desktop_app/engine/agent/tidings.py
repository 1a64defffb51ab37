"""Tells the people of a workspace what became of jobs, and what is overdue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from desktop_app.engine.agent import repository_alarms as places
from desktop_app.engine.agent.alarms import ABOUTS, Outlook, alarms
from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.entries import Job
from desktop_app.engine.catalog.history import History, Standing
from desktop_app.engine.keeping.space import WARNING_DAYS, WINDOW, forecast
from desktop_app.engine.notify.events import About, Recovery, Trouble, fault_key
from desktop_app.engine.notify.notifier import Notifier
from desktop_app.engine.telling.notice import Fault, Kind
from desktop_app.engine.telling.tidings import AGAIN, Say, tell_of_job, tell_of_servers


class Tidings:
    """For one thread."""

    def __init__(
        self,
        records: Records,
        history: History,
        notifier: Notifier,
        say: Say,
        warning_days: int = WARNING_DAYS,
    ) -> None:
        """``warning_days``: so long before a place is full it is told."""
        self._records, self._history = records, history
        self.notifier, self._say = notifier, say
        self._warning_days = warning_days

    def of_job(self, job: Job, now: datetime) -> bool:
        """A job's try ended; returns whether there was anything to tell."""
        return tell_of_job(self._records, job, self._say, now)

    def of_alarms(self, stuck: Mapping[str, str], now: datetime) -> bool:
        """What is overdue, or is no longer; ``stuck``: why schedules do not work, by target.
        Returns whether there was anything to tell."""
        targets, schedules = self._records.targets.list(), self._records.schedules.list()
        standings = self._history.standings()
        found = {each.key: each for each in alarms(Outlook(targets, schedules, standings), now)}
        for target, why in stuck.items():
            trouble = Trouble(Kind.ALARM, About.AGENT, target, now, why)
            found[trouble.key] = trouble
        found |= {each.key: each for each in self._of_repositories(now)}
        known = {f.key: f for f in self._records.notices.faults() if f.cleared is None}
        told = [self._tell(trouble, known.get(key), now) for key, trouble in found.items()]
        over = [self._end(f, now) for key, f in known.items() if key not in found and _is_ours(f)]
        cured = [self._cure(fault, standings, now) for fault in known.values()]
        servers = tell_of_servers(self._records, self._say, now)
        return any([*told, *over, *cured, servers])

    def _of_repositories(self, now: datetime) -> tuple[Trouble, ...]:
        entries, measures = self._records.repositories.list(), self._records.measures
        forecasts = {e.name: forecast(measures.list(e.id, now - WINDOW), now) for e in entries}
        return places.repository_alarms(entries, forecasts, self._warning_days, now)

    def _tell(self, trouble: Trouble, known: Fault | None, now: datetime) -> bool:
        if known is not None and abs(now - known.last) < AGAIN:
            return False
        self.notifier.tell(trouble)
        return True

    def _end(self, fault: Fault, now: datetime) -> bool:
        about = About(fault.key.split(":")[1])
        self.notifier.tell(Recovery(about, fault.target, now, (fault.kind,)))
        return True

    def _cure(self, fault: Fault, standings: Mapping[str, Standing], now: datetime) -> bool:
        """A backup that failed here may have been made by hand, or by another computer."""
        standing = standings.get(fault.target)
        failed = fault.key == fault_key(Kind.FAILURE, About.BACKUP, fault.target)
        if not failed or standing is None or standing.newest <= fault.last:
            return False
        self.notifier.tell(Recovery(About.BACKUP, fault.target, now, (Kind.FAILURE,)))
        return True


def _is_ours(fault: Fault) -> bool:
    overdue = {fault_key(Kind.OVERDUE, about, fault.target) for about in ABOUTS}
    alarming = (About.AGENT, *places.ABOUTS)
    return fault.key in overdue | {fault_key(Kind.ALARM, a, fault.target) for a in alarming}
