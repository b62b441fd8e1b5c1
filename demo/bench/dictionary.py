"""Two web processes that know a few answers by heart: `python -m demo.bench.dictionary PORT FOLDER`.

What our own HTTP costs without a page cache behind it. Each file in the folder is an answer's body, under its name.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import uvloop

from newsroom.page_cache.page import header_lines
from newsroom.server.http import Connection, beginning
from newsroom.server.request import Request
from newsroom.server.web import BACKLOG, listen


class Dictionary:
    """Answers what it knows, and hangs up on the rest."""

    def __init__(self, folder: Path):
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "br"), ("ETag", '"1"')]
        self.wires = {}
        for file in folder.iterdir():
            body = file.read_bytes()
            self.wires[f"/{file.name}".encode()] = header_lines([*headers, ("Content-Length", str(len(body)))]), body

    def most_bytes(self, request: Request) -> int:
        return 0

    def ready(self, request: Request) -> Sequence[bytes] | None:
        wire = self.wires.get(request.target)
        return wire and (beginning(200, "Cache-Status: dictionary; hit\r\n"), *wire)

    async def answer(self, request: Request, connection: Connection) -> None:
        connection.transport.close()


async def serve(listener, folder: Path) -> None:
    door, connections = Dictionary(folder), set()
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(door, connections), sock=listener, backlog=BACKLOG
    )
    await server.serve_forever()


if __name__ == "__main__":
    shared = listen("127.0.0.1", int(sys.argv[1]))
    os.fork()
    uvloop.run(serve(shared, Path(sys.argv[2])))
