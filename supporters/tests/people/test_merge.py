import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from supporters.letters.newsletter import ask_for_newsletter, confirm_newsletter, newest_decision, withdraw_newsletter
from supporters.models import Payment, Supporter, SupporterMerge
from supporters.models.append_only import LedgerIsAppendOnly
from supporters.people.erase import erase
from supporters.people.merge import CannotMerge, merge_supporters


@pytest.fixture
def pair(make_pledge, make_payment):
    kept = make_pledge(name="Ada Marsh", email="ada@example.org")
    gone = make_pledge(name="A. Marsh", email="ada@work.example")
    for pledge in (kept, gone):
        make_payment(pledge)
    return kept.supporter, gone.supporter


def merge(pair, by=None):
    kept, gone = pair
    return merge_supporters(kept=kept, gone=gone, reason="Told us by telephone", by=by)


def test_everything_stands_under_the_one_that_is_kept(pair, supporter_desk):
    merge(pair, by=supporter_desk)

    kept, gone = (Supporter.objects.get(pk=row.pk) for row in pair)
    assert kept.pledges.count() == 2
    assert (gone.name, gone.email, gone.pledges.count()) == ("", "", 0)
    assert Payment.objects.filter(pledge__supporter=kept).total() == 5000


def test_the_merger_is_on_record_for_good(pair, supporter_desk):
    record = merge(pair, by=supporter_desk)

    assert (record.pledges, record.by) == (1, supporter_desk)
    with pytest.raises(LedgerIsAppendOnly):
        SupporterMerge.objects.update(reason="")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE supporters_supportermerge SET reason = 'x'")


def test_consent_stays_with_its_address(pair, newsletter_wording):
    asked = ask_for_newsletter(supporter=pair[1], cause="test")
    confirm_newsletter(asked=asked)

    merge(pair)

    assert newest_decision(pair[0]) is None
    assert newest_decision(pair[1]).action == "withdrawn"


def test_a_no_goes_along(pair, newsletter_wording):
    for supporter in pair:
        confirm_newsletter(asked=ask_for_newsletter(supporter=supporter, cause=f"test {supporter.pk}"))
    withdraw_newsletter(supporter=pair[1], method="link")

    merge(pair)

    assert newest_decision(pair[0]).action == "withdrawn"


def test_cannot_be_done_twice_nor_with_oneself_nor_with_who_is_erased(pair, make_supporter):
    erased = make_supporter()
    erase(supporter=erased)
    merge(pair)

    for kept, gone in [pair, (pair[0], pair[0]), (pair[0], erased)]:
        with pytest.raises(CannotMerge):
            merge_supporters(kept=kept, gone=gone, reason="x", by=None)


def test_the_desk_chooses_two_and_says_how_it_knows(client, supporter_desk, pair):
    client.force_login(supporter_desk)
    chosen = {"action": "merge", "_selected_action": [row.pk for row in pair]}

    page = client.post(reverse("admin:supporters_supporter_changelist"), chosen)
    assert client.get(page.url).status_code == 200
    client.post(page.url, {"kept": pair[0].pk, "reason": "Told us by telephone"})

    assert SupporterMerge.objects.get().kept == pair[0]


def test_seeing_supporters_is_not_merging_them(client, make_staff, pair):
    client.force_login(make_staff("supporters.view_supporter", "supporters.change_supporter"))

    assert client.get(reverse("admin:supporters_supporter_merge")).status_code == 403
