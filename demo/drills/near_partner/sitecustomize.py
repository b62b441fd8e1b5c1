"""Makes a partner's machine of this one: its name resolves to a public address, and what goes there comes here.

Python reads this module at its start where this folder is on its path. What may be asked is looked at as ever.
"""

import os
import socket

HOST, ADDRESS = os.environ["NEAR_PARTNER"], "192.88.98.1"

_resolve, _connect = socket.getaddrinfo, socket.create_connection


def resolve(host: str, *rest, **more) -> list:
    return _resolve(ADDRESS if host == HOST else host, *rest, **more)


def connect(address: tuple[str, int], *rest, **more) -> socket.socket:
    host, port = address[:2]
    return _connect(("127.0.0.1" if host == ADDRESS else host, port), *rest, **more)


socket.getaddrinfo, socket.create_connection = resolve, connect
