"""What robots.txt says under each policy on AI, to the letter, and how a reader of such files understands it."""

from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings as installed

from common.build import build
from newsroom.headers import file_headers

pytestmark = pytest.mark.django_db
TEXTS = Path(__file__).with_name("robots")
POLICIES = ("allow", "search", "none")
SEARCH_ENGINES = ("Googlebot", "Googlebot-Image", "Googlebot-News", "bingbot", "DuckDuckBot", "Applebot", "YandexBot")


@pytest.mark.parametrize("policy", POLICIES)
def test_each_policy_has_its_exact_text(client, settings, policy):
    settings.AI_POLICY = policy

    assert client.get("/robots.txt").text == (TEXTS / f"{policy}.txt").read_text()


@pytest.mark.parametrize(
    ("policy", "training", "answering"), [("allow", True, True), ("search", False, True), ("none", False, False)]
)
def test_each_policy_is_understood(client, settings, policy, training, answering):
    settings.AI_POLICY = policy
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())

    def may_read(name):
        return rules.can_fetch(name, f"{installed.SITE_URL}/news/story-1/")

    assert {may_read(name) for name in ("GPTBot", "ClaudeBot", "CCBot", "Google-Extended")} == {training}
    assert {may_read(name) for name in ("OAI-SearchBot", "ChatGPT-User", "PerplexityBot")} == {answering}
    assert all(map(may_read, SEARCH_ENGINES))
    assert not any(rules.can_fetch(name, f"{installed.SITE_URL}/admin/") for name in (*SEARCH_ENGINES, "GPTBot"))
    assert len(rules.site_maps()) == 2


@pytest.mark.parametrize("policy", POLICIES)
def test_mining_is_reserved_where_nothing_is_allowed(client, settings, policy):
    settings.AI_POLICY = policy

    answers = [client.get(path) for path in ("/.well-known/tdmrep.json", "/robots.txt", "/nothing/here-1/")]

    is_reserved = policy == "none"
    assert answers[0].json() == ([{"location": "/", "tdm-reservation": 1}] if is_reserved else [])
    said = [answer.headers.get("tdm-reservation") for answer in answers] + [file_headers().get("tdm-reservation")]
    assert said == ["1" if is_reserved else None] * 4


def test_kept_pages_are_drawn_anew_under_another_policy(settings):
    build.cache_clear()
    before = build()
    settings.AI_POLICY = "none"
    build.cache_clear()

    assert build() != before
    build.cache_clear()
