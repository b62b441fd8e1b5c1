"""Exports of the commoner British banks, by their headings as public importers of 2026 have them."""

import datetime as dt

import pytest

from supporters.bank_files.reading import read_bank_file

LLOYDS = (
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,"
    "Balance"
)
MONZO = (
    "Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,"
    "Address,Receipt,Description,Category split,Money Out,Money In"
)
NATIONWIDE = '"Account Name:","Courier"\n"Account Balance:","£1,234.56"\n"Available Balance:","£1,200.00"\n\n'
BANKS = {
    "Lloyds, Halifax, Bank of Scotland": f"""{LLOYDS}
20/11/2026,FPI,'00-00-00,12345678,ADA MARSH RF42,,25.00,125.00
21/11/2026,DEB,'00-00-00,12345678,RATES,12.00,,113.00""",
    "Barclays": """Number,Date,Account,Amount,Subcategory,Memo
\t ,20/11/2026,00-00-00 12345678,25.00,Counter Credit,ADA MARSH          \tRF42 BGC
\t ,21/11/2026,00-00-00 12345678,-12.00,PAYMENT,RATES ON 20 NOV BCC""",
    "NatWest, Royal Bank of Scotland": """Date,Type,Description,Value,Balance,Account Name,Account Number
20 Nov 2026,BAC,"ADA MARSH , RF42 , FP 20/11/26",25.00,125.00,COURIER,'000000-12345678
21 Nov 2026,D/D,RATES,-12.00,113.00,COURIER,'000000-12345678
Balance as at 21 Nov 2026,,,,113.00,COURIER,'000000-12345678""",
    "Nationwide": f"""{NATIONWIDE}"Date","Transaction type","Description","Paid out","Paid in","Balance"
"20 Nov 2026","Bank credit","ADA MARSH RF42","","£25.00","£125.00"
"21 Nov 2026","Direct debit","RATES","£12.00","","£113.00\"""",
    "HSBC, first direct": """Date,Type,Description,Paid out,Paid in,Balance
20 Nov 2026,CR,ADA MARSH RF42,,25.00,125.00
21 Nov 2026,DD,RATES,12.00,,113.00""",
    "Santander": """Date;Type;Merchant/Description;Debit/Credit;Balance
20/11/2026;FASTER PAYMENTS RECEIPT;REF.RF42 FROM ADA MARSH;£25.00;£125.00
21/11/2026;DIRECT DEBIT;RATES;-£12.00;£113.00""",
    "TSB, The Co-operative Bank": """Date,Description,Type,Money In,Money Out,Balance
2026-11-20,ADA MARSH RF42,FP,25.00,,125.00
2026-11-21,RATES,DD,,12.00,113.00""",
    "Handelsbanken": """Date,Details,Money out,Money in,Balance
20/11/2026,ADA MARSH RF42,,25.00,125.00
21/11/2026,RATES,12.00,,113.00""",
    "Starling": """Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes
20/11/2026,Ada Marsh,RF42,FASTER PAYMENT,25.00,125.00,INCOME,
21/11/2026,Rates,,DIRECT DEBIT,-12.00,113.00,PAYMENTS,""",
    "Monzo": f"""{MONZO}
tx_1,20/11/2026,10:22:31,Faster payment,Ada Marsh,,Income,25.00,GBP,25.00,GBP,RF42,,,RF42,,,25.00
tx_2,21/11/2026,09:12:01,Direct Debit,Rates,,Bills,-12.00,GBP,-12.00,GBP,,,,RATES,,-12.00,""",
    "Revolut": """Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
TOPUP,Current,2026-11-20 09:00:00,2026-11-20 09:00:02,Payment from ADA MARSH RF42,25.00,0.00,GBP,COMPLETED,125.00
CARD_PAYMENT,Current,2026-11-21 09:00:00,2026-11-21 09:00:02,RATES,-12.00,0.00,GBP,COMPLETED,113.00
CARD_PAYMENT,Current,2026-11-21 09:00:00,,BEA,9.00,0.00,GBP,PENDING,""",
}


@pytest.mark.parametrize("bank", BANKS)
def test_export_of_a_bank_gives_the_gift_and_the_debit(bank):
    (statement,) = read_bank_file(BANKS[bank].encode(), currency="GBP")

    assert [(line.booked_on.day, line.amount_minor) for line in statement.lines] == [(20, 2500), (21, -1200)]
    (gift,) = statement.credits
    assert gift.booked_on == dt.date(2026, 11, 20)
    assert {"ada", "marsh", "rf42"} <= set(gift.text.casefold().replace(".", " ").split())
    assert (statement.unread, statement.doubts) == ([], [])
