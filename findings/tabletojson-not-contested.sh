#!/bin/sh
# tabletojson 4.1.15 (npm) files the votes of 2026 under 2022 where a cell before them is two columns wide.
#
# HTML (4.9.11) lets a cell of a table span columns, as "not contested" does in a table of elections. By its README the
# library puts a cell that spans rows into each of them, and can read headings that span columns. In the body such a
# cell counts once: all that follows in its row moves to the left, under the heading of another column, and the last
# heading has nothing. A row without it is right, and so is the same cell with rowspan.
# Expected: 412 under 2026.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" tabletojson@4.1.15 >/dev/null
cd "$folder"
cat > read.mjs <<'JAVASCRIPT'
import { tabletojson } from "tabletojson"

const head = "<tr><th>Ward</th><th>2018</th><th>2022</th><th>2026</th></tr>"
const TABLES = {
  "no span": ["<tr><td>Bala</td><td>none</td><td>none</td><td>412</td></tr>"],
  "two columns": ['<tr><td>Bala</td><td colspan="2">none</td><td>412</td></tr>'],
  "two rows": [
    '<tr><td>Nefyn</td><td rowspan="2">none</td><td>355</td><td>402</td></tr>',
    "<tr><td>Bala</td><td>380</td><td>412</td></tr>",
  ],
}
console.log("tabletojson 4.1.15")
const seen = Object.entries(TABLES).map(([name, rows]) => {
  const row = tabletojson.convert(`<table>${head}${rows.join("")}</table>`)[0].at(-1)
  const words = [2018, 2022, 2026].map((year) => `${year}: ${row[year] ?? "nothing"}`).join(", ")
  console.log(`  ${name}: ${row.Ward} ${words}`)
  return words
})
const expected = [
  "2018: none, 2022: none, 2026: 412",
  "2018: none, 2022: 412, 2026: nothing",
  "2018: none, 2022: 380, 2026: 412",
]
process.exit(seen.join() === expected.join() ? 0 : 1)
JAVASCRIPT
node read.mjs || { echo "It changed."; exit 1; }
