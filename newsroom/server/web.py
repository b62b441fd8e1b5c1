"""One web process: `python -m newsroom.server.web HOST PORT [FD]`, where FD is a socket that listens already."""

import asyncio
import os
import resource
import signal
import socket
import sys

import uvloop

GRACE = 6  # seconds for the requests that are being answered
BACKLOG = 2048


def main(host: str, port: int, fd: int | None = None) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import newsroom.wsgi  # noqa: F401 - sets Django up, and refuses a key that nobody chose

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    listener = socket.socket(fileno=fd) if fd is not None else listen(host, port)
    uvloop.run(serve(listener, (host, port)))


def listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


async def serve(listener: socket.socket, address: tuple[str, int]) -> None:
    """Answer until SIGTERM or SIGINT. Then no new line is taken, and what is being answered has a few seconds."""
    from newsroom.server.door import FrontDoor
    from newsroom.server.http import Connection, sweep

    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    door, connections = FrontDoor(address=address), set()
    server = await loop.create_server(lambda: Connection(door, connections), sock=listener, backlog=BACKLOG)
    sweeping = loop.create_task(sweep(connections))
    await stop.wait()
    server.close()
    sweeping.cancel()
    busy = [connection.task for connection in connections if connection.task is not None]
    if busy:
        await asyncio.wait(busy, timeout=GRACE)
    for connection in list(connections):
        connection.transport.close()
    await asyncio.sleep(0)
    os._exit(0)  # threads that still work would be waited for


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
