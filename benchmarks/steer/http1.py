"""A small HTTP/1.1 client for the benchmarks: loopback only, connections kept open as a browser does."""

from __future__ import annotations

import asyncio

HOST = "127.0.0.1"
TIMEOUT = 20.0


class Connections:
    """Opens a connection whenever none is free, so that requests never wait for each other on our side."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def get(self, path: str, cookie: str) -> tuple[int, int]:
        """Status and bytes received of the body as sent (compressed when the server does so)."""
        async with asyncio.timeout(TIMEOUT):
            while self._free:
                reader, writer = self._free.pop()
                try:
                    return await self._ask(reader, writer, path, cookie)
                except (ConnectionError, asyncio.IncompleteReadError):
                    writer.close()  # the server closed it while nobody used it: a browser asks again too
            reader, writer = await asyncio.open_connection(HOST, self._port)
            return await self._ask(reader, writer, path, cookie)

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, cookie: str
    ) -> tuple[int, int]:
        head = (
            f"GET {path} HTTP/1.1\r\nHost: {HOST}:{self._port}\r\nCookie: {cookie}\r\nAccept: text/html\r\n"
        )
        writer.write(f"{head}Accept-Encoding: gzip, deflate, br\r\nAccept-Language: nl\r\n\r\n".encode())
        status, headers = _parse(await reader.readuntil(b"\r\n\r\n"))
        size = await _body(reader, headers)
        if headers.get("connection", "").lower() == "close":
            writer.close()
        else:
            self._free.append((reader, writer))
        return status, size

    def close(self) -> None:
        for _, writer in self._free:
            writer.close()
        self._free.clear()


def _parse(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return int(first.split(" ", 2)[1]), {name.lower(): value.strip() for name, _, value in pairs}


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> int:
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return len(await reader.readexactly(int(headers.get("content-length", "0"))))
    size = 0
    while length := int((await reader.readline()).split(b";")[0], 16):
        await reader.readexactly(length + 2)
        size += length
    await reader.readexactly(2)
    return size
