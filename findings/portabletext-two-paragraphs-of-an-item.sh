#!/bin/sh
# @portabletext/markdown 2.2.0 (npm) joins two paragraphs of a list without a space: "It held.Nobody fell."
#
# CommonMark (0.31, 5.2) lets an item of a list hold several paragraphs, set in under the first. Markdown that becomes
# Portable Text, as a paper's archive on its way into Sanity does, has them in one block there with nothing between the
# last word of one and the first of the next. Its README names lists as supported both ways. Two paragraphs of a
# quotation, and two lines of an item, stay apart.
# Expected: two blocks, or a line break between them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" @portabletext/markdown@2.2.0 >/dev/null
cd "$folder"
cat > read.mjs <<'JAVASCRIPT'
import { markdownToPortableText } from "@portabletext/markdown"

const EXPECTED = {
  "- It held.\n\n  Nobody fell.": "It held.Nobody fell.",
  "1. It held.\n\n   Nobody fell.\n2. Tide": "It held.Nobody fell. / Tide",
  "- It held.\\\n  Nobody fell.": "It held.\nNobody fell.",
  "> It held.\n>\n> Nobody fell.": "It held. / Nobody fell.",
}
console.log("@portabletext/markdown 2.2.0")
let same = true
for (const [markdown, expected] of Object.entries(EXPECTED)) {
  const blocks = markdownToPortableText(markdown)
  const read = blocks.map(({ children }) => children.map(({ text }) => text).join("")).join(" / ")
  console.log(`  ${JSON.stringify(markdown)}: ${JSON.stringify(read)}`)
  same = same && read === expected
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node read.mjs || { echo "It changed."; exit 1; }
