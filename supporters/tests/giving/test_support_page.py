import datetime as dt
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from common.css_bundle import IMPORT
from common.limits import PLEDGES, PLEDGES_OF_ADDRESS
from common.submission import new_submission
from supporters.appeals.link_token import appeal_token
from supporters.giving.forms import SupportForm
from supporters.models import ContributionPage, Pledge, Recognition, Supporter

URL = "/support/"


@pytest.fixture
def send(client):
    def post(form, **headers):
        return client.post(URL, form, headers={"Sec-Fetch-Site": "same-origin", **headers})

    return post


def words_of(response):
    return " ".join(response.content.decode().split())


def test_offers_amounts_for_each_frequency(client, contribution_page):
    response = client.get(URL)

    words = words_of(response)
    assert response.status_code == 200
    assert all(amount in words for amount in ("£10<", "£25<", "£3<", "£5<", "£30<", "£60<"))
    assert "You will pay the amount you choose" in words


def test_starts_anonymous_and_with_the_newsletter_box_empty(client, contribution_page):
    words = words_of(client.get(URL))

    assert re.search(r'name="recognition" value="anonymous"[^>]* checked', words)
    assert not re.search(r'name="newsletter"[^>]* checked', words)


def test_is_stored_by_nobody_and_sets_no_cookie(client, contribution_page):
    response = client.get(URL)

    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_gives_every_form_its_own_key(client, contribution_page):
    keys = {re.search(r'name="submission" value="([^"]+)"', words_of(client.get(URL)))[1] for _ in range(3)}

    assert len(keys) == 3


def test_takes_few_queries_and_little_weight(client, contribution_page, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        response = client.get(URL)

    assert len(response.content) <= 14 * 1024


def test_weighs_at_most_seventy_kilobytes_before_it_is_packed(client, contribution_page, sandbox):
    page = client.get(URL).content.decode()
    named = re.findall(r'<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*(?:src|href)="/static/([^"]+)"', page)
    files = [Path(finders.find(name)) for name in named]

    whole = [
        IMPORT.sub(lambda line, folder=file.parent: (folder / line["path"]).read_text(), file.read_text())
        for file in files
    ]

    assert {file.name for file in files} >= {"site.css", "support.js"}
    assert sum(len(part.encode()) for part in [page, *whole]) <= 70 * 1024


def test_makes_a_pledge_and_leads_to_its_page(send, support_form, django_assert_max_num_queries):
    form = support_form(frequency="year", amount_year="6000", name=" Ada\n Marsh ")

    response = send(form)

    pledge = Pledge.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/support/{pledge.public_id}/"
    assert (pledge.frequency, pledge.amount, pledge.currency, pledge.state) == ("year", 6000, "GBP", "awaiting")
    assert pledge.supporter.name == "Ada Marsh"
    assert pledge.recognition.level == Recognition.Level.ANONYMOUS
    assert pledge.recognition.display_name == ""


def test_takes_an_own_amount_beside_the_presets(send, support_form):
    send(support_form(amount_month="other", own_amount="£7.50"))

    assert Pledge.objects.get().amount == 750


def test_prints_the_name_of_who_asks_for_it(send, support_form):
    send(support_form(recognition="name"))

    assert Pledge.objects.get().recognition.display_name == "Ada Marsh"


def test_keeps_the_story_that_led_here(client, send, support_form, make_article):
    article = make_article("Barrier holds")
    token = appeal_token(article_id=article.pk, title="Barrier holds", url="/news/barrier-1/", placement="story-foot")

    shown = client.get(URL, {"from": token})
    send(support_form(story=token))

    acquisition = Pledge.objects.get().acquisition
    assert "Barrier holds" in words_of(shown)
    assert acquisition.article_id == article.pk
    assert (acquisition.title, acquisition.placement) == ("Barrier holds", "story-foot")


@pytest.mark.parametrize("token", ["", "nonsense", "a:b", "x" * 5000, "é:é", "\x00"])
def test_a_broken_link_leads_here_all_the_same(client, send, support_form, token):
    shown = client.get(URL, {"from": token})
    sent = send(support_form(story=token.replace("\x00", "")))

    assert shown.status_code == 200
    assert sent.status_code == 303
    assert not hasattr(Pledge.objects.get(), "acquisition")


def test_the_same_form_sent_again_finds_its_pledge(client, send, support_form, mailoutbox):
    form = support_form()

    first, second = send(form), send(form | {"amount_month": "300"})

    pledge = Pledge.objects.get()
    assert (first.status_code, second.status_code) == (303, 303)
    assert second["Location"] == f"/support/{pledge.public_id}/?again=1"
    assert pledge.amount == 500
    assert len(mailoutbox) == 1
    assert "Nothing was noted twice" in words_of(client.get(second["Location"]))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("5,00", "not sure what the comma means"),
        ("1e9", "Write the amount in digits"),
        ("-0", "cannot be negative"),
        ("٥", "Write the amount in digits"),
        ("NaN", "Write the amount in digits"),
        ("0.01", "The smallest amount is £2."),
        ("0", "The smallest amount is £2."),
        ("5000.01", "The largest amount is £5,000."),
        ("99999999999999", "more than we can take"),
        ("", "Pick an amount, or write your own."),
    ],
)
def test_refuses_an_amount_in_words_that_help_and_keeps_it(send, support_form, typed, said):
    response = send(support_form(amount_month="other", own_amount=typed))

    words = words_of(response)
    assert response.status_code == 422
    assert said in words
    assert f'name="own_amount" value="{typed}"' in words or not typed
    assert 'value="Ada Marsh"' in words
    assert not Pledge.objects.exists()


