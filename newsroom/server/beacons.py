"""Reports that a story was read, taken at the door: to count one asks no database, so it needs no thread of Django."""

import re
from collections.abc import Sequence

from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.urls import reverse

from articles.pages.read_counter import count_reader
from common.converters import RowNumber
from common.disk_reserve import is_disk_low
from common.request_source import Source, source_of
from newsroom.page_cache.page import header_lines
from newsroom.server.bridge import environ_of
from newsroom.server.http import Lines, beginning
from newsroom.server.request import Request

STATUS, VIEW = 204, "articles:read"


class Beacons:
    """What the view of that name does, without the sessions, rights and headers of pages that stand around it."""

    def __init__(self, *, address: tuple[str, int], headers: Lines):
        self.address = address
        self.path = re.compile(re.escape(reverse(VIEW, args=[0])).replace("0", f"({RowNumber.regex})").encode())
        self.headers = header_lines(headers)

    def ready(self, request: Request) -> Sequence[bytes] | None:
        """The answer, with the reader counted. None, and so Django's to answer, for anything else, for a host that is
        not ours, and while the disk has only what the desk needs.
        """
        story = self.path.fullmatch(request.path)
        if story is None or is_disk_low():
            return None
        report = WSGIRequest(environ_of(request, address=self.address))
        try:
            report.get_host()
        except DisallowedHost:
            return None
        if source_of(report) is Source.OURS:
            count_reader(request=report, article_id=int(story[1]))
        return beginning(STATUS), self.headers
