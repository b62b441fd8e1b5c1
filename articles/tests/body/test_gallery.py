"""Several pictures in a row: cleaned, stored, shown, guarded and taken down like the pictures that they are."""

import pytest
from django.db.models import ProtectedError

from articles.body.cleaning import sanitize_body
from articles.body.document import Placed, gallery_in, things_placed
from articles.body.html_blocks import split_blocks
from articles.body.rendering import Objects, Renderer
from articles.editing.checklist import checklist_of
from articles.imaging.places import SIZES
from articles.models import Picture
from articles.pictures.usage import pictures_only_of, where_used
from articles.publishing.compose import read_placements
from articles.publishing.publish import publish, reasons_not_to_publish


def figure(pk, words=""):
    return f'<figure data-picture="{pk}"><figcaption>{words}</figcaption></figure>'


def gallery_of(*pks, words=""):
    return f'<figure data-gallery="pictures">{"".join(figure(pk, words) for pk in pks)}</figure>'


def drawn(body, *pictures):
    return Renderer(Objects({Placed("picture", picture.pk): picture for picture in pictures})).blocks(body)


HOSTILE = {
    '<figure data-gallery="p" onclick="x()" style="a:b" class="c">'
    + figure(1)
    + "</figure>": '<figure data-gallery="p">' + figure(1) + "</figure>",
    '<figure data-gallery="p"><script>x()</script><img src="x" onerror="x()">'
    + figure(1)
    + "</figure>": '<figure data-gallery="p">' + figure(1) + "</figure>",
    '<figure data-gallery="p">' + figure(1, '<a href="javascript:x()">y</a>') + "</figure>": '<figure data-gallery="p">'
    + figure(1, "<a>y</a>")
    + "</figure>",
}


@pytest.mark.parametrize(("html", "clean"), HOSTILE.items())
def test_keeps_nothing_but_its_pictures_and_their_words(html, clean):
    assert sanitize_body(html) == clean
    assert things_placed(sanitize_body(html)) == [Placed("picture", 1)]


def test_cleaning_changes_no_letter_of_a_sound_one():
    body = gallery_of(4, 5, words="Words &amp; <em>more</em>")

    assert sanitize_body(body) == body


@pytest.mark.parametrize(
    "html",
    [
        '<figure data-gallery="p"></figure>',
        '<figure data-gallery="p">words</figure>',
        '<figure data-gallery=""',
        '<figure data-gallery="a>b"><figure data-gallery="c">' + figure(1) + "</figure></figure>",
    ],
)
def test_one_without_pictures_of_its_own_is_nothing(html):
    assert things_placed(sanitize_body(html)) == []
    assert Renderer(Objects()).blocks(html) == []


def test_a_sign_in_its_tag_does_not_hide_its_pictures():
    block = split_blocks(f'<figure data-gallery="a>b">{figure(1)}{figure(2)}</figure>')[0]

    assert [part.attributes["data-picture"] for part in gallery_in(block)] == ["1", "2"]


def test_shows_its_pictures_in_order_each_with_alt_caption_and_credit(make_picture):
    one, two = make_picture("First", alt="One", credit="Ada"), make_picture("Second", alt="Two", credit="Bea")
    body = f'<figure data-gallery="pictures">{figure(two.pk, "Own <em>words</em>")}{figure(one.pk)}</figure>'

    (html,) = drawn(body, one, two)

    assert html.index('alt="Two"') < html.index("Own <em>words</em>") < html.index('alt="One"') < html.index("First")
    assert "Second" not in html
    assert html.count("figure__credit") == 2
    assert 'aria-label="2 pictures"' in html
    assert html.count(f'sizes="{SIZES["gallery"]}"') == 4


def test_counts_its_pictures_and_leads_to_each_at_its_largest(make_picture):
    pictures = [make_picture() for _ in range(2)]

    (block,) = drawn(gallery_of(*[picture.pk for picture in pictures]), *pictures)
    (alone,) = drawn(figure(pictures[0].pk), pictures[0])

    for number, picture in enumerate(pictures, start=1):
        assert f">{number} of 2</span>" in block
        assert f'href="{picture.file.webp_1600}"' in block
        assert f"picture {number} of 2\n" in block
    assert "Enlarge" not in alone


def test_the_last_that_may_be_shown_is_a_picture_like_any_other(make_picture):
    picture = make_picture()

    (html,) = drawn(gallery_of(picture.pk, 999), picture)

    assert "gallery" not in html
    assert drawn(gallery_of(998, 999), picture) == []


def test_costs_the_page_the_same_however_many_pictures_it_has(
    client, make_picture, make_live_article, django_assert_max_num_queries
):
    pictures = [make_picture() for _ in range(30)]
    article = make_live_article(body="<p>On.</p>" + gallery_of(*(picture.pk for picture in pictures)))
    client.get(article.get_absolute_url())

    with django_assert_max_num_queries(8):
        text = client.get(article.get_absolute_url()).text

    assert text.count('<figure class="figure">') == 30


def test_an_edition_keeps_it_as_it_was(make_picture, make_article):
    one, two = make_picture(), make_picture()
    article = make_article(body="<p>On.</p>" + gallery_of(one.pk, two.pk, one.pk))

    edition = publish(article=article, by=None)

    assert edition.body == article.body
    assert sorted(edition.placements.values_list("picture", flat=True)) == [one.pk, two.pk]


def test_its_pictures_are_found_where_they_are_used_and_cannot_be_deleted(make_picture, make_article):
    picture = make_picture()
    article = make_article(body=gallery_of(picture.pk, make_picture().pk))

    read_placements(article=article)

    assert [use.article for use in where_used(picture)] == [article]
    with pytest.raises(ProtectedError):
        picture.delete()


def test_a_take_down_takes_its_pictures_too(make_picture, make_live_article):
    pictures = [make_picture(), make_picture()]
    article = make_live_article(body="<p>On.</p>" + gallery_of(*(picture.pk for picture in pictures)))

    assert set(pictures_only_of(article)) == set(pictures)


def test_its_pictures_hold_a_story_back_until_they_have_credit_and_alternative_text(make_picture, make_article):
    sound, bare = make_picture(), make_picture("Bare")
    Picture.objects.filter(pk=bare.pk).update(credit="", alt="")
    article = make_article(body="<p>On.</p>" + gallery_of(sound.pk, bare.pk))

    assert reasons_not_to_publish(article) == [
        "A picture in the text has no credit: Bare.",
        "A picture in the text has no alternative text: Bare.",
    ]
    assert checklist_of(article).errors == reasons_not_to_publish(article)


def test_its_own_words_are_looked_through_for_withheld_names(make_picture, make_article):
    article = make_article(body="<p>On.</p>" + gallery_of(make_picture().pk, make_picture().pk, words="Tom Quill"))
    article.withheld_names.create(name="Tom Quill")

    assert any("withheld name" in reason for reason in reasons_not_to_publish(article))
