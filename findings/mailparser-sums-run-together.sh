#!/bin/sh
# mailparser 3.14.2 (npm) reads "Tickets | 2 | 50.00" in a letter as "Tickets250.00".
#
# Most letters in HTML are laid out in tables. Where a letter has no plain text the library makes `text` from the HTML,
# and sets nothing between two cells, or two rows: numbers become one number and names grow into sums. HTML (3.2.7,
# innerText) has a tab after a cell and a line break after a row, and the library's own paragraphs and lists are kept
# apart. Nothing says that the text was made, or how.
# Expected: words that stay words.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" mailparser@3.14.2 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const { simpleParser } = require("mailparser")

const HEAD = "From: ada@coast.example\r\nSubject: Tickets\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
const TABLE = "<table><tr><td>Tickets</td><td>2</td><td>50.00</td></tr><tr><td>Ada Marsh</td><td>£5</td></tr></table>"
const read = async () => {
  const table = (await simpleParser(HEAD + TABLE)).text
  const list = (await simpleParser(`${HEAD}<ul><li>Tickets</li><li>2</li></ul>`)).text
  console.log(`mailparser 3.14.2\n  ${JSON.stringify(table)}\n  ${JSON.stringify(list)}`)
  return table === "Tickets250.00Ada Marsh£5" && list === " * Tickets\n * 2"
}
read().then((same) => process.exit(same ? 0 : 1))
JAVASCRIPT
node read.cjs || { echo "It changed."; exit 1; }
