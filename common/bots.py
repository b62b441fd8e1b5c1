"""Which requests come from a program that says so. It keeps out the honest ones; the others must be met otherwise."""

import re

from django.http import HttpRequest

NAMES = re.compile(
    r"(?<!cu)bot\b|crawl|spider|headless|phantomjs|selenium|puppeteer|playwright|scrapy|curl|wget|python|httpx|aiohttp"
    r"|go-http-client|libwww|java/|ruby|node-fetch|axios|monitor|preview|gptbot|perplexity",
    re.IGNORECASE,
)


def is_machine(request: HttpRequest) -> bool:
    """By its own name. Having none proves nothing: some careful readers' browsers send none either."""
    return bool(NAMES.search(request.headers.get("User-Agent", "")))
