#!/bin/sh
# hyphen 1.14.1 (npm) shows "caf&ea-cute;" to the readers of a page that writes its accents as entities.
#
# hyphenateHTML sets soft hyphens into words and, by the README, skips the tags of HTML. It does not skip named
# characters (HTML, 13.5): the name is a word like others, and a soft hyphen inside of it ends it. The page then shows
# the letters of the name instead of the sign. é, a middle dot and a thin space are broken so, ê and the quotation
# marks, whose names the patterns leave whole, are not.
# Expected: entities as they were.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" hyphen@1.14.1 linkedom@0.18.15 >/dev/null
cd "$folder"
cat > shown.cjs <<'JAVASCRIPT'
const { hyphenateHTMLSync } = require("hyphen/en-gb")
const { parseHTML } = require("linkedom")

const EXPECTED = {
  "<p>The caf&eacute; reopens</p>": "The caf&ea|cute; re|opens",
  "<p>Monday &middot; Friday</p>": "Monday &mid|dot; Fri|day",
  "<p>The f&ecirc;te reopens</p>": "The fête re|opens",
  "<p>The café reopens</p>": "The café re|opens",
}
console.log("hyphen 1.14.1")
let same = true
for (const [html, expected] of Object.entries(EXPECTED)) {
  const shown = parseHTML(hyphenateHTMLSync(html)).document.querySelector("p").textContent.replaceAll("\u00AD", "|")
  console.log(`  ${html}: ${shown}`)
  same = same && shown === expected
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node shown.cjs || { echo "It changed."; exit 1; }
