"""What people are called, and which addresses are one person's."""

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from common.folded_field import fold_rows
from supporters.models import OutboxMail, Supporter
from supporters.people.erase import erase

AGAIN = ["ada@xn--mnchen-3ya.de", "ada@MÜNCHEN.de", "ada@mu\u0308nchen.de", "ADA@münchen.de\u200b"]
JOINED = {"Hindi": "लक्ष्मी श्री\u200dमती", "Persian": "علی می\u200cخواهم", "Sinhala": "ශ්\u200dරී ලාල්"}


@pytest.fixture
def send(client):
    return lambda form: client.post("/support/", form, headers={"Sec-Fetch-Site": "same-origin"})


@pytest.mark.parametrize("name", JOINED.values(), ids=JOINED)
def test_name_stays_whole_when_its_script_joins_letters(send, support_form, name):
    send(support_form(name=f" {name}\u200b"))

    assert Supporter.objects.get().name == name


@pytest.mark.parametrize("again", AGAIN)
def test_supporter_is_the_same_when_the_domain_is_written_another_way(make_pledge, again):
    first, second = make_pledge(email="ada@münchen.de"), make_pledge(email=again)

    assert first.supporter == second.supporter
    assert make_pledge(email="ada@munchen.de").supporter != first.supporter


def test_supporter_is_found_when_the_row_is_older_than_the_one_spelling(make_supporter):
    supporter, with_code = make_supporter("Ada"), "ada@xn--mnchen-3ya.de"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE supporters_supporter SET email = %s", [with_code])

    assert Supporter.objects.with_address("ada@münchen.de").get() == supporter
    assert Supporter.objects.with_address(with_code).get() == supporter


def test_letter_leaves_with_the_code_that_machines_send(make_pledge):
    make_pledge(email="ada@münchen.de")

    assert OutboxMail.objects.get().to == "ada@münchen.de"
    assert "ada@xn--mnchen-3ya.de" in mail.outbox[0].message()["To"]


def test_letter_does_not_leave_for_somebody_elses_domain(make_pledge):
    pledge = make_pledge(email="ada@straße.example")

    assert mail.outbox[0].message()["To"] == "ada@xn--strae-oqa.example"
    assert make_pledge(email="ada@strasse.example").supporter != pledge.supporter


ADVERTS = ["example.org/prize", "lucky.bet/you", "Win at prize.com", "Call 01632 960 001", "+44 (0)1632-960001"]


@pytest.mark.parametrize("name", ADVERTS)
def test_name_is_refused_when_it_is_an_advertisement(send, support_form, name):
    response = send(support_form(name=name))

    assert "Write a name here" in response.content.decode()
    assert not Supporter.objects.exists()


@pytest.mark.parametrize("name", ["J.R. Marsh", "St.John Smith", "Dr.Ada", "Scouts 1984–1990", "O’Neil-Łuk"])
def test_name_is_taken_when_it_only_has_dots_and_figures(send, support_form, name):
    send(support_form(name=name))

    assert Supporter.objects.get().name == name


def test_supporter_is_found_at_the_desk_when_the_name_is_typed_without_accents(client, supporter_desk, make_pledge):
    make_pledge(name="Zoë Müller", email="zoe@example.org")
    make_pledge(name="Ada Marsh")
    client.force_login(supporter_desk)

    for model in ("supporter", "pledge"):
        found = client.get(reverse(f"admin:supporters_{model}_changelist"), {"q": "zoe muller"}).context["cl"]
        assert len(found.result_list) == 1


def test_pledge_goes_to_the_row_that_is_older_than_the_one_spelling(make_supporter, make_pledge):
    supporter = make_supporter("Ada")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE supporters_supporter SET email = %s", ["ada@xn--mnchen-3ya.de"])

    assert make_pledge(email="ada@münchen.de").supporter == supporter


def test_name_is_gone_from_the_folded_words_when_its_supporter_is_erased(make_supporter):
    supporter = make_supporter("Zoë Müller")
    assert "zoe muller" in Supporter.objects.get().folded

    erase(supporter=supporter)

    assert Supporter.objects.get().folded == ""


def test_rows_that_there_are_get_their_folded_words(make_supporter, monkeypatch):
    monkeypatch.setattr("common.folded_field.AT_ONCE", 2)
    for number in range(5):
        make_supporter(f"Zoë Müller {number}")
    Supporter.objects.update(folded="")

    fold_rows(Supporter, "name")

    assert sorted(Supporter.objects.values_list("folded", flat=True)) == [f"zoe muller {number}" for number in range(5)]
