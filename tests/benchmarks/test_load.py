"""Open arrivals: moments fixed beforehand, latencies from those moments, and limits that cannot be gone over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.live_server_helper import LiveServer

from koers.organisations.models import Organisation

type Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
PAGES = {"portfolio": ["/a"], "programme": ["/b", "/c"], "my work": ["/d"]}
FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"


@pytest.fixture
def visitor(serve: ModuleType) -> object:
    found: object = serve.Visitor("session=x", PAGES)
    return found


async def served(answer: Answer, use: Callable[[int], Awaitable[object]]) -> object:
    """What `use` gives with a server of ours on a free port of this machine."""
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        return await use(server.sockets[0].getsockname()[1])


def answering(reply: bytes, pause: float = 0, *, hang_up: bool = False) -> Answer:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(pause)
                writer.write(reply)
                if hang_up:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    return answer


def test_the_moments_are_fixed_by_the_seed_and_come_at_the_rate(load: ModuleType, visitor: object) -> None:
    planned = load.arrivals(Random(1), [visitor], 35, 30)
    assert planned == load.arrivals(Random(1), [visitor], 35, 30)
    assert 900 < len(planned) < 1200
    moments = [one.at for one in planned]
    assert moments == sorted(moments)
    assert moments[0] >= 0 and moments[-1] < 30


def test_the_mix_asks_the_programme_most(load: ModuleType, visitor: object) -> None:
    kinds = [one.kind for one in load.arrivals(Random(1), [visitor], 100, 30)]
    assert set(kinds) == set(PAGES)
    assert kinds.count("programme") > kinds.count("portfolio") > kinds.count("my work")


@pytest.mark.parametrize(("rate", "seconds"), [(0, 5), (-1, 5), (1000, 5), (35, 0), (35, 3600)])
def test_more_than_the_limits_is_refused(
    load: ModuleType, visitor: object, rate: float, seconds: float
) -> None:
    with pytest.raises(ValueError, match="at most"):
        load.arrivals(Random(1), [visitor], rate, seconds)


def test_waiting_counts_from_the_planned_moment(load: ModuleType) -> None:
    """One connection at a time, a fifth of a second each: the last one waited for all before it."""
    turn = asyncio.Semaphore(1)

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        async with turn:
            await asyncio.sleep(0.2)
        writer.write(FINE)
        writer.close()

    planned = [load.Arrival(0.0, "portfolio", "/", "x") for _ in range(4)]
    found = asyncio.run(served(slow, lambda port: load.play(port, planned)))
    assert isinstance(found, list)
    taken = sorted(one.seconds for one in found)
    assert all(one.ok for one in found)
    assert taken[-1] >= 0.8 > taken[0]


def test_arrivals_do_not_wait_for_each_other(load: ModuleType) -> None:
    planned = [load.Arrival(at / 100, "portfolio", "/", "x") for at in range(10)]
    found = asyncio.run(served(answering(FINE, 0.3), lambda port: load.play(port, planned)))
    assert isinstance(found, list)
    assert max(one.seconds for one in found) < 1.5


@pytest.mark.parametrize("reply", [b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", b""])
def test_an_error_or_no_answer_is_counted_as_one(load: ModuleType, reply: bytes) -> None:
    planned = [load.Arrival(0.0, "portfolio", "/", "x")]
    found = asyncio.run(served(answering(reply, hang_up=True), lambda port: load.play(port, planned)))
    assert isinstance(found, list)
    assert [one.ok for one in found] == [False]


def test_a_connection_that_was_closed_meanwhile_is_opened_again(load: ModuleType) -> None:
    planned = [load.Arrival(at, "portfolio", "/", "x") for at in (0.0, 0.2, 0.4)]
    found = asyncio.run(served(answering(FINE, hang_up=True), lambda port: load.play(port, planned)))
    assert isinstance(found, list)
    assert [one.ok for one in found] == [True] * 3


def test_pieces_are_counted_without_their_frames(load: ModuleType) -> None:
    planned = [load.Arrival(0.0, "portfolio", "/", "x")] * 2
    found = asyncio.run(served(answering(CHUNKED), lambda port: load.play(port, planned)))
    assert isinstance(found, list)
    assert [one.size for one in found] == [5, 5]


@settings(deadline=None)  # the first example also imports
@given(st.lists(st.floats(0, 100), min_size=1).map(sorted), st.sampled_from((0.5, 0.95, 0.99)))
def test_a_percentile_is_a_latency_that_occurred_and_covers_its_share(
    taken: list[float], share: float
) -> None:
    from load import percentile  # type: ignore[import-not-found, unused-ignore]

    found = percentile(taken, share)
    assert found in taken
    assert sum(one <= found for one in taken) >= share * len(taken) - 1e-6


def test_the_table_has_a_row_per_page_that_was_asked_and_one_for_all(load: ModuleType) -> None:
    outcomes = [load.Outcome("portfolio", 0.010, True, 1000), load.Outcome("portfolio", 0.030, False, 3000)]
    lines = load.table(outcomes, 2).splitlines()
    assert lines[2:] == [
        "| portfolio | 2 | 1 | 10 | 30 | 30 | 30 | 1.0 | 2.0 |",
        "| all | 2 | 1 | 10 | 30 | 30 | 30 | 1.0 | 2.0 |",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_programme_manager_of_the_data_set_gets_every_page(
    live_server: LiveServer, dataset: ModuleType, load: ModuleType, serve: ModuleType
) -> None:
    dataset.make(programmes=4, organisations=2)
    who = serve.visitors(2)
    assert len(who) == Organisation.objects.count() == 2
    assert set(who[0].pages) >= {"portfolio", "programme", "my work"}
    port = int(live_server.url.rpartition(":")[2])
    outcomes = []
    for visitor in who:
        for kind, paths in visitor.pages.items():  # one by one: the tests share one connection to SQLite
            arrival = load.Arrival(0.0, kind, paths[0], visitor.cookie)
            outcomes += asyncio.run(load.play(port, [arrival]))
    assert [one.kind for one in outcomes if not one.ok] == []
