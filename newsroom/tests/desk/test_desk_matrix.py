"""Every address of the desk × every role × a story of each kind: who gets in, in one table, by GET and by POST.

What Django makes for each model follows from the role’s grants. Every other address has its row in desk_rows.py; an
address without one fails: whoever adds it says who may open it.
"""

import re
from types import SimpleNamespace

import pytest
import reversion
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.http import HttpResponseForbidden
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from articles.models import Article, Edition, RunningStory
from articles.tests.story_forms import story_form
from articles.wires.arrivals import take_in
from articles.wires.told import Told
from newsroom.roles import ROLES, codenames
from newsroom.tests.desk.test_access import DOORS, routes
from newsroom.tests.desk_rows import (
    AUTOCOMPLETES,
    INSTEAD,
    KEPT_BY_THE_DESK,
    KINDS,
    LISTED,
    NOBODY,
    PERSONAS,
    POSTED,
    READERS,
    ROWS,
    STORY_ROWS,
    UNLISTED,
    WHO,
    WHO_BINNED,
)

pytestmark = pytest.mark.usefixtures("bare_refusals")
ENTRY_ACTS = ("publish", "call_off", "give_back", "withdraw", "take_down", "lift", "break_out")
MODELS = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}


@pytest.fixture
def person(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def world(
    person,
    section_editor,
    make_article,
    make_section,
    make_picture,
    make_topic,
    make_author,
    make_poll,
    make_pledge,
    make_source,
    newsletter_wording,
):
    """One row of most models, with a story of each kind, as this person stands to it."""
    home, foreign = make_section("Sport"), make_section("Courts")
    section_editor.edits.create(section=home)
    make_picture(), make_topic(), make_poll(), make_pledge()
    agency = make_source()
    stories = {
        "own": make_article(section=home, created_by=person),
        "own_elsewhere": make_article(section=foreign, created_by=person),
        "in_section": make_article(section=home),
        "foreign": make_article(section=foreign),
        "binned": make_article(section=home, created_by=person, binned_at=timezone.now()),
    }
    for article in stories.values():
        with reversion.create_revision():
            article.save()
        article.draft_links.create(token_hash=f"hash-{article.pk}", version=1, words={}, made_by=person)
        version = take_in(source=agency, told=Told(key=str(article.pk), headline="Wall"))
        article.wire_uses.create(item=version.item, version=version, answered=version)
        RunningStory.objects.create(article=article)
        article.entries.create(headline="Gates shut")
    return stories


def desk_routes():
    return [(name.removeprefix("admin:"), path) for name, path in routes() if name.startswith("admin:")]


def made_by_django(name):
    """The model and act of an address that the admin makes for every model."""
    match = re.fullmatch(r"(\w+)_(changelist|add|change|delete|history)", name)
    return match.groups() if match and match[1] in MODELS and name not in ROWS else None


def story_row(name):
    return STORY_ROWS.get(name.removeprefix("articles_article_")) if name.startswith("articles_article_") else None


OPEN_TO_STAFF = {"unnamed", "app_list", "view_on_site", "autocomplete"}  # each has a test of its own below
GENERIC = [
    (name, path)
    for name, path in desk_routes()
    if f"admin:{name}" not in DOORS and name not in OPEN_TO_STAFF and story_row(name) is None
]


def test_every_address_of_the_desk_has_a_row():
    assert [name for name, _ in GENERIC if name not in ROWS and not made_by_django(name)] == []


def test_no_row_is_left_of_an_address_that_is_gone():
    names = {name for name, _ in desk_routes()}

    assert {*ROWS} - names == set()
    assert {f"articles_article_{name}" for name in STORY_ROWS} - names == set()


def grants_of(role):
    return {".".join(pair) for pair in codenames(ROLES[PERSONAS[role]])}


WRITES = re.compile(r'(?:INSERT|UPDATE|DELETE)(?!.*"newsroom_staffsession")')


def ask(client, method, address, **data):
    """What this is answered with; whatever it did is undone. What is refused writes nothing."""
    written = []

    def note(execute, sql, *rest):
        if WRITES.match(sql):
            written.append(sql)
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(note):
        response = getattr(client, method)(address, data)
        transaction.set_rollback(True)
    assert is_open(response) or not written, (method, address)
    return response


def is_open(response):
    to_the_index = response.status_code == 302 and response.url in {"/admin/", "/admin/login/"}
    # 400: what was sent makes no sense, which is said only to whom may send it.
    return response.status_code in {200, 302, 400} and not to_the_index


def opens(client, method, address, **data):
    response = ask(client, method, address, **data)
    assert response.status_code in {200, 302, 400, 403, 404, 405}, (address, response.status_code)
    return is_open(response)


def test_what_is_refused_and_written_all_the_same_would_be_found(make_section):
    def leak(address, data):
        make_section("Written")
        return HttpResponseForbidden()

    with pytest.raises(AssertionError, match="/admin/"):
        ask(SimpleNamespace(post=leak), "post", "/admin/")


def expected(role, name, *, writes):
    """From the role's grants alone, whether a model's page opens."""
    if name in ROWS:
        needed = ROWS[name]
        return needed != NOBODY and {*needed.split()} <= grants_of(role)
    model, act = made_by_django(name)
    app, model_name = MODELS[model]._meta.app_label, MODELS[model]._meta.model_name
    instead = INSTEAD.get((model, act), INSTEAD.get((model, "*")))
    if instead is not None:
        return bool({*instead.split("|")} & grants_of(role))
    grants = grants_of(role)
    view = {f"{app}.view_{model_name}", f"{app}.change_{model_name}"}
    if act in {"changelist", "history"} or (act == "change" and not writes):
        return bool(view & grants)
    return f"{app}.{act}_{model_name}" in grants


EACH_ROLE = pytest.mark.parametrize(("role", "person"), [(role, role) for role in PERSONAS], indirect=["person"])


@EACH_ROLE
def test_each_role_opens_what_its_grants_say_and_nothing_else(client, world, person, role):
    client.force_login(person)
    wrong = []

    for name, path in GENERIC:
        address, is_post = at_a_row(name, path), name in POSTED
        if name not in ROWS and not made_by_django(name):
            continue  # the test above says so
        should_open = expected(role, name, writes=is_post)
        methods = ["post" if is_post else "get"]
        if not should_open and not (made_by_django(name) and name.endswith(("_add", "_change", "_delete"))):
            methods = ["get", "post"]  # by POST those are refused in test_desk_world.py, where every row is
        did_open = [method for method in methods if opens(client, method, address)]
        if did_open and not should_open:
            wrong.append(f"{role} opens {address} by {did_open}")
        # Whether a single row may be changed or deleted can depend on what it is; a list cannot.
        if should_open and not did_open and name.endswith(("_changelist", "_export", "_placed", "_bin", "index")):
            wrong.append(f"{role} does not open {address}")

    assert wrong == []


@EACH_ROLE
def test_each_story_opens_to_whom_it_should(client, world, person, role):
    client.force_login(person)
    wrong = []

    for kind, article in world.items():
        for act, row in STORY_ROWS.items():
            for method, right in zip(("get", "post"), row, strict=True):
                if right and opens(client, method, address_of(act, article)) != story_opens(role, right, kind):
                    wrong.append(f"{role}: {method} {act} of a story that is {kind}")

    assert wrong == []


def story_opens(role, right, kind):
    if right in WHO_BINNED:
        return kind == "binned" and role in WHO_BINNED[right]
    return kind != "binned" and role in WHO[right][KINDS.index(kind)]


def address_of(act, article):
    pk = article.pk
    special = {
        "revision": lambda: [pk, Version.objects.get_for_object(article).first().pk],
        "revoke_draft": lambda: [pk, article.draft_links.first().pk],
        "answer_agency": lambda: [pk, article.wire_uses.first().pk],
        "cut_agency": lambda: [pk, article.wire_uses.first().pk],
        **{f"{each}_entry": lambda: [pk, article.entries.first().pk] for each in ENTRY_ACTS},
    }
    return reverse(f"admin:articles_article_{act}", args=special.get(act, lambda: [pk])())


def at_a_row(name, path):
    """The path with the number of a row that is there, if there is one."""
    made = made_by_django(name)
    if not made or made[1] in {"changelist", "add"}:
        return path
    row = MODELS[made[0]]._default_manager.order_by("pk").first()
    return path.replace("/1/", f"/{row.pk}/") if row else path


@EACH_ROLE
def test_choices_are_offered_to_who_may_see_them(client, world, person, role):
    client.force_login(person)
    grants = grants_of(role)

    for model, field, needed in AUTOCOMPLETES:
        sent = {"app_label": "articles", "model_name": model, "field_name": field, "term": ""}
        response = client.get("/admin/autocomplete/", sent)
        assert (response.status_code == 200) == bool(needed & grants), (model, field)
        if response.status_code == 200:
            assert world["binned"].headline not in response.text


@EACH_ROLE
def test_the_way_from_a_row_to_its_page_is_for_who_may_see_the_row(client, world, person, role):
    client.force_login(person)
    kind = ContentType.objects.get_for_model(Article).pk

    assert opens(client, "get", f"/admin/r/{kind}/{world['own'].pk}/") is (role in READERS)


@EACH_ROLE
def test_what_the_form_does_not_list_cannot_be_posted(client, world, person, role):
    """Every field of the model, as every role, to a story of its own and to a foreign one."""
    client.force_login(person)

    for kind in ("own", "foreign"):
        article = world[kind]
        before = Article.objects.values().get(pk=article.pk)
        client.post(address_of("change", article), everything(article))
        after = Article.objects.values().get(pk=article.pk)
        changed = {name for name in before if before[name] != after[name]}
        if role in WHO["change"][KINDS.index(kind)]:
            assert changed <= LISTED | KEPT_BY_THE_DESK
            assert (after["headline"], after["version"]) == ("Posted", before["version"] + 1)
        else:
            assert changed == set()
    assert not Edition.objects.exists()


def everything(article):
    """A form that is fit to be saved, with a value for each field of the model that the form never shows."""
    # The version says what was opened, and a stale one has a page of its own.
    return UNLISTED | story_form(article, headline="Posted", version=article.version)


def test_every_field_of_a_story_is_listed_or_tried():
    fields = {field.attname: field.name for field in Article._meta.concrete_fields if field.attname not in LISTED}

    assert {*fields.values()} - {*UNLISTED} == set()
