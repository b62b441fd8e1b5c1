"""What OFX means, also where a library reads it otherwise."""

import re

import pytest

from supporters.bank_files.tests.builders import ADA, BEA, DAY, amounts, ofx, read
from supporters.bank_files.tests.format_writers import ofx_row


def test_ofx_day_is_the_banks_own_whatever_its_zone():
    row = ofx_row(ADA, 1).replace("000000[+0:GMT]", "000000[+1:BST]")

    assert [line.booked_on for line in read(ofx(row))[0].lines] == [DAY]


def test_ofx_sign_is_in_the_amount_and_not_in_the_type():
    row = ofx_row(ADA, 1).replace("CREDIT", "DEBIT")

    assert amounts(read(ofx(row, ofx_row(BEA, 2).replace("7.00", "-7.00")))[0]) == [2500, -700]


@pytest.mark.parametrize("empty", ["<MEMO>\n", "<MEMO>"])
def test_ofx_empty_memo_without_an_end_hides_nothing(empty):
    row = ofx_row(ADA, 1).replace(f"<MEMO>{ADA.reference}\n", empty)

    (statement,) = read(ofx(row, ofx_row(BEA, 2)))

    assert [line.payer for line in statement.lines] == ["Ada Marsh", "Bea Gull"]


def test_ofx_payee_is_the_payer_where_there_is_no_name():
    payee = "<PAYEE><NAME>Zoë Müller<ADDR1>1 Quay<CITY>Saltmere<STATE>X<POSTALCODE>SM1<PHONE>1</PAYEE>"
    row = ofx_row(ADA, 1).replace("<NAME>Ada Marsh\n", payee)

    assert read(ofx(row), "cp1252")[0].lines[0].payer == "Zoë Müller"


def test_ofx_amount_in_another_currency_is_listed_and_not_taken():
    row = ofx_row(ADA, 1).replace("</STMTTRN>", "<CURRENCY><CURRATE>0.85<CURSYM>EUR</CURRENCY></STMTTRN>")

    (statement,) = read(ofx(row, ofx_row(BEA, 2)))

    assert amounts(statement) == [700]
    assert "25.00 EUR" in statement.unread[0]


def test_ofx_amount_turned_into_the_accounts_currency_is_taken():
    row = ofx_row(ADA, 1).replace("</STMTTRN>", "<ORIGCURRENCY><CURRATE>0.85<CURSYM>EUR</ORIGCURRENCY></STMTTRN>")

    assert amounts(read(ofx(row))[0]) == [2500]


@pytest.mark.parametrize(("action", "expected"), [("REPLACE", [700]), ("DELETE", [])])
def test_ofx_correction_takes_the_place_of_what_it_corrects(action, expected):
    correction = ofx_row(BEA, 2, f"<CORRECTFITID>1\n<CORRECTACTION>{action}\n")

    assert amounts(read(ofx(ofx_row(ADA, 1), correction))[0]) == expected


def test_ofx_correction_of_an_earlier_file_is_for_a_person():
    correction = ofx_row(BEA, 2, "<CORRECTFITID>77\n<CORRECTACTION>REPLACE\n")

    (statement,) = read(ofx(ofx_row(ADA, 1), correction))

    assert amounts(statement) == [2500]
    assert "a correction of an earlier file" in statement.unread[0]


def test_ofx_2_with_letters_outside_ascii_is_read():
    header = '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE"?>'
    body = ofx(ofx_row(ADA, 1).replace("Ada", "Zoë")).partition("\n\n")[2]
    closed = re.sub(r"<([A-Z0-9]+)>([^<\n]+)", r"<\1>\2</\1>", body)

    assert read(header + closed)[0].lines[0].payer == "Zoë Marsh"
