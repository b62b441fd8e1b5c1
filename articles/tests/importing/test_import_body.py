"""An old story's text as a body of ours: pictures where they stood, captions not lost, links to where stories are."""

from types import SimpleNamespace

import pytest

from articles.importing.body import places_in, to_body
from articles.importing.choices import check_choices
from articles.importing.file_addresses import file_key, unwrapped
from articles.importing.source import CannotRead
from articles.importing.sources.markup import inner_html, parsed, turn_galleries
from articles.importing.words import compare, words_of

PICTURES = {f"https://old.example.org/{name}.jpg": SimpleNamespace(pk=number) for number, name in enumerate("abc", 1)}


def written(html, *, lead=None, address=lambda _address, _key: ""):
    return to_body(
        html,
        picture=lambda place: PICTURES.get(place.address),
        address=address,
        old_hosts={"old.example.org"},
        lead=PICTURES.get(lead),
    )


def img(name, caption=""):
    picture = f'<img src="https://old.example.org/{name}.jpg" alt="">'
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>" if caption else picture


def order(html):
    """Words and pictures, in their order."""
    parts = html.replace('<figure data-picture="', " ").replace('"><figcaption>', " ").replace("</p>", " ")
    return words_of(parts.replace("<p>", " "))


def test_picture_stands_where_it_stood_also_in_a_wrapped_story():
    body = written(f"<div><p>One</p>{img('a')}<p>Two</p><section>{img('b', 'Cap')}<p>Three</p></section></div>").html
    assert order(body) == ["One", "1", "Two", "2", "Cap", "Three"]


def test_picture_within_a_paragraph_stands_before_it():
    assert order(written(f"<p>One {img('a')} more</p><p>Two</p>").html) == ["1", "One", "more", "Two"]


def test_pictures_that_end_a_paragraph_stand_after_it_in_their_order():
    body = written(f"<p>One<br>{img('a', 'Cap')}{img('b')}</p>and <p>Two {img('c', 'Mid')} three</p>").html
    assert order(body) == ["One", "1", "Cap", "2", "and", "3", "Mid", "Two", "three"]


def test_words_beside_a_picture_in_its_figure_are_its_caption():
    figures = [f"{img('a')}<div>The <b>quay</b></div>", f"{img('gone')}Lost", img("b")]
    html = "".join(f"<figure>{figure}</figure>" for figure in figures)
    assert order(written(html).html) == ["1", "The", "quay", "Lost", "2"]


def test_first_picture_that_is_on_top_already_leaves_its_caption_to_it():
    found = written(img("a", "By Ivo") + "<p>One</p>" + img("a", "Again"), lead="https://old.example.org/a.jpg")
    assert found.lead_caption == "By Ivo"
    assert order(found.html) == ["One", "1", "Again"]
    assert [note.name for note in found.notes] == ["picture on top again"]


def test_caption_in_paragraphs_stays_below_a_gallery():
    """As Ghost has some since its version 5."""
    said = "<p><span>Both <a href='/pier/'>piers</a></span></p>"
    root = parsed(f"<figure class='g'><img src='a.jpg'><figcaption>{said}</figcaption></figure>")
    turn_galleries(root.find_class("g"))
    assert "Both <a" in inner_html(root).split("</figure>")[-1]


def test_caption_of_a_missing_picture_stays_in_a_gallery_and_out_of_one():
    gallery = f"<figure data-gallery>{img('a', 'First')}{img('gone', 'Second')}</figure>{img('gone', 'Third')}"
    assert order(written(gallery).html)[-3:] == ["First", "Second", "Third"]

    caption = '<i>Quay</i>, boats<br><a href="https://other.example/">Visit</a>'
    lost = written(f"<figure data-gallery>{img('gone', caption)}</figure>")
    assert f"<p>{caption.replace('i>', 'em>')}</p>" == lost.html, "words of two lines stay two, and links stay"


def test_struck_words_stay_and_links_lead_to_where_stories_are():
    asked = []

    def address(old, key):
        asked.append((old, key))
        return "/news/here-7/"

    html = '<p><del>Gone</del> <a href="https://old.example.org/x/#part">a</a> <a href="https://other.example/x">b</a>'
    body = written(f'{html} <a href="/y?replytocom=3">c</a></p>', address=address).html
    assert "<s>Gone</s>" in body
    assert "/news/here-7/#part" in body
    assert "https://other.example/x" in body
    assert asked == [("https://old.example.org/x/#part", "")]


def test_words_stay_apart_where_an_element_that_is_not_kept_stood_between_them():
    """@tryghost/kg-html-to-lexical 1.3.5 reads "didnotfall" and "held.Nobody" there."""
    html = "<p>It did <mark>not</mark> <small>quite</small> fall.</p><div>It held.</div><div>Nobody fell.</div>"
    assert written(html).html == "<p>It did not quite fall.</p><p>It held.</p><p>Nobody fell.</p>"


def test_place_of_a_picture_says_its_credit_and_caption():
    inner = '<img src="/a.jpg" alt="A" data-asset="4"><figcaption>Boats <b>at</b> rest</figcaption>'
    [place] = places_in(f'<figure data-credit="Ivo Lens">{inner}</figure>')
    assert (place.asset, place.alt, place.caption, place.credit) == ("4", "A", "Boats at rest", "Ivo Lens")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://o.example/wp-content/uploads/2019/05/boats-300x200.jpg", "2019/05/boats.jpg"),
        ("https://i0.wp.com/o.example/wp-content/uploads/2019/05/boats.jpg?w=640", "2019/05/boats.jpg"),
        ("https://o.example/content/images/size/w600/2021/03/a.jpg", "2021/03/a.jpg"),
        ("https://o.example/wp-content/uploads/sites/2/a.jpg", "sites/2/a.jpg"),
        ("https://a.example/photo.jpg", "a.example/photo.jpg"),
        ("https://b.example/i.php?id=1&w=300", "b.example/i.php?id=1"),
    ],
)
def test_all_sizes_of_a_file_have_one_key_and_no_two_files(address, key):
    assert file_key(address) == key


def test_picture_that_a_service_fetched_is_known_by_its_own_address():
    address = "https://substackcdn.com/image/fetch/w_424,c_limit/https%3A%2F%2Fpics.example.org%2Fa.png"
    assert unwrapped(address) == "https://pics.example.org/a.png"


def test_words_are_compared_in_their_order():
    found = compare(["one", "two", "three", "four"], ["one", "three", "four", "two"])
    assert (found.share, found.first_difference) == (0.75, "two three four")
    assert words_of("<p>One<br>two</p><p>don’t <b>stop</b>ping</p>") == ["One", "two", "don’t", "stopping"]


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ([], "an object"),
        ({"terms": {"a": {"as": "Section"}}}, "“a” is section, topic or drop"),
        ({"terms": {"a": {"as": "topic", "name": " "}}}, "“a”"),
        ({"terms": []}, "“terms”"),
        ({"authors": {"a": 1}}, "“a” signs as"),
        ({"byline": ""}, "“byline”"),
        ({"parts": "all"}, "draft or public"),
        ({"types": {"event": "story"}}, "type “event” is story or drop"),
        ({"types": []}, "“types”"),
    ],
)
def test_map_that_cannot_be_carried_out_is_refused_by_name(choices, told):
    with pytest.raises(CannotRead, match=told):
        check_choices(choices)
    check_choices({"terms": {"a": {"as": "drop"}}, "authors": {"a": "Ada"}, "home": "News"})
