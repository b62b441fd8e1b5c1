"""One web process. `python -m newsroom.server.web HOST PORT FD` goes on with a socket that listens already."""

import asyncio
import gc
import os
import resource
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING

import uvloop

if TYPE_CHECKING:
    from newsroom.server.bridge import Django
    from newsroom.server.http import Connection

GRACE = 6  # seconds for the requests that are being answered
BACKLOG = 2048
SETTLED = 60  # seconds, after which most of what stays in memory has been read
# Django ties a request and all that its page is made of into circles, which only Python's collector frees. What was
# fetched before it looked twice waits for its last generation: Python's own numbers let that grow five times as long.
COLLECT = (2000, 5, 4)


def listen(host: str, port: int) -> socket.socket:
    """A socket whose waiting readers all web processes of this node share. Raises OSError where it is taken."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(BACKLOG)
    listener.set_inheritable(True)
    return listener


def run(listener: socket.socket, address: tuple[str, int], django: "Django") -> None:
    """Serve pages until SIGTERM or SIGINT, and write down what waits to be. Django has to be set up."""
    from articles.pages.read_counter import waiting
    from common.disk_reserve import keep_reserve
    from newsroom.database.limits import keep_to_request_limits
    from newsroom.node.upkeep import start_upkeep

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    keep_to_request_limits()
    start_upkeep()
    keep_reserve()
    gc.set_threshold(*COLLECT)
    uvloop.run(serve(listener, address, django))
    waiting.write_down_alone()
    os._exit(0)  # threads that still work would be waited for


async def serve(listener: socket.socket, address: tuple[str, int], django: "Django") -> None:
    """Answer until told to stop. Then no new line is taken, and what is being answered has a few seconds."""
    from newsroom.server.door import FrontDoor
    from newsroom.server.http import Connection, sweep

    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    door, connections = FrontDoor(address=address, django=django), set()
    server = await loop.create_server(lambda: Connection(door, connections), sock=listener, backlog=BACKLOG)
    sweeping = loop.create_task(sweep(connections))
    loop.call_later(SETTLED, settle)
    await stop.wait()
    server.close()
    sweeping.cancel()
    await finish(connections, within=GRACE)


def settle() -> None:
    """Have the collector pass over what is in memory by now, since that stays and each look at it stops everything."""
    gc.collect()
    gc.freeze()


async def finish(connections: set["Connection"], *, within: float) -> None:
    """Close all lines, once what is being answered has been answered and taken, for at most so many seconds."""
    until = time.monotonic() + within
    busy = [connection.task for connection in connections if connection.task is not None]
    if busy:
        await asyncio.wait(busy, timeout=within)
    for connection in list(connections):
        connection.transport.close()
    while connections and time.monotonic() < until:
        await asyncio.sleep(0.02)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from newsroom.server.bridge import Django
    from newsroom.server.memory import keep_memory_together

    keep_memory_together()
    run(socket.socket(fileno=int(sys.argv[3])), (sys.argv[1], int(sys.argv[2])), Django())
