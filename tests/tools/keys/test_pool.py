"""Keys hold their limit, whoever uses them, whatever the clock does."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import NotConfigured, RateLimited
from tools.keys.pool import FAILURES, KeyPool

PROCESS = """
import sys, time
from pathlib import Path
from tools.keys.pool import KeyPool
pool = KeyPool(Path(sys.argv[1]), window=1.0)
end = time.time() + float(sys.argv[2])
while time.time() < end:
    lease = pool.acquire("p", ["one", "two"], 4, 10)
    time.sleep(max(lease.at - time.time(), 0))
    print(lease.id, lease.at, flush=True)
"""


class Clock:
    def __init__(self) -> None:
        self.time = 1_800_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pool(tmp_path: Path, clock: Clock) -> KeyPool:
    return KeyPool(tmp_path / "keys.db", clock)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0, 40), st.integers(1, 3)), min_size=1, max_size=25), st.integers(1, 4))
def test_no_minute_holds_more_than_the_limit(steps: list[tuple[float, int]], limit: int) -> None:
    clock, held = Clock(), []
    with TemporaryDirectory() as folder:
        pool = KeyPool(Path(folder) / "keys.db", clock)
        for wait, calls in steps:
            clock.time += wait
            for _ in range(calls):
                lease = pool.acquire("p", ["a", "b"], limit, 10_000)
                assert lease.at >= clock.time
                held.append((lease.id, lease.at))
    for id, at in held:
        assert sum(other == id and at <= moment < at + 60 for other, moment in held) <= limit


def test_two_processes_share_two_keys(tmp_path: Path) -> None:
    """Real processes and real time, with a window of one second."""
    command = [sys.executable, "-c", PROCESS, str(tmp_path / "keys.db"), "2.2"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [[line.split() for line in process.communicate()[0].splitlines()] for process in running]
    assert all(len(lines) >= 3 for lines in told), "each gets its share"
    held = [(id, float(at)) for lines in told for id, at in lines]
    for id, at in held:
        assert sum(other == id and at <= moment < at + 0.999 for other, moment in held) <= 4
    assert len({id for id, _ in held}) == 2


def test_a_limited_key_rests_for_everybody(pool: KeyPool, clock: Clock, tmp_path: Path) -> None:
    first = pool.acquire("p", ["a", "b"], 9, 60)
    pool.limited(first, 30)
    other = KeyPool(tmp_path / "keys.db", clock)
    assert {other.acquire("p", ["a", "b"], 9, 60).id for _ in range(5)} == {pool.acquire("p", ["b"], 9, 60).id}
    assert pool.acquire("p", ["a"], 9, 60).at == clock.time + 30
    pool.limited(first, 1e9)
    with pytest.raises(RateLimited, match="no key is free"):
        pool.acquire("p", ["a"], 9, 60)
    assert pool.state("p", "a").startswith("rests for")


def test_neither_a_success_nor_a_shorter_wait_ends_a_wait(pool: KeyPool, clock: Clock) -> None:
    slow, first, second = (pool.acquire("p", ["a"], 9, 60) for _ in range(3))
    pool.limited(first, 60)
    pool.limited(second, 1)
    pool.worked(slow)
    assert pool.acquire("p", ["a"], 9, 60).at == clock.time + 60


def test_a_lease_ends_when_its_key_is_limited_or_dies(pool: KeyPool, clock: Clock) -> None:
    waiting, other = pool.acquire("p", ["a"], 9, 60), pool.acquire("p", ["a"], 9, 60)
    assert pool.live(waiting)
    pool.limited(other, 10)
    assert not pool.live(waiting)
    after = pool.acquire("p", ["a"], 9, 60)
    clock.time += 10
    assert pool.live(after)
    pool.dead(other, "gone")
    assert not pool.live(after)


def test_a_dead_key_is_not_used_until_it_is_revived(pool: KeyPool) -> None:
    lease = pool.acquire("p", ["a"], 9, 60)
    pool.dead(lease, "the key is not accepted")
    with pytest.raises(NotConfigured, match=r"not accepted.*--revive-keys"):
        pool.acquire("p", ["a"], 9, 60)
    assert pool.acquire("p", ["a", "b"], 9, 60).id != lease.id
    assert pool.acquire("other", ["a"], 9, 60).id == lease.id
    pool.revive()
    assert pool.acquire("p", ["a"], 9, 60).id == lease.id


def test_failures_in_a_row_open_the_breaker(pool: KeyPool, clock: Clock) -> None:
    lease = pool.acquire("p", ["a"], 99, 0)
    for _ in range(FAILURES):
        assert pool.acquire("p", ["a"], 99, 0).at == clock.time
        pool.failed(lease)
    with pytest.raises(RateLimited):
        pool.acquire("p", ["a"], 99, 0)
    clock.time += 31
    pool.failed(pool.acquire("p", ["a"], 99, 0))
    clock.time += 31
    with pytest.raises(RateLimited):
        pool.acquire("p", ["a"], 99, 0)
    clock.time += 31
    pool.worked(pool.acquire("p", ["a"], 99, 0))
    pool.failed(lease)
    assert pool.acquire("p", ["a"], 99, 0)


def test_after_a_rest_one_probe_goes_at_a_time(pool: KeyPool, clock: Clock) -> None:
    under_way = [pool.acquire("p", ["a"], 99, 0) for _ in range(FAILURES + 3)]
    for lease in under_way:
        pool.failed(lease)
    assert pool.state("p", "a") == "rests for 30 s", "what was under way does not lengthen the rest"
    clock.time += 30
    probe = pool.acquire("p", ["a"], 99, 0)
    with pytest.raises(RateLimited):
        pool.acquire("p", ["a"], 99, 29)
    clock.time += 1
    pool.failed(probe)
    assert pool.state("p", "a") == "rests for 60 s"
    clock.time += 60
    pool.worked(pool.acquire("p", ["a"], 99, 0))
    assert [pool.acquire("p", ["a"], 99, 0).at for _ in range(3)] == [clock.time] * 3


def test_a_rest_is_never_longer_than_ten_minutes(pool: KeyPool, clock: Clock) -> None:
    for _ in range(40):
        pool.failed(pool.acquire("p", ["a"], 999, 0))
        clock.time += 601
    pool.acquire("p", ["a"], 999, 0)


@pytest.mark.parametrize("jump", [-3600, 3600, -30 * 86400, 30 * 86400])
def test_a_clock_that_jumps_neither_hangs_nor_bursts(pool: KeyPool, clock: Clock, jump: float) -> None:
    for _ in range(3):
        pool.limited(pool.acquire("p", ["a"], 3, 60), 1)
    clock.time += jump
    at = sorted(pool.acquire("p", ["a"], 3, 200).at for _ in range(5))
    assert at[0] <= clock.time + 60
    assert at[3] >= at[0] + 60
    # Set back, how long ago the three were used cannot be known: they count in full. Set forward, they are over.
    assert at[0] == (clock.time + 60 if jump < 0 else clock.time)


def test_the_file_holds_no_key_and_is_the_owners(pool: KeyPool, tmp_path: Path) -> None:
    lease = pool.acquire("p", ["sk-canary"], 9, 60)
    pool.dead(lease, "gone")
    assert b"canary" not in (tmp_path / "keys.db").read_bytes() + repr(lease).encode()
    assert (tmp_path / "keys.db").stat().st_mode & 0o777 == 0o600
