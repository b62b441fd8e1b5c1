"""What a fork changes, taken and left piece by piece: to the byte, in any order, and on a base that moved on."""

import os
import random
from html.parser import HTMLParser

import hypothesis
import pytest

from articles.body.html_blocks import split_blocks
from articles.tests.kind_documents import DOCUMENTS
from articles.wording.hunks import difference, rebased
from articles.wording.text import plain_text
from articles.wording.tokens import ALL_WHOLE, LISTS_WHOLE, WORDS_APART, Word, level_of, text_places, tokens_of

SEQUENCES = int(os.environ.get("KIND_DOCUMENTS", "200"))  # as `make check` asks for: 2,000
SENTENCE = "the river rose past the quay and people of harbour street &amp; watched it from doors"
WORDS = SENTENCE.split()
OTHERS = ['<figure data-picture="7"></figure>', '<div data-embed="poll" data-id="7" data-role=""></div>']
BASE = "<p>The gate opens on Friday.</p><p>The council pays.</p>"


def changed(fork, base=BASE):
    found = difference(base, fork)
    return [(found.old(hunk), hunk.new) for hunk in found.hunks]


def said(tokens):
    return "".join(getattr(token, "html", "|") for token in tokens)


def test_a_word_that_is_replaced_is_one_piece():
    assert [(said(old), said(new)) for old, new in changed(BASE.replace("Friday", "Monday"))] == [
        ("Friday.", "Monday.")
    ]


def test_changes_far_apart_are_pieces_of_their_own_and_near_ones_are_one():
    far = BASE.replace("gate", "sluice").replace("pays", "pays for it")
    near = BASE.replace("gate opens", "sluice shuts").replace("Friday", "Monday")

    assert len(changed(far)) == 2
    assert len(changed(near)) == 1


def test_a_word_that_is_made_bold_is_a_piece():
    assert len(changed(BASE.replace("gate", "<strong>gate</strong>"))) == 1


def test_an_item_of_a_list_is_taken_by_itself():
    base = "<ul><li><p>One</p></li><li><p>Two</p></li><li><p>Three</p></li></ul>"
    found = difference(base, "<ul><li><p>One</p></li><li><p>Two</p></li><li><p>Four</p></li><li><p>Five</p></li></ul>")

    assert found.taken({0}) == "<ul><li><p>One</p></li><li><p>Two</p></li><li><p>Four</p></li><li><p>Five</p></li></ul>"
    assert len(found.hunks) == 1


@pytest.mark.parametrize(
    ("html", "level"),
    [
        ("<p>a <em>b</em></p><ul><li><p>c</p></li></ul>", WORDS_APART),
        ("<ul><li><p>c</p></li></ul><ul><li><p>d</p></li></ul>", LISTS_WHOLE),
        ("<p>a <em>b </em><em>c</em></p>", WORDS_APART),  # written otherwise than we would: a block that stays whole
        ("<p>a</p>\n<p>b</p>", ALL_WHOLE),
        ("", WORDS_APART),
    ],
)
def test_a_body_is_taken_apart_as_far_as_it_can_be_put_together_again(html, level):
    assert level_of(html) == level


# Whatever is changed


class Sound(HTMLParser):
    """Every element ends, and no words stand between blocks."""

    def __init__(self, html):
        super().__init__()
        self.open = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        assert self.open


def line(pick):
    words = pick.choices(WORDS, k=pick.randint(1, 9))
    if pick.random() < 0.3:
        at = pick.randrange(len(words))
        words[at] = pick.choice(["<strong>{}</strong>", '<a href="https://a.example/">{}</a>', "<em>{}</em>"]).format(
            words[at]
        )
    return " ".join(words)


def block(pick):
    made = pick.choice(["p", "p", "p", "p", "h2", "ul", "quote", "other"])
    if made == "ul":
        return "<ul>{}</ul>".format("".join(f"<li><p>{line(pick)}</p></li>" for _ in range(pick.randint(1, 3))))
    if made == "quote":
        return f"<blockquote><p>{line(pick)}</p></blockquote>"
    return pick.choice(OTHERS) if made == "other" else f"<{made}>{line(pick)}</{made}>"


