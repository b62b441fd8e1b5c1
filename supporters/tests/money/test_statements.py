import csv
import datetime as dt
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from supporters.bank_files.base import StatementUnreadable
from supporters.bank_files.reading import read_bank_file
from supporters.models import Attention, Payment, StatementLine
from supporters.money.bank_matching import propose
from supporters.money.bank_statements import confirm_line, set_aside, take_statement

HEAD = "Date,Description,Paid out,Paid in\n"


def take(*rows, head=HEAD):
    return take_statement(content=(head + "\n".join(rows)).encode(), name="november.csv", by=None)


def proposals():
    ((_line, found),) = propose(list(StatementLine.objects.all()))
    return [(proposal.pledge, proposal.is_sure) for proposal in found]


def test_takes_what_came_in_and_passes_over_what_went_out(db):
    taken = take("20/11/2026,FPI ADA,,25.00", "21/11/2026,RATES,412.00,", "")

    assert (taken.new, taken.unread) == (1, [])
    line = StatementLine.objects.get()
    assert (line.day, line.amount, line.words) == (dt.date(2026, 11, 20), 2500, "FPI ADA")


@pytest.mark.parametrize(
    "file",
    [
        "Date;Details;Amount\n2026-11-20;FPI ADA;25.00\n2026-11-20;RATES;-412.00",
        '\ufeffTransaction Date,Amount,Narrative\n20 Nov 2026,"1,250.00",FPI ADA',
        "My bank\nAccount,12345678\n\nDate,Reference,Credit\n20-11-2026,FPI ADA,£25.00",
    ],
)
def test_reads_the_files_of_several_banks(file):
    (statement,) = read_bank_file(file.encode(), currency="GBP")

    assert ([line.text for line in statement.credits], statement.unread) == (["FPI ADA"], [])


@pytest.mark.parametrize("cell", ['"5,00"', "1e3", "abc", "٥"])
def test_an_amount_that_could_mean_two_things_is_listed_and_not_guessed(db, cell):
    taken = take(f"20/11/2026,FPI ADA,,{cell}")

    assert (taken.new, len(taken.unread)) == (0, 1)


@pytest.mark.parametrize(
    "file",
    [b"", b"hello", b"\x00\x01", b"Date,Amount\n1,2", b'Date,Amount,Text\n01/11/2026,5.00,"' + b"x" * 140_000 + b'"\n'],
)
def test_a_file_that_is_no_statement_is_refused_with_a_reason(db, file, request):
    request.addfinalizer(partial(csv.field_size_limit, csv.field_size_limit(10**6)))  # as after an archive was read
    with pytest.raises(StatementUnreadable):
        take_statement(content=file, name="x", by=None)


def test_the_same_file_twice_doubles_nothing(db):
    rows = ["20/11/2026,FPI ADA,,25.00", "20/11/2026,FPI ADA,,25.00"]

    assert [take(*rows).new, take(*rows).new] == [2, 0]


def test_a_longer_file_of_the_same_days_brings_only_what_is_new(db):
    take("20/11/2026,FPI ADA,,25.00")

    taken = take("19/11/2026,FPI BEA,,10.00", "20/11/2026,FPI ADA,,25.00")

    assert (taken.new, taken.known) == (1, 1)


def test_a_reference_finds_its_pledge_however_it_was_written(make_pledge):
    pledge = make_pledge(amount=2500)
    take(f"20/11/2026,FPI {pledge.spaced_reference.lower()} MARSH,,25.00")

    assert proposals() == [(pledge, True)]


def test_another_amount_under_the_right_reference_is_asked_about(make_pledge):
    pledge = make_pledge(amount=2500)
    take(f"20/11/2026,{pledge.reference},,20.00")

    assert proposals() == [(pledge, False)]


def test_a_slip_in_a_reference_is_offered_and_never_chosen_beforehand(make_pledge):
    make_pledge(amount=9900)
    pledge = make_pledge(amount=2500)
    wrong = pledge.reference[:-1] + ("C" if pledge.reference[-1] != "C" else "D")
    take(f"20/11/2026,{wrong},,99.00")

    assert proposals()[0] == (pledge, False)


def test_name_and_amount_go_before_amount_alone(make_pledge):
    make_pledge(name="Bea Gull", amount=2500)
    ada = make_pledge(name="Ada Marsh", amount=2500)
    take("20/11/2026,FPI A MARSH,,25.00")

    assert proposals() == [(ada, False)]


