#!/bin/sh
# @tryghost/kg-html-to-lexical 1.3.5 (npm) reads "It did <mark>not</mark> fall" as "It didnotfall".
#
# HTML (4.5) leaves the spaces around an element within a sentence as they are. Ghost's converter, by which stories come
# into its editor, knows most such elements; <mark>, <small>, <data>, <dfn> and <bdi> are not among them, and it drops
# them with the space before and after. Two <div> in a row run into one word as well: "It held.Nobody fell." <em>,
# <time> and <abbr> are read.
# Expected: "It did not fall".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" @tryghost/kg-html-to-lexical@1.3.5 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const { htmlToLexical } = require("@tryghost/kg-html-to-lexical")

const EXPECTED = {
  "<p>It did <mark>not</mark> fall.</p>": "It didnotfall.",
  "<p>Seats <small>from</small> £5.</p>": "Seatsfrom£5.",
  "<div>It held.</div><div>Nobody fell.</div>": "It held.Nobody fell.",
  "<p>It did <time>not</time> fall.</p>": "It did not fall.",
  "<p>It held.</p><p>Nobody fell.</p>": "It held. / Nobody fell.",
}
const words = ({ type, text, children }) => text ?? children.map(words).join(type === "root" ? " / " : "")
console.log("@tryghost/kg-html-to-lexical 1.3.5")
let same = true
for (const [html, expected] of Object.entries(EXPECTED)) {
  const read = words(htmlToLexical(html).root)
  console.log(`  ${html}: ${read}`)
  same = same && read === expected
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node read.cjs || { echo "It changed."; exit 1; }
