"""What a reporter's login in wrong hands does not reach: an editor's, a supporter's data, the front page."""

import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from articles.models import Article, BreakingBar, Complaint, Edition, FrontArrangement
from newsroom.tests.desk.test_access import CLOSED
from newsroom.tests.desk.test_desk_matrix import opens
from supporters.models import Supporter

PEOPLE = [path for name, path in CLOSED if name.startswith("admin:auth_")]
MONEY = [path for name, path in CLOSED if name.startswith("admin:supporters_")]
FRONTS = [path for name, path in CLOSED if re.match("admin:articles_(front|breakingbar)_", name)]


def test_there_are_addresses_to_be_tried():
    assert min(len(PEOPLE), len(FRONTS)) > 10
    assert len(MONEY) > 40


@pytest.fixture
def reporters(client, reporter):
    client.force_login(reporter)
    return client


def opened(client, paths, **sent):
    return [(method, path) for path in paths for method in ("get", "post") if opens(client, method, path, **sent)]


def test_a_reporters_login_does_not_reach_an_editors(reporters, reporter, editor):
    sent = {"password1": "another-long-word", "password2": "another-long-word", "is_superuser": "1", "username": "x"}
    paths = [path.replace("/1/", f"/{person.pk}/") for path in PEOPLE for person in (editor, reporter)]

    found = opened(reporters, paths, usable_password="true", groups=Group.objects.get(name="Editor").pk, **sent)

    assert found == []
    editor.refresh_from_db()
    reporter.refresh_from_db()
    assert editor.check_password("a-long-password")
    assert not reporter.is_superuser
    assert [group.name for group in reporter.groups.all()] == ["Reporter"]


def test_a_reporters_login_does_not_reach_a_supporters_data(client, full_desk, reporter, supporter_desk):
    supporter = Supporter.objects.first()
    Supporter.objects.filter(pk=supporter.pk).update(name="Ottilie Quarrendon")
    kind = ContentType.objects.get_for_model(Supporter).pk
    choices = "/admin/autocomplete/?app_label=supporters&model_name=pledge&field_name=supporter&term=Ott"
    paths = [*MONEY, f"/admin/supporters/supporter/{supporter.pk}/change/", f"/admin/r/{kind}/{supporter.pk}/", choices]
    before = list(Supporter.objects.values())

    client.force_login(reporter)
    found = opened(client, paths)
    elsewhere = [client.get(path).text for path in ("/admin/", "/admin/articles/article/", "/admin/articles/")]

    assert found == []
    assert not any("Quarrendon" in text for text in elsewhere)
    assert list(Supporter.objects.values()) == before
    client.force_login(supporter_desk)
    assert "Quarrendon" in client.get("/admin/supporters/supporter/").text


def test_a_reporters_login_does_not_reach_the_front_page(client, full_desk, reporter, editor):
    own = Article.objects.create(headline="Mine on the front", section=full_desk.section, created_by=reporter)
    acts = [f"/admin/articles/article/{own.pk}/{act}/" for act in ("publish", "schedule", "publish-with-polls")]
    counted = (Edition, FrontArrangement, BreakingBar)
    before = [list(model.objects.values()) for model in counted]

    client.force_login(reporter)
    sent = {"version": 1, "publish": "1", "save_over": "1", "words": "Mine", "ends_at_0": "2099-01-01"}
    found = opened(client, [*FRONTS, *acts], **sent)

    assert found == []
    assert [list(model.objects.values()) for model in counted] == before
    client.force_login(editor)
    assert client.get("/admin/articles/front/").status_code == 200


def test_a_form_takes_no_story_that_its_list_would_not_offer(reporters, make_live_article, make_section):
    near = make_live_article()
    binned = make_live_article(headline="Seen by the editor alone", section=make_section("Courts"))
    Article.objects.filter(pk=binned.pk).update(binned_at=timezone.now())
    sent = {"words": "It was not so.", "due_at_0": "2099-01-01", "due_at_1": "12:00"}

    page = reporters.post("/admin/articles/complaint/add/", sent | {"article": binned.pk})
    kept = reporters.post("/admin/articles/complaint/add/", sent | {"article": near.pk})

    assert (page.status_code, kept.status_code) == (200, 302)
    assert binned.headline not in page.text
    assert "It was not so." in page.text
    assert Complaint.objects.get().article == near


def test_a_reporters_login_takes_no_picture_off_the_site(client, make_live_article, make_picture, reporter, editor):
    seen, unseen = make_picture("Seen"), make_picture("Not seen")
    make_live_article(lead_picture=seen)
    sent = {
        "caption": "Other",
        "credit": "Nobody",
        "alt": "Other",
        "rights_until": "2020-01-01",
        "focal_point": "0.5x0.5",
    }

    def change(person, picture):
        client.force_login(person)
        client.post(f"/admin/articles/picture/{picture.pk}/change/", sent)
        words = {f"picture-{picture.pk}-{name}": value for name, value in sent.items()}
        client.post(f"/admin/articles/picture/words/?picture={picture.pk}", words)
        picture.refresh_from_db()
        return picture.credit == "Nobody"

    assert not change(reporter, seen)
    assert seen.rights_until is None
    assert change(reporter, unseen)
    assert change(editor, seen)
