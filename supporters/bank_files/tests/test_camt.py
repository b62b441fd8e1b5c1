"""What CAMT means, also where a library reads it otherwise."""

import pytest

from supporters.bank_files.base import DoesNotAddUp, StatementUnreadable
from supporters.bank_files.tests.builders import ADA, DAY, amounts, camt, read
from supporters.bank_files.tests.format_writers import camt_entry


@pytest.mark.parametrize(("status", "expected"), [("BOOK", [2500]), ("PDNG", []), ("INFO", [])])
def test_camt_takes_only_what_is_booked(status, expected):
    (statement,) = read(camt(camt_entry(ADA, status=status)))

    assert amounts(statement) == expected


def test_camt_status_of_the_second_version_is_read():
    entry = camt_entry(ADA).replace("<Sts><Cd>BOOK</Cd></Sts>", "<Sts>BOOK</Sts>")

    assert amounts(read(camt(entry, version="02"))[0]) == [2500]


def test_camt_indicator_is_the_direction_also_of_a_reversal():
    reversed_debit = camt_entry(ADA).replace("<Sts>", "<RvslInd>true</RvslInd><Sts>")
    reversed_credit = reversed_debit.replace("CRDT", "DBIT")

    assert amounts(read(camt(reversed_debit, reversed_credit))[0]) == [2500, -2500]


@pytest.mark.parametrize(
    ("parties", "payer"),
    [
        ("<Dbtr><Nm>Ada</Nm></Dbtr>", "Ada"),
        ("<Dbtr><Pty><Nm>Ada</Nm></Pty></Dbtr>", "Ada"),
        ("<Dbtr><Pty><Nm>Payments Ltd</Nm></Pty></Dbtr><UltmtDbtr><Pty><Nm>Ada</Nm></Pty></UltmtDbtr>", "Ada"),
        ("<UltmtDbtr><Nm>Ada</Nm></UltmtDbtr><Dbtr><Nm>Payments Ltd</Nm></Dbtr>", "Ada"),
    ],
)
def test_camt_payer_is_found_in_every_version(parties, payer):
    (statement,) = read(camt(camt_entry(ADA, f"<TxDtls><RltdPties>{parties}</RltdPties></TxDtls>")))

    assert statement.lines[0].payer == payer


def test_camt_keeps_all_the_words():
    details = (
        "<TxDtls><Refs><EndToEndId>E2E-7</EndToEndId></Refs><RmtInf><Ustrd>RF42 K7</Ustrd><Ustrd>RM 4WXP</Ustrd><Strd>"
        "<CdtrRefInf><Ref>RF99</Ref></CdtrRefInf></Strd></RmtInf><AddtlTxInf>by phone</AddtlTxInf></TxDtls>"
    )
    entry = camt_entry(ADA, details).replace("</Ntry>", "<AddtlNtryInf>FPI</AddtlNtryInf></Ntry>")

    assert read(camt(entry))[0].lines[0].reference == "RF42 K7 RM 4WXP RF99 E2E-7 by phone FPI"


def test_camt_reference_not_provided_is_no_word():
    assert read(camt(camt_entry(ADA)))[0].lines[0].reference == ADA.reference


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-07-01T23:30:00Z", "2026-07-02"),
        ("2026-12-01T23:30:00Z", "2026-12-01"),
        ("2026-07-01T23:30:00", "2026-07-01"),
    ],
)
def test_camt_moment_is_turned_to_london_before_its_day_is_taken(moment, day):
    entry = camt_entry(ADA).replace(f"<Dt>{DAY}</Dt>", f"<DtTm>{moment}</DtTm>")

    assert str(read(camt(entry))[0].lines[0].booked_on) == day


def test_camt_moment_that_is_none_in_london_is_refused():
    entry = camt_entry(ADA).replace(f"<Dt>{DAY}</Dt>", "<DtTm>0001-01-01T00:00:00Z</DtTm>")

    with pytest.raises(StatementUnreadable):
        read(camt(entry))


def batch(first, second):
    one = "<TxDtls><Amt Ccy='GBP'>{}</Amt><RltdPties><Dbtr><Nm>{}</Nm></Dbtr></RltdPties></TxDtls>"
    return camt_entry(ADA, one.format(first, "Ada") + one.format(second, "Bea"))


def test_camt_batch_is_divided_where_its_parts_make_its_amount():
    (statement,) = read(camt(batch("20.00", "5.00")))

    assert [(line.payer, line.amount_minor) for line in statement.lines] == [("Ada", 2000), ("Bea", 500)]


def test_camt_batch_stays_whole_where_its_parts_do_not_make_its_amount():
    (statement,) = read(camt(batch("20.00", "6.00")))

    assert [(line.payer, line.amount_minor) for line in statement.lines] == [("Ada Bea", 2500)]


def test_camt_that_does_not_add_up_is_refused():
    assert amounts(read(camt(camt_entry(ADA), closing=12500))[0]) == [2500]

    with pytest.raises(DoesNotAddUp, match=r"£1\.00 apart"):
        read(camt(camt_entry(ADA), closing=12600))


def test_camt_with_entities_is_refused():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa">]>' + camt(camt_entry(ADA)).partition("\n")[2].replace("Ada", "&a;")

    with pytest.raises(StatementUnreadable):
        read(bomb)
