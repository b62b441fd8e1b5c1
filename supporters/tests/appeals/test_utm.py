"""What a link says of itself is kept with the pledge; what could say who followed it is not."""

import pytest
from django.test import RequestFactory

from supporters.appeals.utm import Utm, cleaned, read_utm, utm_of
from supporters.models import Acquisition, Pledge
from supporters.reports.trends import trends

LINK = "/support/?utm_source=Newsletter&utm_medium=E-Mail&utm_campaign=Autumn%202026"


def utm(path, **headers):
    return utm_of(RequestFactory().get(path, headers=headers))


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Newsletter", "newsletter"),
        ("autumn-20261122", "autumn-20261122"),
        (" two  words ", "two words"),
        ("<b>bold</b>", "b-bold-b"),
        ("=1+1", "1-1"),
        ("x" * 500, "x" * 60),
        ("", ""),
        (None, ""),
        ("ada@example.org", ""),
        ("reader-1234567890", ""),
        ("0a1b2c3d4e5f60718293", ""),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", ""),
    ],
)
def test_keeps_plain_words_and_drops_what_could_name_a_person(value, kept):
    assert cleaned(value) == kept


def test_reads_the_link_to_this_page():
    assert utm(LINK) == Utm("newsletter", "e-mail", "autumn 2026", "")


def test_reads_nothing_else_of_a_link():
    link = utm("/support/?utm_term=ada&utm_content=x&gclid=abc&fbclid=def&email=ada@example.org")

    assert not any(link)


def test_reads_the_link_to_the_story_that_led_here():
    link = utm("/support/?from=x", Referer="http://testserver/news/tide-7/?utm_source=newsletter&utm_id=9")

    assert link == Utm("newsletter", "", "", "")


def test_of_another_site_the_name_alone():
    link = utm("/support/", Referer="https://social.example/@ada/posts/77?utm_source=private")

    assert link == Utm("", "", "", "social.example")


@pytest.mark.parametrize("referrer", ["", "javascript:alert(1)", "//", "http://[", "x" * 5000])
def test_never_fails_on_nonsense(referrer):
    assert not any(utm("/support/", Referer=referrer))


@pytest.mark.parametrize("packed", ["", None, "a=b&c", "&" * 50, "source=ada@example.org", "source=" + "x" * 5000])
def test_what_the_form_brings_back_is_cleaned_again(packed):
    assert len("".join(read_utm(packed))) <= 60
    assert "@" not in "".join(read_utm(packed))


def test_is_kept_with_the_pledge_and_counted_for_the_desk(client, support_form):
    form = client.get(LINK, headers={"Referer": "https://social.example/x"}).context["form"]
    client.post("/support/", support_form(link=form["link"].value()))

    kept = Acquisition.objects.get(pledge=Pledge.objects.get())
    assert (kept.utm_source, kept.utm_medium, kept.utm_campaign) == ("newsletter", "e-mail", "autumn 2026")
    assert kept.referrer == "social.example"
    assert trends().links == [
        {"utm_source": "newsletter", "utm_medium": "e-mail", "utm_campaign": "autumn 2026", "pledges": 1}
    ]


def test_outlives_a_form_that_is_shown_again(client, support_form):
    again = client.post("/support/", support_form(name="", link="source=newsletter"))

    assert again.status_code == 422
    assert again.context["form"]["link"].value() == "source=newsletter"


def test_without_a_story_or_a_link_nothing_is_noted(make_pledge):
    make_pledge()

    assert not Acquisition.objects.exists()


def test_goes_out_with_the_pledges(client, supporter_desk, make_pledge):
    make_pledge(link=Utm("newsletter", "e-mail", "autumn", ""))
    client.force_login(supporter_desk)

    heading, row = client.post("/admin/supporters/pledge/export/").content.decode().splitlines()

    assert "utm_source,utm_medium,utm_campaign,referrer" in heading
    assert row.endswith("newsletter,e-mail,autumn,")
