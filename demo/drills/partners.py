"""A partner who has stories and is told what becomes of them: how long until one that is taken down is gone there."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, parse_headers
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from statistics import median

from demo.drills.paper import Figure, broken_paper

NEAR_PARTNER, HOST = Path(__file__).parent / "near_partner", "partner.example"
STORIES, LONGEST, EVERY = 10, 30, 0.01  # seconds that are waited, and between two looks
BEGIN = """
from articles.models import Edition, Partner, Webhook
partner = Partner.objects.create(name="Partner")
Webhook.objects.create(partner=partner, address="http://{host}:{port}/")
print(partner.renew_token())
for edition in Edition.objects.live().select_related("article")[:{count}]:
    print(edition.article.uuid)
"""
TAKE_DOWN = """
import time
from articles.models import Article
from articles.publishing.takedowns import take_down
for uuid in {uuids}:
    print(uuid, time.time(), flush=True)
    take_down(article=Article.objects.get(uuid=uuid), by=None, reason="court order")
    time.sleep(1)
"""


def partners() -> Iterator[Figure]:
    """Stories that a partner reads are taken down while the partner asks for them all the time."""
    told: dict[str, float] = {}
    server = ThreadingTCPServer(("127.0.0.1", 0), _receiver(told))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    near = {"PYTHONPATH": str(NEAR_PARTNER), "NEAR_PARTNER": HOST, "OUTBOUND_PORTS": str(port)}
    with broken_paper(**near) as paper:
        token, *uuids = paper.shell(BEGIN.format(host=HOST, port=port, count=STORIES)).split()
        gone: dict[str, float] = {}
        there = [_status(paper.port, token, uuid) for uuid in uuids]
        askers = [threading.Thread(target=_ask, args=(paper.port, token, uuid, gone)) for uuid in uuids]
        for asker in askers:
            asker.start()
        said = paper.shell(TAKE_DOWN.format(uuids=uuids)).split()
        began = dict(zip(said[::2], map(float, said[1::2]), strict=True))
        for asker in askers:
            asker.join()
        until = time.monotonic() + LONGEST
        while len(told) < len(uuids) and time.monotonic() < until:
            time.sleep(EVERY)
    server.shutdown()
    yield Figure("stories that the partner could read", there.count(HTTPStatus.OK), STORIES, is_least=True)
    yield Figure("of them taken down, gone and told", len(gone.keys() & told.keys()), STORIES, is_least=True)
    for what, at in (("gone", gone), ("told", told)):
        took = [at[uuid] - began[uuid] for uuid in at]
        yield Figure(f"seconds until one was {what}, in the middle", median(took), 2)
        yield Figure(f"seconds until one was {what}, the longest", max(took), 2)


def _receiver(told):
    class Receiver(StreamRequestHandler):
        def handle(self) -> None:
            at, _line = time.time(), self.rfile.readline()
            headers = parse_headers(self.rfile)
            message = json.loads(self.rfile.read(int(headers["Content-Length"])))
            if message["change"] == "taken_down":
                told.setdefault(message["id"], at)
            self.wfile.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")

    return Receiver


def _ask(port, token, uuid, gone):
    """Until the partner is refused it."""
    until = time.monotonic() + 3 * LONGEST
    while time.monotonic() < until:
        if _status(port, token, uuid) != HTTPStatus.OK:
            gone[uuid] = time.time()
            return
        time.sleep(EVERY)


def _status(port, token, uuid) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("GET", f"/api/v1/stories/{uuid}/", headers={"Authorization": f"Bearer {token}"})
        return line.getresponse().status
