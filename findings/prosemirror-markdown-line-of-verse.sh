#!/bin/sh
# prosemirror-markdown 1.13.9 turns a line of a paragraph into a list, a heading or a quotation when it is read again.
#
# It escapes what would begin a block at the start of a paragraph, and not after a line break in it, where CommonMark
# (0.31, 4.2, 5.1, 5.2) lets all three begin as well. The paragraph then ends with the break's backslash, which is shown.
# Verse and what two people say in turn are written so. Expected: the document that was written, as at the start.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" prosemirror-markdown@1.13.9 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const { defaultMarkdownParser: parser, defaultMarkdownSerializer: writer, schema } = require("prosemirror-markdown")

const again = (...parts) => {
  const nodes = parts.map((part) => (part ? schema.text(part) : schema.node("hard_break")))
  const document = schema.node("doc", null, [schema.node("paragraph", null, nodes)])
  const read = parser.parse(writer.serialize(document))
  return read.eq(document) ? "the same" : String(read)
}
console.log("prosemirror-markdown 1.13.9")
const seen = ["- Held, said Bryn.", "+ 44 1492", "> It held.", "# Tide", "1. Tide"].map((line) => {
  const row = [again(line), again("Did it hold?", "", line)]
  console.log(`  ${line} → ${row[0]}; after a break: ${row[1]}`)
  return row
})
process.exit(seen.every((row) => row[0] === "the same" && row[1] !== "the same") ? 0 : 1)
JAVASCRIPT
node read.cjs
