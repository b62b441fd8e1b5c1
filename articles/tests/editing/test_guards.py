# ruff: noqa: F811 - the fixtures of the form are used here too
"""Embargo and flags: a writer may set them, and only who has the right takes them off, whatever is sent."""

import datetime as dt

import pytest
import reversion
from django.utils import timezone
from reversion.models import Version

from articles.editing.copy import copy_article
from articles.models import Article
from articles.publishing.draft_links import share_draft
from articles.publishing.publish import CannotPublish
from articles.tests.admin.test_article_form import as_sent, change, filled  # noqa: F401
from articles.workflow.permissions import LIFTED_BY, locked_fields

FLAGS = ["needs_legal", "active_proceedings", "protected_identity", "abuse_or_suicide", "election"]


@pytest.fixture
def guarded(make_article, reporter):
    """A reporter's own story on which an editor has set everything that there is to set."""
    until = timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=1)
    return make_article(created_by=reporter, embargoed_until=until, **dict.fromkeys(FLAGS, True))


def guards_of(article):
    return Article.objects.filter(pk=article.pk).values(*LIFTED_BY).get()


def send(client, person, article, filled, **fields):
    """The whole form with no flag ticked and no embargo, as anybody can send it by hand."""
    client.force_login(person)
    response = client.post(change(article), as_sent(article, filled, version=article.version, **fields), follow=True)
    assert response.status_code == 200


def test_reporter_lifts_nothing_that_an_editor_has_set_by_a_request_of_their_own(
    client,
    guarded,
    reporter,
    filled,
):
    before = guards_of(guarded)

    send(client, reporter, guarded, filled, headline="Changed", embargoed_until="")

    assert guards_of(guarded) == before
    assert Article.objects.get().headline == "Changed"


def test_reporter_moves_no_embargo_to_a_sooner_day(client, guarded, reporter, filled):
    before = guards_of(guarded)

    send(client, reporter, guarded, filled, embargoed_until="2020-01-01T09:00")

    assert guards_of(guarded) == before


def test_section_editor_moves_no_guarded_story_to_where_the_guards_could_be_lifted(
    client, make_article, make_section, section_editor, filled
):
    own, far = make_section("Sport"), make_section("News")
    section_editor.edits.create(section=own)
    until = timezone.now() + dt.timedelta(days=1)
    guarded = make_article(section=far, created_by=section_editor, embargoed_until=until, protected_identity=True)
    free = make_article(section=far, created_by=section_editor)

    for article in (guarded, free):
        send(client, section_editor, article, filled, section=own.pk, embargoed_until="")
        article.refresh_from_db()
        send(client, section_editor, article, filled, section=own.pk, embargoed_until="")

    assert Article.objects.get(pk=free.pk).section == own
    assert Article.objects.get(pk=guarded.pk).section == far
    assert (guards_of(guarded)["embargoed_until"], guards_of(guarded)["protected_identity"]) == (until, True)


def test_reporter_sets_what_is_not_set(client, make_article, reporter, filled):
    article = make_article(created_by=reporter)

    send(client, reporter, article, filled, embargoed_until="2999-01-01T09:00", **dict.fromkeys(FLAGS, "on"))

    assert all(guards_of(article).values())


def test_editor_lifts_them_all(client, guarded, editor, filled):
    send(client, editor, guarded, filled, embargoed_until="")

    assert not any(guards_of(guarded).values())


@pytest.mark.parametrize("name", ["embargoed_until", "protected_identity", "abuse_or_suicide", "election"])
def test_each_guard_has_a_right_of_its_own(guarded, editor, name):
    group = editor.groups.get()
    group.permissions.remove(group.permissions.get(codename=f"{LIFTED_BY[name]}_article"))

    assert locked_fields(editor, guarded) == [name]


def test_old_version_brings_no_guard_off_for_who_may_not_lift_it(client, make_article, reporter, filled):
    article = make_article(created_by=reporter)
    with reversion.create_revision():
        article.save()
    save = Version.objects.get_for_object(article).get()
    Article.objects.update(**dict.fromkeys(FLAGS, True), version=2)
    client.force_login(reporter)

    address = f"/admin/articles/article/{article.pk}/history/{save.pk}/"
    restored = client.post(address, as_sent(article, filled, version=2, headline="As it was"))

    assert restored.status_code == 302
    assert Article.objects.get().headline == "As it was"
    assert {name: guards_of(article)[name] for name in FLAGS} == dict.fromkeys(FLAGS, True)


def test_copy_is_guarded_like_the_story_that_it_was_made_of(guarded, reporter):
    guarded.withheld_names.create(name="Ada Lovelock")

    copy = copy_article(article=guarded, by=reporter)

    assert guards_of(copy) == guards_of(guarded)
    assert [row.name for row in copy.withheld_names.all()] == ["Ada Lovelock"]


def test_draft_with_a_protected_identity_is_shared_by_who_may_lift_it_alone(make_article, reporter, editor):
    article = make_article(created_by=reporter, protected_identity=True)

    with pytest.raises(CannotPublish, match="identity is protected"):
        share_draft(article=article, by=reporter)

    assert share_draft(article=article, by=editor)
    Article.objects.update(protected_identity=False)
    assert share_draft(article=article, by=reporter)
