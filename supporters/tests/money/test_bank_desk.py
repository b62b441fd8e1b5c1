"""The bank statement at the desk: second copies, lines split over pledges, and who may do so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from supporters.models import Attention, Payment, StatementLine
from supporters.money.bank_matching import propose
from supporters.money.bank_statements import CannotRecord, mark_same, split_line, take_statement
from supporters.people.erase import erase

MATCH = "admin:supporters_statementline_match"
COLUMNS = "admin:supporters_statementline_columns"
SPLIT = "admin:supporters_statementline_split"


def take(text):
    return take_statement(content=text.encode(), name="november.csv", by=None)


def three_layouts(pledge):
    ref = pledge.spaced_reference
    return [
        f"Date,Description,Paid out,Paid in\n20/11/2026,FPI ADA MARSH {ref},,25.00\n",
        f"Date,Counter Party,Reference,Type,Amount (GBP)\n20/11/2026,Ada Marsh,{ref},FASTER PAYMENT,25.00\n",
        f"Date,Type,Details,Amount\n20 Nov 2026,CREDIT,{pledge.reference} A MARSH,25.00\n",
    ]


def test_payment_is_booked_once_when_three_layouts_of_its_account_are_read(
    client, supporter_desk, make_pledge, mailoutbox
):
    pledge = make_pledge(name="Ada Marsh", amount=2500)
    client.force_login(supporter_desk)
    mailoutbox.clear()

    for text in three_layouts(pledge):
        client.post(reverse(MATCH), {"file": SimpleUploadedFile("november.csv", text.encode())})
        client.post(reverse(MATCH), _as_ticked())

    assert [payment.amount for payment in Payment.objects.all()] == [2500]
    assert len(mailoutbox) == 1


def _as_ticked():
    """What a browser sends of the page as it comes."""
    lines = propose(list(StatementLine.objects.unmatched()))
    sure = {f"line-{line.pk}": found[0].pledge.pk for line, found in lines if found and found[0].is_sure}
    return sure | {"confirm": "1"}


def test_second_line_in_other_words_is_shown_as_that_and_not_ticked(client, supporter_desk, make_pledge):
    pledge = make_pledge(name="Ada Marsh", amount=2500)
    client.force_login(supporter_desk)
    take("Date,Description,Paid in\n20/11/2026,BANK GIRO CREDIT 0042,25.00\n")
    assert "May be the same as" not in client.get(reverse(MATCH)).content.decode()

    taken = take(f"Date,Description,Paid in\n20/11/2026,ADA {pledge.reference},25.00\n")

    first, second = StatementLine.objects.order_by("pk")
    page = " ".join(client.get(reverse(MATCH)).content.decode().split())
    assert (taken.new, taken.doubtful, second.may_be) == (1, 1, first)
    assert "May be the same as £25.00 of 20 November 2026: “BANK GIRO CREDIT 0042”" in page
    assert f'value="{pledge.pk}"' in page
    assert "checked" not in page.partition(f'id="line-{second.pk}"')[2].partition('value="same"')[0]
    assert f'name="line-{second.pk}" value="{pledge.pk}" checked' not in page
    assert [found[0].is_sure for line, found in propose([second])] == [False]


def test_payments_with_two_references_are_never_one(make_pledge):
    one, other = make_pledge(amount=2500), make_pledge(amount=2500)
    take(f"Date,Description,Paid in\n20/11/2026,{one.reference},25.00\n")

    taken = take(f"Date,Description,Paid in\n20/11/2026,{other.reference},25.00\n")

    assert (taken.new, taken.doubtful) == (1, 0)


def test_like_line_of_the_next_day_may_be_the_same(make_pledge):
    pledge = make_pledge(amount=2500)
    take(f"Date,Description,Paid in\n20/11/2026,{pledge.reference},25.00\n")

    taken = take(f"Date,Description,Paid in\n21/11/2026,FPI {pledge.reference},25.00\n")

    assert (taken.new, taken.doubtful) == (1, 1)


@pytest.mark.parametrize("day", ["24/11/2026", "20/12/2026"])
def test_payment_of_another_week_is_new_and_no_copy(make_pledge, day):
    pledge = make_pledge(amount=2500)
    take(f"Date,Description,Paid in\n20/11/2026,{pledge.reference},25.00\n")

    taken = take(f"Date,Description,Paid in\n{day},{pledge.reference},25.00\n")

    assert (taken.new, taken.doubtful) == (1, 0)


def test_line_of_another_account_is_another_payment(make_pledge):
    rows = "Date,Account number,Description,Paid in\n20/11/2026,{},FPI ADA MARSH,25.00\n"
    take(rows.format("12345678"))

    taken = take(rows.format("87654321"))

    assert (taken.new, taken.doubtful) == (1, 0)


def test_copy_that_somebody_has_seen_is_counted_once(client, supporter_desk):
    take("Date,Description,Paid in\n20/11/2026,BANK GIRO CREDIT 0042,25.00\n")
    take("Date,Description,Paid in\n20/11/2026,ADA,25.00\n")
    first, second = StatementLine.objects.order_by("pk")
    client.force_login(supporter_desk)

    client.post(reverse(MATCH), {f"line-{second.pk}": "same", "confirm": "1"})

    second.refresh_from_db()
    assert (second.state, second.decided_by) == (StatementLine.State.SAME, supporter_desk)
    assert [matter.line for matter in Attention.objects.open()] == [first]


def test_line_that_is_like_no_other_cannot_be_the_same(db):
    take("Date,Description,Paid in\n20/11/2026,ADA,25.00\n")
    line = StatementLine.objects.get()

    mark_same(line=line, by=None)

    line.refresh_from_db()
    assert line.state == StatementLine.State.OPEN


@pytest.fixture
def couple(make_pledge):
    """A line of £40.00 for two pledges."""
    ada, bea = make_pledge(name="Ada Marsh", amount=2500), make_pledge(name="Bea Marsh", amount=1500)
    take(f"Date,Description,Paid in\n20/11/2026,MARSH {ada.reference} {bea.reference},40.00\n")
    return StatementLine.objects.get(), ada, bea


def shares(*pairs):
    form = {"form-TOTAL_FORMS": 6, "form-INITIAL_FORMS": 0}
    for number, (reference, amount) in enumerate(pairs):
        form |= {f"form-{number}-reference": reference, f"form-{number}-amount": amount}
    return form


def test_line_is_split_over_pledges_with_a_receipt_each(client, supporter_desk, couple, mailoutbox):
    line, ada, bea = couple
    client.force_login(supporter_desk)
    mailoutbox.clear()
    page = client.get(reverse(SPLIT, args=[line.pk])).content.decode()

    for _ in range(2):
        client.post(
            reverse(SPLIT, args=[line.pk]), shares((ada.spaced_reference.lower(), "25.00"), (bea.reference, "15.00"))
        )

    line.refresh_from_db()
    assert ada.spaced_reference in page
    assert bea.spaced_reference in page
    assert sorted(Payment.objects.values_list("pledge", "amount")) == [(ada.pk, 2500), (bea.pk, 1500)]
    assert line.state == StatementLine.State.RECORDED
    assert [share.payment.pledge for share in line.shares.all()] == [bea]
    assert len(mailoutbox) == 2
    assert not Attention.objects.open().exists()


@pytest.mark.parametrize(
    ("second", "words"),
    [("14.00", "The shares come to £39.00"), ("", "This field is required"), ("-15.00", "cannot be negative")],
)
def test_shares_that_do_not_make_the_line_are_refused_and_nothing_is_lost(
    client, supporter_desk, couple, second, words
):
    line, ada, bea = couple
    client.force_login(supporter_desk)

    page = client.post(
        reverse(SPLIT, args=[line.pk]), shares((ada.reference, "25.00"), (bea.reference, second))
    ).content.decode()

    assert words in page
    assert ada.reference in page
    assert not Payment.objects.exists()
    assert StatementLine.objects.unmatched().get() == line


def test_share_of_a_pledge_that_is_none_is_refused(client, supporter_desk, couple):
    line, ada, _bea = couple
    client.force_login(supporter_desk)

    page = client.post(
        reverse(SPLIT, args=[line.pk]), shares((ada.reference, "25.00"), ("RF00 NONE", "15.00"))
    ).content.decode()

    assert "No pledge has the reference RF00 NONE" in page
    assert not Payment.objects.exists()


def test_split_records_nothing_where_one_pledge_is_in_another_currency(couple):
    line, ada, bea = couple
    type(bea).objects.filter(pk=bea.pk).update(currency="EUR")
    bea.refresh_from_db()

    with pytest.raises(CannotRecord):
        split_line(line=line, shares=[(ada, 2500), (bea, 1500)], by=None)

    assert not Payment.objects.exists()


def test_reference_of_no_pledge_is_said_and_the_line_stays(client, supporter_desk, make_pledge):
    make_pledge(amount=2500)
    take("Date,Description,Paid in\n20/11/2026,ADA,25.00\n")
    line = StatementLine.objects.get()
    client.force_login(supporter_desk)

    page = client.post(reverse(MATCH), {f"reference-{line.pk}": "RF00 NONE", "confirm": "1"}, follow=True)

    assert "No pledge has the reference RF00 NONE" in page.content.decode()
    assert StatementLine.objects.unmatched().get() == line


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", [MATCH, COLUMNS, SPLIT])
def test_seeing_bank_lines_is_not_deciding_them(client, make_staff, supporter_desk, couple, name, method):
    line = couple[0]
    address = reverse(name, args=[line.pk] if name == SPLIT else [])
    client.force_login(make_staff("supporters.view_statementline", "supporters.view_pledge"))
    assert getattr(client, method)(address).status_code == 403

    client.force_login(supporter_desk)
    assert getattr(client, method)(address).status_code != 403


def test_erasing_takes_the_words_of_split_and_second_lines_too(couple, supporter_desk):
    line, ada, bea = couple
    split_line(line=line, shares=[(ada, 2500), (bea, 1500)], by=supporter_desk)
    take("Date,Description,Paid in\n20/11/2026,BY CASH FROM BEA,40.00\n")
    mark_same(line=StatementLine.objects.unmatched().get(), by=supporter_desk)
    assert not StatementLine.objects.filter(words="").exists()

    erase(supporter=bea.supporter, stop_first=True)

    assert set(StatementLine.objects.values_list("words", flat=True)) == {""}


def test_line_of_who_was_erased_is_not_new_when_its_file_is_read_again(couple, supporter_desk):
    line, ada, bea = couple
    text = f"Date,Description,Paid in\n20/11/2026,MARSH {ada.reference} {bea.reference},40.00\n\n"
    split_line(line=line, shares=[(ada, 2500), (bea, 1500)], by=supporter_desk)
    erase(supporter=bea.supporter, stop_first=True)

    assert (take(text).new, take(text).known) == (0, 1)
