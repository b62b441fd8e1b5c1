"""The card of a poll in the story editor: what it is there for is chosen on it and stored beside its number."""

import pytest

from articles.models import Article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_role_is_chosen_on_the_card_and_none_is_stored_for_a_plain_question(on_the_desk, make_poll):
    visit, article = on_the_desk
    plain = f'<div data-embed="poll" data-id="{make_poll().pk}"></div>'
    stored = f"<p>Words.</p>{plain}<p>More.</p>"
    Article.objects.filter(pk=article.pk).update(body=stored)
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    visit.body.wait_for()

    visit.save()
    assert Article.objects.get().body == stored

    visit.body.wait_for()
    page.get_by_label("Show the poll as").select_option("before")
    visit.save()

    assert Article.objects.get().body == stored.replace("></div>", ' data-role="before"></div>')
    visit.body.wait_for()
    assert page.get_by_label("Show the poll as").input_value() == "before"
    assert (visit.violations, visit.errors) == ([], [])
