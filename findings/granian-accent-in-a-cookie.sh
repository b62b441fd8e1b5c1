#!/bin/sh
# granian 2.8.9 over WSGI and RSGI hides a whole header when one byte of it is above 127.
#
# A browser sends the cookies of a host and of its parent domains in one header. If any of them holds UTF-8, as a town's
# name set by another site of the domain may, WSGI gets HTTP_COOKIE = "" and RSGI no header, so every cookie is gone.
# ASGI gets the bytes. Expected of WSGI (PEP 3333): the bytes, decoded as ISO 8859-1.
set -eu
folder=$(mktemp -d)
trap 'kill $servers 2>/dev/null || true; rm -rf "$folder"' EXIT
servers=
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check granian==2.8.9
cat > "$folder/app.py" <<'PYTHON'
def wsgi(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [repr(environ.get("HTTP_COOKIE")).encode()]


async def asgi(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    body = repr(dict(scope["headers"]).get(b"cookie")).encode()
    await send({"type": "http.response.body", "body": body})


async def rsgi(scope, protocol):
    protocol.response_str(200, [], repr(scope.headers.get("cookie")))
PYTHON
cd "$folder"
ports=$(python3 -c 'import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
print(*(each.getsockname()[1] for each in sockets))')
set -- $ports
for interface in wsgi asgi rsgi; do
    "$folder/venv/bin/granian" --interface $interface --port "$1" --log-level error "app:$interface" &
    servers="$servers $!"
    shift
done
"$folder/venv/bin/python" - $ports <<'PYTHON'
import importlib.metadata
import socket
import sys
import time


def seen(port, cookie):
    for _ in range(100):
        try:
            line = socket.create_connection(("127.0.0.1", port), timeout=5)
            break
        except OSError:
            time.sleep(0.1)
    line.sendall(f"GET / HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n".encode())
    answer = b""
    while part := line.recv(9999):
        answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    return body.split(b"\r\n")[1 if b"chunked" in head else 0].decode()


print("granian", importlib.metadata.version("granian"))
found = {}
for interface, port in zip(("wsgi", "asgi", "rsgi"), map(int, sys.argv[1:]), strict=True):
    found[interface] = seen(port, "a=1; b=2"), seen(port, "a=caf\u00e9; b=2")
    print(f"  {interface}: a=1; b=2 → {found[interface][0]}   a=café; b=2 → {found[interface][1]}")
plain = ("'a=1; b=2'", "b'a=1; b=2'", "'a=1; b=2'")
same = tuple(found[name][0] for name in found) == plain
sys.exit(0 if same and found["wsgi"][1] == "''" and found["rsgi"][1] == "None" and "b=2" in found["asgi"][1] else 1)
PYTHON
