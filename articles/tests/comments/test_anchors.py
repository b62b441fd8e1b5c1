"""Marked passages found again after their text was changed: on their own words, or told as lost."""

import itertools
import random

import pytest

from articles.wording.anchors import LONGEST, Anchor, find_again, follow
from articles.wording.text import plain_text

SENTENCE = "the river rose past the quay and people of harbour street watched it from doors that would not hold"
WORDS = SENTENCE.split()
SEQUENCES = 2000
TEXT = "The gate opens on Friday morning, and the town council pays for it.\nNobody had asked the harbour master."


def anchor_of(words, text=TEXT):
    return Anchor.at(text, text.index(words), text.index(words) + len(words))


def test_plain_text_has_a_line_for_each_block_that_has_words():
    html = "<h2>Gate</h2><p>It <strong>opens</strong><br>at six &amp; shuts.</p><p></p><ul><li><p>One</p></li></ul>"

    assert plain_text(html) == "Gate\nIt opens at six & shuts.\nOne"


def test_a_passage_moves_with_what_is_typed_before_it():
    found = find_again(anchor_of("the town council pays"), "Late news. " + TEXT)

    assert (found.start, found.exact) == (TEXT.index("the town") + 11, "the town council pays")


def test_a_passage_that_is_cut_and_put_in_elsewhere_is_found_there():
    words = "the town council pays for it"
    without = TEXT.replace(words, "")

    assert find_again(anchor_of(words), f"{without}\n{words}").start == len(without) + 1


def test_a_passage_that_was_mended_within_stands_around_its_new_words():
    found = find_again(anchor_of("the town council pays"), TEXT.replace("town council", "county council"))

    assert found.exact == "the county council pays"


def test_a_passage_over_two_blocks_is_found():
    assert find_again(anchor_of("pays for it.\nNobody had asked"), f"Before.\n{TEXT}").exact.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("the town council pays", ""),
        TEXT.replace("the town council pays", "nobody knows who may"),
        "Something else altogether.",
        "",
    ],
)
def test_a_passage_whose_words_are_gone_is_lost(text):
    assert find_again(anchor_of("the town council pays"), text) is None


def test_a_passage_that_is_put_in_twice_is_lost_where_nothing_tells_which():
    words = "the town council pays for it"

    assert find_again(anchor_of(words), f"{words}\nand\n{words}") is None


def test_what_is_lost_is_found_again_when_its_words_come_back():
    kept = {"1": anchor_of("the town council pays")}

    lost = follow(kept, "Something else.")

    assert lost == kept
    assert find_again(follow(lost, TEXT)["1"], TEXT) == kept["1"]


def test_the_place_that_an_editor_followed_is_taken_where_it_fits_alone():
    kept = {"1": anchor_of("the town council pays")}
    text = "so and so\n" * 3 + "the town\n" + "so and so\n" * 3

    followed = follow(kept, text, sent={"1": Anchor.at(text, 30, 38), "2": Anchor.at(text, 0, 2)})

    assert followed == {"1": Anchor.at(text, 30, 38)}
    assert follow(kept, TEXT, sent={"1": Anchor(999, "something of their own", "", "")}) == kept


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        [1, "a", "b"],
        [True, "a", "b", "c"],
        ["1", "a", "b", "c"],
        [-1, "a", "b", "c"],
        [10**9, "a", "b", "c"],
        [0, " ", "b", "c"],
        [0, "a" * (LONGEST + 1), "b", "c"],
        [0, "a\0", "b", "c"],
        [0, "a", "\ud800", "c"],
    ],
)
def test_what_cannot_be_a_passage_is_not_read_as_one(value):
    assert Anchor.read(value) is None


def test_the_words_around_a_passage_are_cut_to_their_length():
    assert Anchor.read([3, "gate", "a" * 99, "b" * 99]) == (3, "gate", "a" * 40, "b" * 40)


# Whatever is done to a text


class Draft:
    """A text whose letters know which they are, whatever becomes of them; a copy's letters know what they copy."""

    def __init__(self, pick):
        self.pick, self.numbers, self.letters, self.before = pick, itertools.count(), [], []
        self.letters = self.new(" ".join(pick.choices(WORDS, k=120)))

    def new(self, words):
        return [(letter, next(self.numbers)) for letter in words]

    @property
    def text(self):
        return "".join(letter for letter, _number in self.letters)

    def some(self, most=60):
        start = self.pick.randrange(max(1, len(self.letters)))
        return start, min(len(self.letters), start + self.pick.randint(1, most))

    def put(self, at, letters, until=None):
        self.letters = [*self.letters[:at], *letters, *self.letters[at if until is None else until :]]

    def type(self):
        self.put(self.some()[0], self.new(" ".join(self.pick.choices(WORDS, k=self.pick.randint(1, 6))) + " "))

    def delete(self):
        start, end = self.some()
        self.put(start, [], end)

    def split(self):
        self.put(self.some()[0], self.new("\n"))

    def merge(self):
        if "\n" in self.text:
            at = self.text.index("\n")
            self.put(at, self.new(" "), at + 1)

    def move(self):
        start, end = self.some(120)
        letters = self.letters[start:end]
        self.put(start, [], end)
        self.put(self.some()[0], letters)

    def paste(self):
        start, end = self.some(120)
        self.put(self.some()[0], self.letters[start:end])

    def undo(self):
        if self.before:
            self.letters = self.pick.choice(self.before[-3:])

    def restore(self):
        if self.before:
            self.letters = self.before[0]

    def change(self):
        acts = [self.type, self.type, self.delete, self.split, self.merge, self.move, self.paste, self.undo]
        was = self.letters
        self.pick.choice([*acts, self.restore] if self.pick.random() < 0.3 else acts)()
        self.before.append(was)


def judged(draft, anchor, numbers):
    """Whether a passage is found on its own letters, on none of them, or nowhere."""
    found = find_again(anchor, draft.text)
    if found is None:
        return "lost"
    here = {number for _letter, number in draft.letters[found.start : found.start + len(found.exact)]}
    return "own" if here & numbers else "wrong"


def run_of(seed):
    pick = random.Random(seed)
    draft = Draft(pick)
    start = pick.randrange(0, 300)
    end = start + pick.randint(4, 80)
    numbers = {number for letter, number in draft.letters[start:end] if letter.strip()}
    kept = {"1": Anchor.at(draft.text, start, end)}
    for _save in range(pick.randint(1, 4)):
        for _change in range(pick.randint(1, 5)):
            draft.change()
        kept = follow(kept, draft.text)
    return judged(draft, kept["1"], numbers)


def test_after_random_changes_no_passage_is_ever_on_the_words_of_others():
    results = [run_of(seed) for seed in range(SEQUENCES)]

    assert [seed for seed, result in enumerate(results) if result == "wrong"] == []
    assert results.count("own") > SEQUENCES * 0.6, {each: results.count(each) for each in ("own", "lost")}
