"""A month as banks write it in OFX, MT940 and CAMT.053, and the parts of such files."""

from supporters.bank_files.tests.paid import ACCOUNT, IBAN, OPENING, Paid, plain, pounds

OFX_HEAD = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n"
    "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>"
    "<DTSERVER>20261130<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0"
    f"<SEVERITY>INFO</STATUS><STMTRS><CURDEF>GBP<BANKACCTFROM><BANKID>000000<ACCTID>{ACCOUNT}<ACCTTYPE>CHECKING"
    "</BANKACCTFROM><BANKTRANLIST><DTSTART>20261101<DTEND>20261130\n"
)
OFX_FOOT = (
    "</BANKTRANLIST><LEDGERBAL><BALAMT>{balance}<DTASOF>20261130</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
)


def ofx_row(p: Paid, number: int, more: str = "") -> str:
    kind = "CREDIT" if p.amount > 0 else "DEBIT"
    return (
        f"<STMTTRN>\n<TRNTYPE>{kind}\n<DTPOSTED>{p.day:%Y%m%d}000000[+0:GMT]\n<TRNAMT>{pounds(p.amount)}\n"
        f"<FITID>{number}\n{more}<NAME>{p.payer[:32]}\n<MEMO>{p.reference}\n</STMTTRN>\n"
    )


def ofx(paid):
    rows = "".join(ofx_row(p, number) for number, p in enumerate(paid))
    foot = OFX_FOOT.format(balance=pounds(OPENING + sum(p.amount for p in paid)))
    return (OFX_HEAD + rows + foot).encode("cp1252", errors="replace")


def mt940_amount(minor: int) -> str:
    return pounds(abs(minor), point=",")


def mt940(paid):
    closing = OPENING + sum(p.amount for p in paid)
    lines = [":20:STMT1", f":25:000000/{ACCOUNT}", ":28C:11/1", f":60F:C261031GBP{mt940_amount(OPENING)}"]
    for n, p in enumerate(paid):
        mark = "C" if p.amount > 0 else "D"
        lines.append(f":61:{p.day:%y%m%d}{p.day:%m%d}{mark}{mt940_amount(p.amount)}NTRFNONREF//B{n}")
        text = plain(f"FASTER PAYMENTS RECEIPT REF {p.reference.upper()} FROM {p.payer.upper()} VIA MOBILE BANKING")
        lines += [(":86:" if not at else "") + text[at : at + 65] for at in range(0, len(text), 65)]
    lines += [f":62F:C261130GBP{mt940_amount(closing)}", ":86:A note on the whole statement", "-"]
    return "\n".join(lines).encode()


CAMT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'
    "<BkToCstmrStmt><Stmt><Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>GBP</Ccy></Acct>{balances}{entries}</Stmt>"
    "</BkToCstmrStmt></Document>"
)


def camt_balance(code: str, minor: int) -> str:
    side = "CRDT" if minor >= 0 else "DBIT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='GBP'>{pounds(abs(minor))}</Amt>"
        f"<CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>"
    )


def camt_entry(p: Paid, details: str = "", status: str = "BOOK") -> str:
    side = "CRDT" if p.amount > 0 else "DBIT"
    details = details or (
        f"<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>{p.payer}</Nm></Pty></Dbtr>"
        f"</RltdPties><RmtInf><Ustrd>{p.reference}</Ustrd></RmtInf></TxDtls>"
    )
    return (
        f"<Ntry><Amt Ccy='GBP'>{pounds(abs(p.amount))}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts><Cd>{status}</Cd></Sts>"
        f"<BookgDt><Dt>{p.day}</Dt></BookgDt><NtryDtls>{details}</NtryDtls></Ntry>"
    )


def camt(paid):
    closing = OPENING + sum(p.amount for p in paid)
    balances = camt_balance("OPBD", OPENING) + camt_balance("CLBD", closing)
    return CAMT.format(iban=IBAN, balances=balances, entries="".join(map(camt_entry, paid))).encode()
