"""What MT940 means, also where a library reads it otherwise."""

from importlib.metadata import packages_distributions

import pytest

from common.payment_reference import with_check_digits
from common.reference_likeness import references_in
from supporters.bank_files.base import DoesNotAddUp
from supporters.bank_files.tests.builders import DAY, amounts, mt940, read


def test_mt940_comes_from_the_package_that_we_pinned():
    """Two packages install a module of this name, and whichever comes last wins."""
    assert packages_distributions()["mt940"] == ["mt-940"]


@pytest.mark.parametrize(("mark", "amount"), [("C", 2500), ("D", -2500), ("RC", -2500), ("RD", 2500)])
def test_mt940_reversed_credit_goes_out_and_reversed_debit_comes_in(mark, amount):
    closing = f"{(10000 + amount) / 100:.2f}".replace(".", ",")

    (statement,) = read(mt940(f":61:2611201120{mark}25,00NTRFNONREF", ":86:ADA", closing=closing))

    assert amounts(statement) == [amount]


def test_mt940_reference_of_18_characters_stays_whole():
    (statement,) = read(mt940(":61:2611201120C25,00NTRFRF42 K7RM 4WXP QR//BANKREF", ":86:ADA"))

    assert statement.lines[0].reference == "RF42 K7RM 4WXP QR ADA"


@pytest.mark.parametrize("width", [65, 40])
def test_mt940_details_broken_in_mid_word_keep_their_reference(width):
    text = f"{'FASTER PAYMENT FROM ADA MARSH'.ljust(width - 7)}RF42K7RMCWXP THANK YOU"
    whole = text.replace("RF42K7RMCWXP", _valid())

    (statement,) = read(mt940(":61:2611201120C25,00NTRFNONREF", f":86:{whole[:width]}", whole[width:]))

    assert references_in(statement.lines[0].text) == [_valid()]


def _valid():
    return with_check_digits("KDRMCWXP")


def test_mt940_note_on_the_statement_is_not_the_last_payments():
    (statement,) = read(mt940(":61:2611201120C25,00NTRFNONREF", ":86:ADA", after=[":86:TOTAL OF BRANCH", "MORE", "-"]))

    assert statement.lines[0].reference == "ADA"


def test_mt940_note_stays_away_also_from_a_payment_without_words():
    (statement,) = read(mt940(":61:2611201120C25,00NTRFNONREF", after=[":86:TOTAL OF BRANCH"]))

    assert statement.lines[0].text == ""


def test_mt940_file_of_two_accounts_gives_two_statements():
    first = mt940(":61:2611201120C25,00NTRFNONREF", ":86:ADA")
    second = first.replace("12345678", "87654321").replace("ADA", "BEA")

    statements = read(f"{first}\n-\n{second}\n-")

    assert [(one.account, one.lines[0].reference) for one in statements] == [("12345678", "ADA"), ("87654321", "BEA")]


def test_mt940_line_of_details_that_looks_like_a_tag_is_text():
    (statement,) = read(mt940(":61:2611201120C25,00NTRFNONREF", ":86:ADA MARSH", ":20:STREET HOUSE"))

    assert statement.lines[0].reference == "ADA MARSH :20:STREET HOUSE"
    assert statement.account == "12345678"


def test_mt940_german_fields_keep_the_customers_reference_and_the_payer():
    details = ":86:166?00GUTSCHRIFT?20SVWZ+DANKE?21 SCHOEN?32ADA MA?33RSH"

    (statement,) = read(mt940(":61:2611201120C25,00NTRFKREF 17//B1", details))

    line = statement.lines[0]
    assert (line.payer, line.reference) == ("ADA MARSH", "KREF 17 SVWZ+DANKE SCHOEN")


def test_mt940_day_is_that_of_booking():
    (statement,) = read(mt940(":61:2611191120C25,00NTRFNONREF", ":86:ADA"))

    assert [line.booked_on for line in statement.lines] == [DAY]


def test_mt940_long_details_are_not_cut_off():
    lines = [f"{number:02}{'X' * 63}" for number in range(12)]

    (statement,) = read(mt940(":61:2611201120C25,00NTRFNONREF", f":86:{lines[0]}", *lines[1:]))

    assert f"11{'X' * 63}" in statement.lines[0].reference


def test_mt940_that_does_not_add_up_is_refused_with_the_sums():
    whole = mt940(":61:2611201120C25,00NTRFNONREF", ":86:ADA", closing="125,00")
    assert amounts(read(whole)[0]) == [2500]

    with pytest.raises(DoesNotAddUp, match=r"opens with £100\.00, its 0 lines come to £0\.00.*closes with £125\.00"):
        read(whole.replace(":61:2611201120C25,00NTRFNONREF\n:86:ADA\n", ""))
