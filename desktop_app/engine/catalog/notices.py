"""The notifications of one workspace: its channels, its faults, and the outbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database, insert_or_update
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.telling.notice import (
    Digesting,
    Fault,
    Kind,
    Notice,
    NoticeState,
    Period,
    Ring,
    Rule,
    Ruling,
    rule_to_store,
    stored_rule,
)

TABLE, FAULTS, WORKSPACES = schema.notices, schema.faults, schema.workspaces


class Notices:
    """Any thread and several programs may call; every method is one transaction. What reads and
    then writes holds the workspace's row meanwhile, so that nobody else does the same."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self.workspace = database, workspace

    # Faults

    def change_fault(self, key: str, change: Callable[[Fault | None], Fault | None]) -> None:
        """Put what ``change`` makes of the fault in its place; None leaves all as it is."""
        with self._database.writing() as connection:
            self._held(connection)
            query = self._my_faults().where(FAULTS.c.key == key)
            row = connection.execute(query).first()
            after = change(_fault(row) if row else None)
            if after is not None:
                self._put(connection, after)

    def rule(
        self, judge: Callable[[tuple[Fault, ...], tuple[Rule, ...]], Ruling]
    ) -> tuple[Notice, ...]:
        """Do all at once what ``judge`` says of the faults and channels; returns the new notices
        with their keys."""
        with self._database.writing() as connection:
            rules = _rules(self._held(connection))
            faults = tuple(_fault(row) for row in connection.execute(self._my_faults()))
            ruling = judge(faults, rules)
            for fault in ruling.changed:
                self._put(connection, fault)
            for key in ruling.forgotten:
                mine = (FAULTS.c.workspace == self.workspace) & (FAULTS.c.key == key)
                connection.execute(delete(FAULTS).where(mine))
            return self._add(connection, ruling.notices)

    def faults(self) -> tuple[Fault, ...]:
        """All that are known, also those that are over, the oldest first."""
        with self._database.reading() as connection:
            return tuple(_fault(row) for row in connection.execute(self._my_faults()))

    # The outbox

    def notices(self, limit: int = 100) -> tuple[Notice, ...]:
        """The newest first."""
        query = self._my_notices().order_by(TABLE.c.key.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(_notice(row) for row in connection.execute(query))

    def waiting(self) -> tuple[Notice, ...]:
        """What is to be sent, the oldest first."""
        query = self._my_notices().where(TABLE.c.state == NoticeState.WAITING)
        with self._database.reading() as connection:
            return tuple(_notice(row) for row in connection.execute(query.order_by(TABLE.c.key)))

    def claim(self, notice: Notice, until: datetime) -> bool:
        """Take a waiting notice to send it; False when it is no longer as it was read."""
        as_read = (TABLE.c.state == NoticeState.WAITING) & (TABLE.c.tries == notice.tries)
        as_read &= TABLE.c.next_try.is_not_distinct_from(notice.next_try)
        taken = update(TABLE).where(self._is_mine(notice.key) & as_read).values(next_try=until)
        with self._database.writing() as connection:
            return connection.execute(taken).rowcount == 1

    def keep(self, notice: Notice) -> None:
        """Remember what became of a notice."""
        change = update(TABLE).where(self._is_mine(notice.key)).values(_notice_row(notice))
        with self._database.writing() as connection:
            connection.execute(change)

    def retry(self, now: datetime, key: int | None = None) -> int:
        """Let what failed, given up or not, be tried at once; returns how many. With ``key``
        only this one: raises :class:`UnknownName` when nothing failed under it."""
        failed = (TABLE.c.workspace == self.workspace) & (
            (TABLE.c.state == NoticeState.FAILED)
            | ((TABLE.c.state == NoticeState.WAITING) & (TABLE.c.tries > 0))
        )
        if key is not None:
            failed &= TABLE.c.key == key
        change = update(TABLE).where(failed)
        afresh = change.values(state=NoticeState.WAITING, tries=0, next_try=now)
        with self._database.writing() as connection:
            count = connection.execute(afresh).rowcount
            if key is not None and not count:
                raise UnknownName("failed notice", str(key))
            return count

    def forget_notices(self, before: datetime) -> None:
        """Forget notices that were made earlier, however they stand."""
        old = (TABLE.c.workspace == self.workspace) & (TABLE.c.created < before)
        with self._database.writing() as connection:
            connection.execute(delete(TABLE).where(old))

    # Channels

    def rules(self) -> tuple[Rule, ...]:
        """The channels, by name."""
        with self._database.reading() as connection:
            return _rules(connection.execute(self._me()).one())

    def change_rules(self, change: Callable[[tuple[Rule, ...]], Sequence[Rule]]) -> None:
        """Keep what ``change`` makes of the channels. What waits for one that is gone is
        dropped."""
        with self._database.writing() as connection:
            after = change(_rules(self._held(connection)))
            stored = [rule_to_store(rule) for rule in after]
            self._change_me(connection, channels=stored)
            gone = TABLE.c.channel.not_in([rule.name for rule in after])
            waiting = (TABLE.c.workspace == self.workspace) & (TABLE.c.state == NoticeState.WAITING)
            connection.execute(delete(TABLE).where(waiting & gone))

    # Digests

    def digesting(self) -> Digesting:
        """How often a digest is wanted, and when the last one was made."""
        with self._database.reading() as connection:
            return _digesting(connection.execute(self._me()).one())

    def set_period(self, period: Period, now: datetime) -> None:
        """Send digests so often from now on."""
        with self._database.writing() as connection:
            self._change_me(connection, digest=period, digest_sent=now)

    def add_digest(
        self, before: Digesting, now: datetime, notices: Sequence[Notice]
    ) -> tuple[Notice, ...]:
        """Put a digest into the outbox; nothing when somebody else did since ``before``."""
        with self._database.writing() as connection:
            if _digesting(self._held(connection)) != before:
                return ()
            self._change_me(connection, digest_sent=now)
            return self._add(connection, notices)

    # Parts of the above

    def _me(self) -> Any:
        return select(WORKSPACES).where(WORKSPACES.c.name == self.workspace)

    def _held(self, connection: Connection) -> Row[Any]:
        """The workspace's row, which nobody else changes until the transaction ends."""
        return connection.execute(self._me().with_for_update()).one()

    def _change_me(self, connection: Connection, **values: Any) -> None:
        mine = update(WORKSPACES).where(WORKSPACES.c.name == self.workspace)
        connection.execute(mine.values(values))

    def _my_faults(self) -> Any:
        mine = select(FAULTS).where(FAULTS.c.workspace == self.workspace)
        return mine.order_by(FAULTS.c.since, FAULTS.c.key)

    def _my_notices(self) -> Any:
        return select(TABLE).where(TABLE.c.workspace == self.workspace)

    def _is_mine(self, key: int) -> Any:
        return (TABLE.c.workspace == self.workspace) & (TABLE.c.key == key)

    def _put(self, connection: Connection, fault: Fault) -> None:
        row = _fault_row(fault) | {"workspace": self.workspace}
        connection.execute(insert_or_update(connection, FAULTS), row)

    def _add(self, connection: Connection, notices: Sequence[Notice]) -> tuple[Notice, ...]:
        added = []
        for notice in notices:
            row = _notice_row(notice) | {"workspace": self.workspace}
            key = connection.execute(insert(TABLE).values(row).returning(TABLE.c.key))
            added.append(replace(notice, key=key.scalar_one()))
        return tuple(added)


def _rules(workspace: Row[Any]) -> tuple[Rule, ...]:
    rules = (stored_rule(each["name"], each["wants"], each["place"]) for each in workspace.channels)
    return tuple(sorted(rules, key=lambda rule: rule.name))


def _digesting(workspace: Row[Any]) -> Digesting:
    return Digesting(Period(workspace.digest), workspace.digest_sent)


def _fault_row(fault: Fault) -> dict[str, Any]:
    rings = [[r.channel, r.at.isoformat(), r.times, r.heard] for r in fault.rings]
    return {
        "key": fault.key,
        "kind": fault.kind,
        "target": fault.target,
        "since": fault.since,
        "last": fault.last,
        "rung": max((ring.at for ring in fault.rings), default=None),
        "cleared": fault.cleared,
        "detail": {"title": fault.title, "text": fault.text, "rings": rings},
    }


def _fault(row: Row[Any]) -> Fault:
    rings = tuple(
        Ring(channel, datetime.fromisoformat(at), times, heard)
        for channel, at, times, heard in row.detail["rings"]
    )
    return Fault(
        row.key,
        Kind(row.kind),
        row.target,
        row.since,
        row.last,
        row.detail["title"],
        row.detail["text"],
        rings,
        row.cleared,
    )


NOTICE = ("channel", "kind", "subject", "body", "created", "next_try", "state", "tries", "sent")


def _notice_row(notice: Notice) -> dict[str, Any]:
    return {name: getattr(notice, name) for name in (*NOTICE, "error")}


def _notice(row: Row[Any]) -> Notice:
    known = {name: getattr(row, name) for name in (*NOTICE, "error", "key")}
    known |= {"kind": Kind(known["kind"]), "state": NoticeState(known["state"])}
    return Notice(**known)
