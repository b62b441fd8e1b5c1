"""The wall between those who write and those who pay: no page or search tells the newsroom who gave what."""

import pytest
from django.apps import apps
from django.urls import get_resolver, reverse

from newsroom.tests.desk.test_access import routes
from supporters.appeals.link_token import LeadingStory

SECRETS = ["ada@example.org", "Ada Marsh", "43.21", "4321", "Secret note"]
NEWSROOM = ["reporter", "editor", "picture_desk"]
# What readers see too, and so both sides may point at; and who did something at the desk.
SHARED = {"articles", "auth", "contenttypes", "reversion"}
BALLOTS = {"ballot", "mark", "receipt", "pollsecret"}


@pytest.fixture
def won(make_live_article, make_pledge, make_payment):
    """A story that won support, with everything about its supporter that could be told."""
    article = make_live_article("Barrier holds as tide peaks")
    story = LeadingStory(article.pk, article.headline, article.get_absolute_url(), "story-foot")
    pledge = make_pledge(name="Ada Marsh", email="ada@example.org", amount=4321, frequency="month", story=story)
    make_payment(pledge, note="Secret note")
    return article


def pages_of_the_newsroom(article):
    """Every list, search, form, history and autocomplete of the desk, whether or not this login may open it."""
    for name, path in routes(get_resolver()):
        if name.startswith("admin:") and name not in {"admin:logout", "admin:login"}:
            yield path
    for model in apps.get_models():
        if model._meta.app_label in {"articles", "polls", "supporters"}:
            listed = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
            if listed.removeprefix("admin:") in names_at_the_desk():
                yield from (f"{reverse(listed)}?q={word}" for word in ("Ada", "ada@example.org", "4321"))
    fields = {"app_label": "supporters", "model_name": "pledge", "field_name": "supporter"}
    yield f"{reverse('admin:autocomplete')}?term=ada&" + "&".join(f"{key}={value}" for key, value in fields.items())
    yield reverse("admin:articles_article_change", args=[article.pk])
    yield reverse("admin:articles_article_history", args=[article.pk])


def names_at_the_desk():
    return {name.removeprefix("admin:") for name, _path in routes(get_resolver()) if name.startswith("admin:")}


@pytest.mark.parametrize("role", NEWSROOM)
def test_no_page_of_the_newsroom_tells_who_gave_what(client, request, won, role):
    client.force_login(request.getfixturevalue(role))
    seen = 0

    for path in pages_of_the_newsroom(won):
        response = client.get(path)
        if response.status_code != 200 or response.streaming:
            continue
        whole = response.content.decode(errors="replace")
        words = whole.partition("<main")[2] or whole
        # A search shows its own words again; what it must not do is find somebody.
        typed = [word for word in SECRETS if word in path]
        assert [secret for secret in SECRETS if secret in words and secret not in typed] == [], path
        assert "/admin/supporters/" not in whole, path
        seen += 1

    assert seen > 5


def test_editors_see_which_story_won_support_as_a_count(client, editor, won):
    client.force_login(editor)

    home = client.get(reverse("admin:index")).content.decode()
    form = client.get(reverse("admin:articles_article_change", args=[won.pk])).content.decode()

    assert "1 pledge" in home
    assert "This story won 1 pledge of support." in form


def test_the_editor_is_offered_a_line_when_a_supporting_organisation_is_named(
    client, editor, make_article, make_pledge, make_payment
):
    make_payment(make_pledge(organisation="Marsh Boats"))
    named = make_article("Marsh Boats launches", body="<p>At the quay.</p>")
    other = make_article("Marshes flood", body="<p>Boats were moved.</p>")
    client.force_login(editor)

    forms = [reverse("admin:articles_article_change", args=[story.pk]) for story in (named, other)]
    pages = [client.get(form).content.decode() for form in forms]

    line = "Marsh Boats supports The Saltmere Courier with money. It has no say in what we report."
    assert [line in page for page in pages] == [True, False]


# An issue goes to every reader of its letter alike, so what stands in it tells nothing of one of them.
SENT_TO_ALL = {"newsletter", "issue"}
OF_ONE_READER = {"subscription", "delivery"}


def linked(model):
    """Every model that a row of this one points at or is pointed at by."""
    return {field.related_model for field in model._meta.get_fields(include_hidden=True) if field.related_model}


def test_no_path_joins_a_ballot_to_a_pledge():
    ours = {model for model in apps.get_models() if model._meta.app_label not in SHARED}
    reached, todo = set(), [model for model in ours if model._meta.app_label == "polls"]
    assert BALLOTS - {"pollsecret"} <= {model._meta.model_name for model in todo}

    while todo:
        model = todo.pop()
        reached.add(model)
        if model._meta.model_name not in SENT_TO_ALL:
            todo += [other for other in linked(model) if other in ours - reached]

    assert [model for model in reached if model._meta.app_label == "supporters"] == []
    assert OF_ONE_READER & {model._meta.model_name for model in reached} == set()
    assert {model._meta.model_name for model in ours} >= OF_ONE_READER | SENT_TO_ALL


def test_no_row_of_a_supporter_keeps_what_tells_one_browser_from_another():
    models = apps.get_app_config("supporters").get_models()
    kept = {field.name for model in models for field in model._meta.get_fields()}

    telling = ("network", "ip_", "browser", "cookie", "agent")
    assert [name for name in kept if any(word in name for word in telling)] == []
