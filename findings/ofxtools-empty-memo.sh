#!/bin/sh
# ofxtools 1.1.1 says that the ledger balance is missing where one payment has an empty memo.
#
# OFX 1 is SGML: elements with a value need no end tag, and a bank that has no memo writes <MEMO> alone. The parser takes
# it for a folder, all that follows falls into it, and the error names LEDGERBAL, which stands in the file.
# Expected: a transaction without a memo, as for <MEMO></MEMO>.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ofxtools==1.1.1
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import io
import sys
from importlib.metadata import version

from ofxtools.Parser import OFXTree
from ofxtools.Types import OFXSpecError

FILE = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261130<LANGUAGE>ENG</SONRS>
</SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>GBP
<BANKACCTFROM><BANKID>000000<ACCTID>12345678<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261130
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261120<TRNAMT>25.00<FITID>1<NAME>ADA MARSH{memo}</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>125.00<DTASOF>20261130</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""


def read(memo):
    tree = OFXTree()
    tree.parse(io.BytesIO(FILE.format(memo=memo).encode()))
    try:
        return [str(row.trnamt) for row in tree.convert().statements[0].transactions]
    except OFXSpecError as error:
        return str(error)


closed, empty = read("<MEMO></MEMO>"), read("<MEMO>")
print(f"ofxtools {version('ofxtools')}\n  <MEMO></MEMO>: {closed}\n  <MEMO>: {empty}")
if closed != ["25.00"] or "ledgerbal" not in empty:
    sys.exit("It changed.")
PYTHON