def test_a_confirmed_line_is_a_payment_with_one_receipt(make_pledge, supporter_desk, mailoutbox):
    pledge = make_pledge(amount=2500)
    take(f"20/11/2026,{pledge.reference},,25.00")
    mailoutbox.clear()

    line = StatementLine.objects.get()
    recorded = [confirm_line(line=line, pledge=pledge, by=supporter_desk) for _ in range(2)]

    payment = Payment.objects.get()
    assert recorded == [payment, payment]
    assert (payment.amount, payment.received_on, payment.method) == (2500, dt.date(2026, 11, 20), "transfer")
    assert len(mailoutbox) == 1
    assert StatementLine.objects.get().state == "recorded"


def test_money_that_is_no_support_is_set_aside(db):
    take("20/11/2026,ADVERT,,120.00")

    set_aside(line=StatementLine.objects.get(), reason="an advertisement", by=None)

    assert not StatementLine.objects.unmatched().exists()
    assert not Payment.objects.exists()


def test_setting_aside_needs_a_reason(db):
    take("20/11/2026,ADVERT,,120.00")

    with pytest.raises(IntegrityError, match="statement_line_set_aside_says_why"), transaction.atomic():
        set_aside(line=StatementLine.objects.get(), reason="", by=None)


def test_a_line_needs_attention_until_it_has_its_pledge_or_was_set_aside(make_pledge, supporter_desk, mailoutbox):
    pledge = make_pledge(amount=2500)
    mailoutbox.clear()
    take(f"20/11/2026,{pledge.reference} A MARSH,,25.00", "20/11/2026,ADVERT,,120.00")
    support, advert = StatementLine.objects.order_by("pk")
    assert [matter.line for matter in Attention.objects.open().order_by("pk")] == [support, advert]
    assert not mailoutbox  # whoever took the file in is looking at them

    confirm_line(line=support, pledge=pledge, by=supporter_desk)
    assert Attention.objects.open().get().line == advert
    set_aside(line=advert, reason="an advertisement", by=supporter_desk)

    assert not Attention.objects.open().exists()
    assert {matter.settled_by for matter in Attention.objects.all()} == {supporter_desk}


def test_what_needs_attention_keeps_none_of_the_banks_words(db):
    take("20/11/2026,FPI ADA MARSH,,25.00")

    assert Attention.objects.get().text == "£25.00 of 20 November 2026 has no pledge yet."


def test_a_bank_line_cannot_be_waved_through(client, supporter_desk):
    take("20/11/2026,FPI ADA MARSH,,25.00")
    client.force_login(supporter_desk)
    matter = Attention.objects.get()

    answer = client.post(
        reverse("admin:supporters_attention_changelist"),
        {"action": "settle_matters", "_selected_action": matter.pk},
        follow=True,
    )

    assert "A bank line stays here" in answer.content.decode()
    assert Attention.objects.open().get() == matter


def test_a_line_is_recorded_only_with_its_payment(db):
    take("20/11/2026,FPI ADA,,25.00")

    with pytest.raises(IntegrityError, match="statement_line_recorded_has_its_payment"), transaction.atomic():
        StatementLine.objects.update(state="recorded")


@pytest.fixture
def match(client, supporter_desk):
    client.force_login(supporter_desk)
    return reverse("admin:supporters_statementline_match")


def test_the_desk_uploads_looks_and_confirms(client, match, make_pledge):
    pledge = make_pledge(name="Ada Marsh", amount=2500)
    file = f"{HEAD}20/11/2026,{pledge.reference},,25.00\n20/11/2026,ADVERT,,120.00"
    client.post(match, {"file": SimpleUploadedFile("november.csv", file.encode())})
    sure, advert = StatementLine.objects.order_by("pk")

    page = client.get(match).content.decode()
    form = {f"line-{sure.pk}": pledge.pk, f"line-{advert.pk}": "aside", "confirm": "1"}
    unexplained = client.post(match, form, follow=True).content.decode()
    client.post(match, form | {f"reason-{advert.pk}": "an advertisement"})

    assert f'value="{pledge.pk}" checked' in page
    assert "We know of no pledge that fits." in page
    assert Payment.objects.get().pledge == pledge
    assert "1 line was not set aside: say why" in unexplained
    assert StatementLine.objects.get(pk=advert.pk).reason == "an advertisement"


def test_a_reference_typed_at_the_desk_goes_before_what_was_picked(client, match, make_pledge):
    picked, meant = make_pledge(amount=2500), make_pledge(amount=2500)
    take("20/11/2026,FPI,,25.00")
    line = StatementLine.objects.get()

    form = {f"line-{line.pk}": picked.pk, f"reference-{line.pk}": meant.spaced_reference.lower(), "confirm": "1"}
    client.post(match, form)

    assert Payment.objects.get().pledge == meant


def test_seeing_bank_lines_is_not_matching_them(client, make_staff, match):
    client.force_login(make_staff("supporters.view_statementline"))

    assert client.get(match).status_code == 403
