#!/bin/sh
# bankstatementparser 0.0.29 counts a payment that is only on its way as one that came.
#
# ISO 20022 marks every entry of a report within the day (camt.052) with its status: BOOK, or PDNG for one that may yet
# not come. The parser reads no status, neither into a column nor for the sum, so that both entries look alike and both
# are added up; on the statement of the evening the second comes once more. With the messages of 2019 (.08), in which
# names stand in <Pty>, the payer's name is empty too. Expected: the status, and 5.00 in all.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check bankstatementparser==0.0.29
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bankstatementparser import Camt052Parser

ENTRY = """<Ntry><Amt Ccy="GBP">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>{}</Cd></Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls><TxDtls>
<Refs><EndToEndId>{}</EndToEndId></Refs><Amt Ccy="GBP">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<RltdPties><Dbtr><Pty><Nm>Ada Marsh</Nm></Pty></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>"""
REPORT = """<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.08">
<BkToCstmrAcctRpt><GrpHdr><MsgId>1</MsgId><CreDtTm>2026-11-20T12:00:00</CreDtTm></GrpHdr><Rpt><Id>1</Id>
<CreDtTm>2026-11-20T12:00:00</CreDtTm><Acct><Id><IBAN>GB82WEST12345698765432</IBAN></Id></Acct>{}</Rpt>
</BkToCstmrAcctRpt></Document>"""

with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "report.xml"
    entries = ENTRY.format("5.00", "BOOK", "A", "5.00"), ENTRY.format("25.00", "PDNG", "B", "25.00")
    file.write_text(REPORT.format("".join(entries)))
    parser = Camt052Parser(str(file))
    rows, total = parser.parse(), parser.get_summary()["total_amount"]
print(f"bankstatementparser {version('bankstatementparser')}, in all {total}")
print(rows[["Amount", "EndToEndId", "Debtor"]])
print("  columns:", *rows.columns)
if str(total) != "30.00" or "PDNG" in rows.to_string() or list(rows["Debtor"]) != ["", ""]:
    sys.exit("It changed.")
PYTHON
