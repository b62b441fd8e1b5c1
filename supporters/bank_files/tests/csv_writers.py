"""A month as banks write it in CSV: one function a layout."""

import csv
import io

from supporters.bank_files.tests.paid import ACCOUNT, IBAN, OPENING, SORT_CODE, Paid, plain, pounds, with_balances


def table(rows, *, separator=",", encoding="utf-8", preamble="") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return (preamble + file.getvalue()).encode(encoding, errors="replace")


def came_in(one: Paid) -> str:
    return pounds(one.amount) if one.amount > 0 else ""


def went_out(one: Paid) -> str:
    return pounds(-one.amount) if one.amount < 0 else ""


def two_columns(paid):
    rows = [[f"{p.day:%d/%m/%Y}", f"FPI {p.payer} {p.reference}", went_out(p), came_in(p)] for p in paid]
    return table([["Date", "Description", "Paid out", "Paid in"], *rows])


def counter_party(paid):
    rows = [
        [f"{p.day:%d/%m/%Y}", p.payer, p.reference, "FASTER PAYMENT", pounds(p.amount), pounds(b), "INCOME", ""]
        for p, b in with_balances(paid)
    ]
    head = ["Date", "Counter Party", "Reference", "Type", "Amount (GBP)", "Balance (GBP)", "Spending Category", "Notes"]
    return table([head, *rows])


def type_column(paid):
    rows = [
        [f"{p.day}", "CREDIT" if p.amount > 0 else "DEBIT", f"{p.payer} {p.reference}", pounds(abs(p.amount))]
        for p in paid
    ]
    return table([["Date", "Type", "Details", "Amount"], *rows])


def account_columns(paid):
    rows = [
        [f"{p.day:%d/%m/%Y}", "FPI" if p.amount > 0 else "DD", f"'{SORT_CODE}", ACCOUNT]
        + [plain(f"{p.payer} {p.reference}").upper(), went_out(p), came_in(p), pounds(b)]
        for p, b in with_balances(paid)
    ]
    head = (
        "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,"
        "Credit Amount,Balance"
    )
    return table([head.split(","), *rows])


def memo_column(paid):
    rows = [
        ["", f"{p.day:%d/%m/%Y}", f"{SORT_CODE} {ACCOUNT}", pounds(p.amount), "FT", f"{p.payer}\t{p.reference} BGC"]
        for p in paid
    ]
    return table([["Number", "Date", "Account", "Amount", "Subcategory", "Memo"], *rows])


def value_column(paid):
    rows = [
        [f"{p.day:%d %b %Y}", "BAC", f"'{p.payer.upper()}, {p.reference}, FP {p.day:%d%b}", pounds(p.amount), pounds(b)]
        + ["COURIER", f"'000000-{ACCOUNT}"]
        for p, b in with_balances(paid)
    ]
    return table([["Date", "Type", "Description", "Value", "Balance", "Account Name", "Account Number"], *rows])


def pound_signs(paid):
    rows = [
        [f"{p.day:%d %b %Y}", "Bank credit", f"{p.payer} {p.reference}"]
        + [f"£{pounds(abs(p.amount), thousands=',')}" if wanted else "" for wanted in (p.amount < 0, p.amount > 0)]
        + [f"£{pounds(b, thousands=',')}"]
        for p, b in with_balances(paid)
    ]
    preamble = f'"Account Name:","Courier ****45678"\n"Account Balance:","£{OPENING / 100:,.2f}"\n\n'
    head = ["Date", "Transaction type", "Description", "Paid out", "Paid in", "Balance"]
    return table([head, *rows], encoding="cp1252", preamble=preamble)


def semicolons(paid):
    rows = [
        [f"{p.day:%d.%m.%Y}", f"{p.reference} {p.payer}", pounds(p.amount, thousands=".", point=",")]
        for p in paid[::-1]
    ]
    preamble = f"Courier Ltd\nAccount number;{ACCOUNT}\nFrom;01.11.2026;to;30.11.2026\n\n"
    return table([["Booking date", "Text", "Amount (GBP)"], *rows], separator=";", preamble=preamble)


def utf16_tabs(paid):
    rows = [[f"{p.day:%d-%b-%Y}", p.payer, p.reference, went_out(p), came_in(p)] for p in paid]
    head = ["Date", "Name", "Payment reference", "Money out (£)", "Money in (£)"]
    return table([head, *rows], separator="\t", encoding="utf-16")


def many_columns(paid):
    rows = [
        [f"tx{n}", f"{p.day:%d/%m/%Y}", "10:22:31", "Faster payment", p.payer, "", "Income", pounds(p.amount), "GBP"]
        + [pounds(p.amount), "GBP", p.reference, "", "", p.reference, "", went_out(p), came_in(p)]
        for n, p in enumerate(paid)
    ]
    head = (
        "Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,"
        "Address,Receipt,Description,Category split,Money Out,Money In"
    )
    return table([head.split(","), *rows], encoding="utf-8-sig")


def empty_credit(paid):
    rows = [[f"{p.day}", f"{p.payer} {p.reference}", "", "", pounds(p.amount)] for p in paid]
    return table([["Date", "Details", "Debit", "Credit", "Value"], *rows])


def debit_credit_column(paid):
    rows = [
        [f"{p.day:%d/%m/%y}", "CHAPS", f"REF {p.reference} FROM {p.payer}", f"{pounds(p.amount)}"] for p in paid[::-1]
    ]
    return table([["Date", "Type", "Merchant/Description", "Debit/Credit"], *rows], separator=";")


def letters_behind(paid):
    rows = [
        [f"{p.day:%d %B %Y}", "FASTER PAYMENTS RECEIPT", p.payer[:18].upper(), p.reference.upper()]
        + [f"{pounds(abs(p.amount))} {'CR' if p.amount > 0 else 'DR'}"]
        for p in paid
    ]
    return table([["Posting Date", "Narrative 1", "Narrative 2", "Narrative 3", "Amount"], *rows])


def completed_at(paid):
    rows = [
        [f"{p.day}T09:00:00Z", f"{p.day}T09:00:02Z", "COMPLETED", "TRANSFER", f"Payment from {p.payer}", p.reference]
        + [pounds(p.amount), "GBP", IBAN]
        for p in paid
    ]
    rows.append(["2026-11-02T09:00:00Z", "", "PENDING", "TRANSFER", "Nobody yet", "", "77.77", "GBP", IBAN])
    head = "Date started (UTC),Date completed (UTC),State,Type,Description,Reference,Amount,Payment currency,IBAN"
    return table([head.split(","), *rows])
