"""The key pool: how often each key may be used, across processes and restarts.

A call reserves the earliest free place of a live key in one transaction and waits until its time: nobody polls, who
comes first goes first, and a crash wastes a place at most. The keys themselves are not in the file.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from core.errors import NotConfigured, RateLimited
from tools.keys.port import LEAST, MOST, Lease

WINDOW = 60.0  # s in which a key is used at most `per_minute` times
FAILURES = 5  # in a row: then the key rests
REST, LONGEST = 30.0, 600.0  # s that it rests, doubled each time one probe fails
PATIENCE = 30.0  # s that a writer waits for another
_TABLES = """
create table if not exists slot (provider text, id text, at real);
create index if not exists slots on slot (provider, id, at);
create table if not exists state (
    provider text, id text, until real default 0, fails integer default 0, dead text default '',
    primary key (provider, id)
);
"""


class KeyPool:
    """Places and states of keys in the SQLite file `file`; `window` is in seconds."""

    def __init__(self, file: Path, now: Callable[[], float] = time.time, window: float = WINDOW) -> None:
        self._file, self._now, self._window = file, now, window

    def acquire(self, provider: str, keys: Sequence[str], per_minute: int, max_wait: float) -> Lease:
        """Reserve the earliest place of any live key.

        Raises NotConfigured when every key is dead, RateLimited when no place is free within `max_wait` seconds.
        """
        ids = [identity(key) for key in keys]
        with self._transaction() as db:
            now = self._now()
            # A clock that was set back leaves places beyond what anybody waits for. How long ago they were used is not
            # known, so they count as used this moment: a window's wait at most, and no burst.
            beyond = now + max(max_wait, 2 * self._window) + self._window
            db.execute("update slot set at = ? where at > ? and provider = ?", (now, beyond, provider))
            db.execute("delete from slot where at < ? and provider = ?", (now - 2 * self._window, provider))
            dead: dict[str, str] = {}
            free: dict[str, float] = {}
            for id in ids:
                until, fails, word = self._held(db, provider, id)
                if word:
                    dead[id] = word
                else:
                    free[id] = self._free(db, provider, id, per_minute, max(now, until))
                    if fails >= FAILURES:
                        free[id] = max(free[id], self._probed(db, provider, id, until) + REST)
            if not free:
                reason = next(iter(dead.values()), "no key is set")
                raise NotConfigured(f"no key is usable ({reason}); `storyreel doctor --revive-keys` tries them again")
            id = min(free, key=lambda one: (free[one], ids.index(one)))
            if free[id] > now + max_wait:
                raise RateLimited(f"no key is free for {free[id] - now:.0f} s", free[id] - now)
            db.execute("insert into slot values (?, ?, ?)", (provider, id, free[id]))
            return Lease(provider=provider, id=id, at=free[id])

    def live(self, lease: Lease) -> bool:
        """Whether the lease still holds: the key may have been limited, or died, while its place was waited for."""
        with self._transaction() as db:
            until, _, word = self._held(db, lease.provider, lease.id)
        return not word and until <= lease.at

    def worked(self, lease: Lease) -> None:
        """The call succeeded. A wait that the provider asked for meanwhile stays; only a rest for failures ends."""
        with self._transaction() as db:
            until, fails, _ = self._held(db, lease.provider, lease.id)
            self._set(db, lease, "fails = 0, until = ?", 0.0 if fails >= FAILURES else until)

    def limited(self, lease: Lease, seconds: float | None) -> None:
        """The provider asks to wait: nobody uses the key meanwhile; of two waits the longer one holds."""
        wait = self._window if seconds is None else min(max(seconds, LEAST), MOST)
        with self._transaction() as db:
            until, _, _ = self._held(db, lease.provider, lease.id)
            self._set(db, lease, "fails = 0, until = ?", max(until, self._now() + wait))

    def failed(self, lease: Lease) -> None:
        """The call failed for the provider's reasons; after FAILURES in a row the key rests, longer after each probe.

        Calls that were under way when the rest began say nothing of how the provider is after it.
        """
        with self._transaction() as db:
            until, fails, _ = self._held(db, lease.provider, lease.id)
            if fails >= FAILURES and lease.at < until:
                return
            fails += 1
            if fails >= FAILURES:
                # No power of a large count: as many as it takes to reach LONGEST are enough.
                until = max(until, self._now() + min(REST * 2 ** min(fails - FAILURES, 10), LONGEST))
            self._set(db, lease, "fails = ?, until = ?", fails, until)

    def dead(self, lease: Lease, reason: str) -> None:
        """The key is not used again until it is revived."""
        with self._transaction() as db:
            self._set(db, lease, "dead = ?", reason)

    def revive(self) -> int:
        """Forget that keys are dead or rest; returns how many did."""
        with self._transaction() as db:
            return db.execute("delete from state where dead <> '' or until > ? or fails > 0", (self._now(),)).rowcount

    def state(self, provider: str, key: str) -> str:
        """One phrase for doctor: empty when the key is live."""
        with self._transaction() as db:
            until, _, word = self._held(db, provider, identity(key))
        if word:
            return word
        return f"rests for {until - self._now():.0f} s" if until > self._now() else ""

    def _held(self, db: sqlite3.Connection, provider: str, id: str) -> tuple[float, int, str]:
        """Until when a key rests, its failures in a row, and why it is dead."""
        query = "select until, fails, dead from state where provider = ? and id = ?"
        until, fails, word = db.execute(query, (provider, id)).fetchone() or (0.0, 0, "")
        # Nobody rests longer than MOST: what lies beyond was written before the clock was set back.
        return (until if until <= self._now() + MOST else 0.0), fails, word

    def _probed(self, db: sqlite3.Connection, provider: str, id: str, rested: float) -> float:
        """When a key that failed was last tried after its rest: while it is not known to work, once in REST."""
        query = "select max(at) from slot where provider = ? and id = ? and at >= ?"
        (at,) = db.execute(query, (provider, id, rested)).fetchone()
        return -REST if at is None else float(at)

    def _free(self, db: sqlite3.Connection, provider: str, id: str, per_minute: int, earliest: float) -> float:
        """The first time from `earliest` on at which no window holds more than `per_minute` places."""
        query = "select at from slot where provider = ? and id = ? order by at desc limit ?"
        last = [at for (at,) in db.execute(query, (provider, id, per_minute))]
        return earliest if len(last) < per_minute else max(earliest, last[-1] + self._window)

    def _set(self, db: sqlite3.Connection, lease: Lease, what: str, *values: float | str) -> None:
        db.execute("insert or ignore into state (provider, id) values (?, ?)", (lease.provider, lease.id))
        db.execute(f"update state set {what} where provider = ? and id = ?", (*values, lease.provider, lease.id))

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if not self._file.exists():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self._file, timeout=PATIENCE, isolation_level=None)) as db:
            db.executescript(_TABLES)
            with db:  # commits, or rolls back what failed
                db.execute("begin immediate")
                yield db


def identity(key: str) -> str:
    """A key's name in the file: nothing of the key can be found in it."""
    return hashlib.sha256(f"storyreel key {key}".encode()).hexdigest()[:16]