def edited(pick, html):
    """The body after some changes as people make them: words, marks, splits, joins, blocks put in, moved, deleted."""
    blocks = [each.html for each in split_blocks(html)]
    for _change in range(pick.randint(1, 6)):
        at = pick.randrange(len(blocks)) if blocks else 0
        act = pick.choice(["word", "word", "word", "word", "put", "delete", "move", "split", "join", "kind"])
        if act == "put" or not blocks:
            blocks.insert(at, block(pick))
        elif act == "delete":
            blocks.pop(at)
        elif act == "move":
            blocks.insert(pick.randrange(len(blocks)), blocks.pop(at))
        elif act == "kind":
            blocks[at] = (
                blocks[at].replace("<p>", "<h2>").replace("</p>", "</h2>") if blocks[at][:3] == "<p>" else blocks[at]
            )
        elif act == "split" and blocks[at].startswith("<p>") and " " in blocks[at] and "<" not in blocks[at][3:-4]:
            first, _space, rest = blocks[at].partition(" ")
            blocks[at : at + 1] = [f"{first}</p>", f"<p>{rest}"]
        elif act == "join" and [each[:3] for each in blocks[at : at + 2]] == ["<p>", "<p>"]:
            blocks[at : at + 2] = [blocks[at][:-4] + " " + blocks[at + 1][3:]]
        else:
            blocks[at] = blocks[at].replace(pick.choice(WORDS), line(pick).split("<")[0].strip() or "so", 1)
    return "".join(blocks)


def documents(seed):
    pick = random.Random(seed)
    base = "".join(block(pick) for _ in range(pick.randint(1, 8)))
    return pick, base, edited(pick, base)


def decided(pick, base, fork, accepts):
    """One piece after the other, in any order, each time from what the two have become."""
    for _turn in range(200):
        found = difference(base, fork)
        if not found.hunks:
            break
        number = pick.randrange(len(found.hunks))
        if accepts():
            base = found.taken({number})
        else:
            fork = found.taken({*range(len(found.hunks))} - {number})
        Sound(base), Sound(fork)
    assert base == fork
    return base


@pytest.mark.at_length
def test_accepting_all_is_the_fork_and_refusing_all_the_base_in_any_order():
    for seed in range(SEQUENCES):
        pick, base, fork = documents(seed)
        found = difference(base, fork)
        some = {number for number in range(len(found.hunks)) if pick.random() < 0.5}

        assert found.taken(range(len(found.hunks))) == fork, seed
        assert found.taken(()) == base, seed
        Sound(found.taken(some))
        assert decided(pick, base, fork, lambda: True) == fork, seed
        assert decided(pick, base, fork, lambda: False) == base, seed
        decided(pick, base, fork, lambda pick=pick: pick.random() < 0.5)


def test_each_word_stands_at_its_place_in_the_plain_text():
    for seed in range(60):
        for body in documents(seed)[1:]:
            tokens, text = tokens_of(body), plain_text(body)
            places = text_places(tokens)
            for at, token in enumerate(tokens):
                if isinstance(token, Word) and (words := plain_text(token.html)).strip():
                    assert text[places[at] :].startswith(words.rstrip()), (seed, at)
            assert places[-1] == len(text)


@pytest.mark.at_length
def test_a_fork_follows_a_base_that_moved_on_and_no_piece_is_dropped():
    whole = 0
    for seed in range(SEQUENCES):
        pick, base, fork = documents(seed)
        now = edited(pick, base)

        merged, apart = rebased(base, fork, now)

        Sound(merged)
        assert rebased(base, fork, base) == (fork, []), seed
        assert rebased(base, base, now) == (now, []), seed
        assert rebased(base, now, now) == (now, []), seed
        assert apart or merged != now or fork in (base, now) or not difference(now, fork).hunks or same(base, fork, now)
        whole += not apart
    assert whole > SEQUENCES / 10


def same(base, fork, now):
    """Every change of the fork was made in the base as well."""
    return {*difference(base, fork).hunks} <= {*difference(base, now).hunks}


@hypothesis.settings(max_examples=150)
@hypothesis.given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_bodies_of_every_kind_are_taken_and_left_to_the_byte(base, fork, now):
    found = difference(base, fork)

    assert found.taken(range(len(found.hunks))) == fork
    assert found.taken(()) == base
    assert rebased(base, fork, base) == (fork, [])
    Sound(found.taken({*range(0, len(found.hunks), 2)}))
    Sound(rebased(base, fork, now)[0])
