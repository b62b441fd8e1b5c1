"""Which kind of band each section gets on the front."""

import re
from types import SimpleNamespace

import pytest
from django.utils.html import strip_tags

from articles.models import Edition
from articles.pages.related import sizes_of
from newsroom.pages.bands import bands_of

REGION = r'<section[^>]* aria-labelledby="([^"]+)"'


def listed(count, *, label="report", pictured=True):
    return [SimpleNamespace(label=label, shown_picture=pictured) for _ in range(count)]


def kinds(*sections, chosen=None):
    named = [(SimpleNamespace(pk=pk, slug=f"section-{pk}"), stories) for pk, stories in enumerate(sections)]
    return [(band.kind, len(band.stories)) for band in bands_of(named, chosen)]


def test_a_row_of_cards_stands_between_features_where_every_story_has_a_picture():
    assert kinds(*[listed(4)] * 4) == [("feature", 4), ("row", 4), ("feature", 4), ("row", 4)]
    assert kinds(listed(4), listed(3), listed(4, pictured=False)) == [("feature", 4), ("feature", 3), ("feature", 4)]


def test_opinion_of_all_sections_stands_together():
    opinion = [listed(1, label="opinion") for _ in range(2)]
    given = [listed(3) + opinion[0], opinion[1], listed(4), listed(4)]

    assert kinds(*given) == [("feature", 3), ("row", 4), ("opinion", 2), ("feature", 4)]


def test_one_opinion_alone_stays_in_its_section():
    assert kinds(listed(3) + listed(1, label="opinion")) == [("feature", 4)]


def test_what_an_editor_chose_beats_the_rule():
    opinion = [listed(1, label="opinion") for _ in range(2)]
    sections = [listed(4), listed(4, pictured=False) + opinion[0], listed(2) + opinion[1], listed(4)]

    assert kinds(*sections, chosen={"0": "row", "1": "row", "3": "out"}) == [
        ("row", 4),
        ("row", 4),
        ("opinion", 2),
        ("feature", 2),
    ]
    assert kinds(*sections, chosen={"opinion": "out"})[1:3] == [("feature", 5), ("feature", 3)]
    assert kinds(*sections, chosen={"2": "out"})[1] == ("feature", 5), "one opinion is left, which stays where it is"


def test_no_picture_stands_twice_among_related_stories():
    related = [SimpleNamespace(lead_picture_id=pk) for pk in (7, 8, 8, None, None)]

    assert [size for _, size in sizes_of(related, shown=7)] == ["line", "card", "line", "card", "card"]


@pytest.mark.django_db
def test_front_draws_each_kind_and_says_whose_opinion_it_is(client, make_live_article, make_section, make_author):
    writer = make_author("June Abbotsway")
    sections = [make_section(name) for name in ("News", "Sport")]
    for number in range(16):
        make_live_article(f"Story {number}", section=sections[number % 2], hours_ago=number + 1)
    for number in range(2):
        make_live_article(
            f"Opinion {number}", section=sections[number], author=writer, label="opinion", hours_ago=8.5 + number
        )

    page = client.get("/").text

    assert "band--feature" in page
    assert page.count("band--opinion") == 1
    assert page.count("June Abbotsway</p>") == 2
    assert "JA" in page.partition("band--opinion")[2]
    assert "More in Sport" in page
    regions = [re.search(rf'id="{pk}"[^>]*>(.*?)</h2>', page, re.S)[1] for pk in re.findall(REGION, page)]
    names = [" ".join(strip_tags(words).split()) for words in regions]
    assert {"News", "Opinion"} <= set(names)
    assert len(set(names)) == len(names)


@pytest.mark.django_db
def test_a_card_follows_the_name_of_its_writer(client, make_live_article, make_author):
    writer = make_author("Bethan Rusk")
    make_live_article(author=writer)
    assert "Bethan Rusk" in client.get("/").text

    writer.name = "Bethan Marlock"
    writer.save()

    page = client.get("/").text
    assert "Bethan Marlock" in page
    assert "Bethan Rusk" not in page


@pytest.mark.django_db
def test_cards_cost_two_queries_however_many(make_live_article, make_author, django_assert_num_queries):
    names = {"Ada Marsh", "Bethan Rusk", "Ivo Pell"}
    for name in sorted(names):
        make_live_article(author=make_author(name))

    with django_assert_num_queries(2):
        writers = {author.name for edition in Edition.objects.live().with_writers() for author in edition.writers}

    assert writers == names
