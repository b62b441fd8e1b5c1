#!/bin/sh
# typograf 7.8.0 (npm) writes 'It held, ' she said, with a gap before the mark that closes the quotation.
#
# It mends the typography of a text, also of English (en-GB), and sets a space after a comma that has none. British
# papers quote in single marks, as its own settings for en-GB do. Typed as ' the closing one is a letter like others to
# that rule: it gets a space before it after a comma, a question or an exclamation mark, and hangs between two words.
# Marks typed as " become single ones and stay where they are, and so do curly ones. The apostrophe of "it's" is made
# curly, so that one sentence has both kinds.
# Expected: ‘It held,’ she said, or the words as they were typed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" typograf@7.8.0 >/dev/null
cd "$folder"
cat > write.mjs <<'JAVASCRIPT'
import Typograf from "typograf"

const EXPECTED = {
  "'It held,' she said.": "'It held, ' she said.",
  "'Did it hold?' she said.": "'Did it hold? ' she said.",
  "'It's here,' she said.": "'It’s here, ' she said.",
  '"It held," she said.': "‘It held,’ she said.",
  "‘It held,’ she said.": "‘It held,’ she said.",
}
const typograf = new Typograf({ locale: ["en-GB"] })
console.log("typograf 7.8.0")
let same = true
for (const [words, expected] of Object.entries(EXPECTED)) {
  const made = typograf.execute(words).replaceAll("\u00a0", " ")
  console.log(`  ${words} -> ${made}`)
  same = same && made === expected
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node write.mjs || { echo "It changed."; exit 1; }
