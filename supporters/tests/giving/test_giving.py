import uuid

import pytest
from django.db import IntegrityError

from common.payment_reference import is_reference
from supporters.appeals.link_token import LeadingStory
from supporters.giving import pledge as pledge_module
from supporters.giving.pledge import make_pledge as give
from supporters.giving.promise import Promise
from supporters.models import Acquisition, OutboxMail, Pledge, PledgeLog, Supporter


def test_one_submission_makes_one_pledge_however_often_it_comes(make_pledge):
    key = uuid.uuid4()

    pledges = {make_pledge(submission_key=key).pk for _ in range(50)}

    assert len(pledges) == 1
    assert OutboxMail.objects.count() == 1
    assert Supporter.objects.count() == 1


def test_who_gives_again_is_the_same_supporter_under_the_first_name(make_pledge):
    first = make_pledge(name="Ada Marsh", email="ada@example.org")
    second = make_pledge(name="Somebody Else", email="ADA@Example.org")

    assert first.supporter == second.supporter
    assert second.supporter.name == "Ada Marsh"


def test_an_address_with_letters_beyond_ascii_is_known_again(make_pledge):
    first = make_pledge(email="ada@ÉCOLE.example")
    second = make_pledge(email="Ada@ÉCOLE.example")

    assert first.supporter == second.supporter


def test_every_pledge_gets_a_reference_whose_check_digits_hold(make_pledge):
    assert is_reference(make_pledge().reference)


def test_the_log_says_who_started_it(make_pledge):
    line = make_pledge().log.get()

    assert (line.from_state, line.to_state, line.source) == ("started", "awaiting", PledgeLog.Source.SUPPORTER)


def test_a_story_that_is_gone_leaves_its_title_and_address(make_pledge):
    pledge = make_pledge(story=LeadingStory(987654, "Barrier holds", "/news/barrier-987654/", "story-foot"))

    assert pledge.acquisition.article_id is None
    assert pledge.acquisition.title == "Barrier holds"


def test_removing_the_story_later_keeps_title_and_address(make_pledge, make_article):
    article = make_article("Barrier holds")
    pledge = make_pledge(story=LeadingStory(article.pk, "Barrier holds", "/news/barrier/", "story-foot"))

    article.delete()

    kept = Acquisition.objects.get(pledge=pledge)
    assert (kept.article_id, kept.title, kept.url) == (None, "Barrier holds", "/news/barrier/")


def test_the_letter_says_what_to_pay_when_and_how(make_pledge, mailoutbox, settings):
    pledge = make_pledge(frequency="month", amount=500, name="Ada O’Marsh & Sons")

    letter = mailoutbox[0]
    assert pledge.spaced_reference in letter.subject
    assert "Dear Ada O’Marsh & Sons," in letter.body
    assert "You will pay £5.00 now and £5.00 on " in letter.body
    assert "Account number: 12345678" in letter.body
    assert settings.PAPER_NAME in letter.body
    assert "Send to: 4 Quay Street, Saltmere" in letter.body
    assert f"{settings.SITE_URL}/support/{pledge.public_id}/" in letter.body
    assert letter.to == [pledge.supporter.email]


def test_nothing_is_left_behind_when_a_part_fails(make_pledge, contribution_page, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(pledge_module, "send_instructions", fail)

    with pytest.raises(RuntimeError):
        make_pledge()

    assert not Pledge.objects.exists()
    assert not Supporter.objects.exists()
    assert not OutboxMail.objects.exists()


def test_a_refusal_of_the_database_that_is_no_repetition_is_not_hidden(contribution_page):
    with pytest.raises(IntegrityError):
        give(
            submission_key=uuid.uuid4(),
            promise=Promise(
                page=contribution_page, frequency="once", amount_minor=0, name="Ada", email="ada@example.org"
            ),
        )


def test_a_pledge_made_in_a_demonstration_is_marked(make_pledge, settings):
    settings.DEMO = True
    pretended = make_pledge()
    settings.DEMO = False
    real = make_pledge()

    assert not pretended.livemode
    assert list(Pledge.objects.counted()) == [real]
