"""Which items are folded together: typing errors, cuts and new leads are; half a new text and other stories are not."""

import datetime as dt
import random

import pytest
from django.utils import timezone

from articles.models import WireItem
from articles.wires.arrivals import take_in
from articles.wires.copies import alike
from articles.wires.draft import draft_from_item
from articles.wires.told import Embargo, Told

pytestmark = pytest.mark.django_db
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va")
PAIRS = 8


class Writer:
    """Writes stories of words that are nobody's, the same at each run."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.words = ["".join(self.chance.choices(SYLLABLES, k=3)) for _ in range(900)]

    def paragraph(self):
        return " ".join(self.chance.choices(self.words, k=45))

    def story(self, paragraphs):
        return [self.paragraph() for _ in range(paragraphs)]

    def mistyped(self, story):
        place = self.chance.randrange(len(story))
        words = story[place].split()
        words[self.chance.randrange(len(words))] = "xxxx"
        return [*story[:place], " ".join(words), *story[place + 1 :]]


CHANGES = {
    "the same": (lambda _writer, story: story, True),
    "a typing error": (Writer.mistyped, True),
    "a paragraph more": (lambda writer, story: [*story, writer.paragraph()], True),
    "cut to half": (lambda _writer, story: story[: len(story) // 2], True),
    "another story": (lambda writer, story: writer.story(len(story)), False),
    "half of it new": (lambda writer, story: [*story[: len(story) // 2], *writer.story(len(story) // 2)], False),
}


@pytest.fixture
def send(make_source):
    sources = {}

    def go(key, paragraphs, source="One", **facts):
        if source not in sources:
            sources[source] = make_source(name=source)
        html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        return take_in(source=sources[source], told=Told(key=key, headline=key, html=html, **facts)).item

    return go


@pytest.mark.parametrize("length", [8, 20])
@pytest.mark.parametrize("change", CHANGES)
def test_folds_copies_and_nothing_else(send, change, length):
    act, is_copy = CHANGES[change]
    wrong = []
    for seed in range(PAIRS):
        writer = Writer(f"{change}{length}{seed}")
        story = writer.story(length)
        one = send(f"{seed} one", story)
        other = send(f"{seed} other", act(writer, story), source="Two")
        one.refresh_from_db(), other.refresh_from_db()
        if is_copy != (one.copy_of == other or other.copy_of == one):
            wrong.append(seed)

    assert wrong == []


@pytest.fixture
def story():
    return Writer("one").story(8)


def on_top():
    return [item.headline for item in WireItem.objects.on_top().order_by("pk")]


def test_shows_the_newest_whole_one(send, story):
    send("first", story)
    send("second", story, source="Two")
    send("cut", story[:3], source="Three")

    assert on_top() == ["second"]
    assert WireItem.objects.get(headline="second").copies.count() == 2


def test_keeps_what_a_story_was_made_of_in_sight(send, story, editor):
    draft_from_item(item=send("first", story), by=editor)
    send("second", story, source="Two")

    assert on_top() == ["first"]


def test_keeps_it_in_sight_when_it_comes_again_and_is_shorter(send, story, editor):
    draft_from_item(item=send("first", story, number="1"), by=editor)
    send("second", story, source="Two")
    send("first", story[:5], number="2")

    assert on_top() == ["first"]


@pytest.mark.parametrize(
    "facts",
    [
        {"terms": "Not online before noon."},
        {"embargo": Embargo(None)},
        {"embargo": Embargo(timezone.now() + dt.timedelta(days=2))},
        {"status": "killed"},
    ],
    ids=["terms", "held", "embargo", "kill"],
)
def test_never_folds_across_what_may_not_be_used_alike(send, story, facts):
    send("first", story)
    send("second", story, source="Two", **facts)

    assert WireItem.objects.filter(copy_of=None).count() == 2


def test_takes_a_copy_out_when_it_is_killed(send, story):
    send("first", story)
    send("second", story, source="Two")
    send("second", [], source="Two", number="2", status="killed")

    assert sorted(on_top()) == ["first", "second"]


def test_does_not_fold_headlines_alone(send):
    send("first", ["Wall gives way"])
    send("second", ["Wall gives way"], source="Two")

    assert len(on_top()) == 2


def test_forgets_after_three_days(send, story):
    old = send("first", story)
    WireItem.objects.filter(pk=old.pk).update(changed_at=timezone.now() - dt.timedelta(hours=73))
    send("second", story, source="Two")

    assert len(on_top()) == 2


def test_offers_what_is_half_the_same(send, story):
    send("first", story)
    item = send("second", [*story[:5], *Writer("two").story(3)], source="Two")

    assert [found.headline for found in alike(item, at=timezone.now())] == ["first"]