def test_asks_when_two_amounts_were_given(send, support_form):
    asked = send(support_form(amount_month="500", own_amount="12"))
    agreed = send(support_form(amount_month="500", own_amount="5.00"))

    assert "You picked £5.00 and also wrote £12.00." in words_of(asked)
    assert agreed.status_code == 303


@pytest.mark.parametrize(
    "tampered",
    [{"frequency": "day"}, {"frequency": ""}, {"amount_month": "1"}, {"amount_month": "-500"}, {"recognition": "both"}],
)
def test_refuses_what_the_page_did_not_offer(send, support_form, tampered):
    response = send(support_form(**tampered))

    assert response.status_code == 422
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    "name", ["", "   ", "Win at https://example.com", "www.example.com", "a@example.com", "<b>", "x" * 81]
)
def test_refuses_what_is_no_name(send, support_form, name):
    response = send(support_form(name=name))

    assert response.status_code == 422
    assert not Supporter.objects.exists()


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "ada@example.org\nBcc: all@example.org", "a" * 260 + "@example.org"]
)
def test_refuses_what_is_no_address(send, support_form, email):
    response = send(support_form(email=email))

    assert response.status_code == 422
    assert not Supporter.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
    ],
)
def test_refuses_a_form_from_another_site(send, support_form, headers):
    response = send(support_form(), **headers)

    assert response.status_code == 403
    assert not Pledge.objects.exists()


def test_stops_who_fills_in_the_hidden_box(send, support_form):
    response = send(support_form(website="https://example.com"))

    assert response.status_code == 422
    assert "One box of this form must stay empty" in words_of(response)
    assert not Pledge.objects.exists()


def test_stops_who_is_quicker_than_a_person_and_takes_the_second_try(send, support_form, time_machine):
    quick = support_form(submission=new_submission())

    first = send(quick)
    time_machine.move_to(timezone.now() + dt.timedelta(seconds=30))
    second = send(quick)

    assert "That was very quick" in words_of(first)
    assert 'value="Ada Marsh"' in words_of(first)
    assert second.status_code == 303


@pytest.mark.parametrize("submission", ["", "forged", "a:b:c"])
def test_gives_a_form_without_a_good_key_a_new_one_and_keeps_the_rest(send, support_form, submission, time_machine):
    response = send(support_form(submission=submission))

    fresh = re.search(r'name="submission" value="([^"]+)"', words_of(response))[1]
    assert response.status_code == 422
    assert 'value="Ada Marsh"' in words_of(response)
    time_machine.move_to(timezone.now() + dt.timedelta(seconds=30))
    assert send(support_form(submission=fresh)).status_code == 303


@pytest.mark.usefixtures("unbroken_hour")
def test_limits_pledges_from_one_network(send, support_form):
    for number in range(PLEDGES.number):
        assert send(support_form(email=f"reader-{number}@example.org")).status_code == 303

    response = send(support_form(email="one-more@example.org"))

    assert response.status_code == 429
    assert "try again in an hour" in words_of(response)
    assert Pledge.objects.count() == PLEDGES.number


@pytest.mark.usefixtures("unbroken_hour")
def test_limits_pledges_for_one_address_from_anywhere(client, support_form):
    for number in range(PLEDGES_OF_ADDRESS.number):
        client.post(URL, support_form(email=f"ada+{number}@example.org"), REMOTE_ADDR=f"192.0.2.{number}")

    response = client.post(URL, support_form(email="ADA@example.org"), REMOTE_ADDR="192.0.2.99")

    assert response.status_code == 429


def test_refuses_other_verbs(client, contribution_page):
    assert client.put(URL).status_code == 405
    assert client.delete(URL).status_code == 405


def test_is_not_there_without_a_page_to_show(client, contribution_page):
    ContributionPage.objects.update(is_default=False)

    assert client.get(URL).status_code == 404


def test_says_so_when_no_amount_is_on_offer(client, contribution_page):
    contribution_page.presets.all().delete()

    response = client.get(URL)

    assert response.status_code == 200
    assert "cannot take contributions" in words_of(response)


def test_has_no_newsletter_box_where_the_paper_has_no_wording(contribution_page):
    form = SupportForm(page=contribution_page)

    assert "newsletter" not in form.fields
