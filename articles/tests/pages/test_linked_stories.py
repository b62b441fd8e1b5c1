# ruff: noqa: F811 - the fixtures of the form are used here too
"""Stories that an editor has placed in another one by hand."""

import pytest

from articles.models import Article
from articles.pages.related import NEWEST
from articles.pages.story_page import story_page
from articles.publishing.publish import publish
from articles.tests.admin.test_article_form import LIST, as_sent, change, desk, filled  # noqa: F401


def linking(*articles):
    return "<p>Words.</p>" + "".join(f'<div data-embed="related" data-id="{story.pk}"></div>' for story in articles)


def test_story_placed_by_hand_is_shown_however_many_newer_ones_share_its_topic(
    client, make_article, make_live_article, make_topic
):
    topic = make_topic()
    owed = [make_live_article(name, hours_ago=900 + age, topics=[topic]) for age, name in enumerate(["Old", "Older"])]
    for number in range(NEWEST + 3):
        make_live_article(f"Newer {number}", topics=[topic])
    article = make_article(topics=[topic], body=linking(*owed))
    publish(article=article, by=None)

    page = client.get(article.get_absolute_url()).text

    assert [f'href="{story.get_absolute_url()}"' in page for story in owed] == [True, True]
    related = story_page(article.live_edition()).related
    assert len(related) == 4
    assert not {story.pk for story in owed} & {edition.article_id for edition in related}


@pytest.mark.parametrize("prefix", ["", "/text"])
def test_story_never_leads_to_itself(client, make_article, make_live_article, prefix):
    article, other = make_article("Itself"), make_live_article("Other")
    Article.objects.filter(pk=article.pk).update(body=linking(article, other))
    publish(article=article, by=None)

    page = client.get(f"{prefix}{article.get_absolute_url()}").text
    words = page.partition("<p>Words.</p>")[2].partition("</article>")[0]

    assert f'href="{prefix}{other.get_absolute_url()}"' in words
    assert f'href="{prefix}{article.get_absolute_url()}"' not in words


def test_link_of_a_story_to_itself_is_refused_with_all_that_was_typed(desk, make_article, filled):
    article, other = make_article(), make_article()

    refused = desk.post(change(article), as_sent(article, filled, kicker="Storm", body=linking(article)))
    taken = desk.post(change(article), as_sent(article, filled, kicker="Storm", body=linking(other)))

    assert "A story cannot lead to itself" in refused.text
    assert 'value="Storm"' in refused.text
    assert taken.status_code == 302


def test_story_is_not_offered_to_itself(desk, make_article):
    article, _other = make_article("This one"), make_article("Another one")
    address = f"/admin/articles/article/choose/linked/?without={article.pk}"

    form, offered = desk.get(change(article)).text, desk.get(address).text

    assert address in form
    assert ("Another one" in offered, "This one" in offered) == (True, False)
