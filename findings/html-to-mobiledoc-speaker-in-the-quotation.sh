#!/bin/sh
# @tryghost/html-to-mobiledoc 3.3.3 makes the speaker's name the last word of the quotation: "It held.Ada Marsh".
#
# HTML (4.4.4) keeps a name out of <blockquote>, and has <figure> with <figcaption> around it for that. Ghost's own
# converter, by which stories come into it, puts both into one quotation without a space between. A sum that was struck
# with <del> (4.7.2) comes back as a plain one, where <s> stays.
# Expected: the name apart from the words, and the old sum struck.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" @tryghost/html-to-mobiledoc@3.3.3 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const { htmlToMobiledoc } = require("@tryghost/html-to-mobiledoc")

const SAID = "<figure><blockquote><p>It held.</p></blockquote><figcaption>Ada Marsh</figcaption></figure>"
const EXPECTED = {
  [SAID]: "blockquote: It held.Ada Marsh",
  "<p>It cost <del>£50</del> £5.</p>": "p: It cost £50 £5.",
  "<p>It cost <s>£50</s> £5.</p>": "p: It cost |<s>£50| £5.",
}
console.log("@tryghost/html-to-mobiledoc 3.3.3")
let same = true
for (const [html, expected] of Object.entries(EXPECTED)) {
  const { markups, sections } = htmlToMobiledoc(html)
  const words = ([, opened, , text]) => opened.map((number) => `<${markups[number]}>`).join("") + text
  const read = sections.map(([, tag, parts]) => `${tag}: ${parts.map(words).join("|")}`).join("; ")
  console.log(`  ${html}\n    ${read}`)
  same = same && read === expected
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node read.cjs || { echo "It changed."; exit 1; }
