#!/bin/sh
# mailparser 3.14.2 (npm) dates a letter of the first of June "now" if its clock says BST.
#
# RFC 5322 (4.3) lets readers meet named zones, and has those that it does not list taken for -0000. The library gives
# the moment of reading for a Date that it cannot read, as a Date like any other; headers.get("date") has it as well,
# and the words that were sent are left in `headerLines` alone. A letter without any Date has none. Whoever sorts
# letters by it, or keeps them for so many days, has each old letter as a new one each time.
# Expected: 09:00 UTC, or no date.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" mailparser@3.14.2 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const { simpleParser } = require("mailparser")

const read = async () => {
  const seen = []
  for (const date of ["Date: Mon, 01 Jun 2026 09:00:00 +0100\r\n", "Date: Mon, 01 Jun 2026 09:00:00 BST\r\n", ""]) {
    const before = Date.now()
    const letter = await simpleParser(`From: ada@coast.example\r\n${date}Subject: Wall\r\n\r\nIt held.`)
    const isNow = letter.date >= before && letter.date <= Date.now()
    seen.push(isNow ? "now" : letter.date?.toISOString() ?? "none")
    console.log(`mailparser 3.14.2, ${date.trim() || "no Date"}: ${seen.at(-1)}`)
  }
  return seen.join() === "2026-06-01T08:00:00.000Z,now,none"
}
read().then((same) => process.exit(same ? 0 : 1))
JAVASCRIPT
node read.cjs || { echo "It changed."; exit 1; }
