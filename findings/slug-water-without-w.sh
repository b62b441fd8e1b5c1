#!/bin/sh
# slug 12.0.1 (npm) makes "dr" of "dŵr", and one address of "Tŷ" and "Tŵ".
#
# By its README it makes slugs of strings "even when they contain Unicode". Its table of letters has ô and ê, but not ŵ
# and ŷ, which Welsh has beside them, nor ẃ, ẁ and ẅ: such a letter is dropped without a word. Water, house and noise
# lose their vowel, and different headlines get the same address. By Unicode ŵ is a w with a circumflex; slugify 1.6.9
# knows all of them.
# Expected: dwr, ty, tw.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" slug@12.0.1 slugify@1.6.9 >/dev/null
cd "$folder"
cat > made.mjs <<'JAVASCRIPT'
import slug from "slug"
import slugify from "slugify"

const EXPECTED = {
  "Dŵr i Lŷn": "dr-i-ln",
  "Sŵn y môr": "sn-y-mor",
  Tŷ: "t",
  Tŵ: "t",
}
console.log("slug 12.0.1, slugify 1.6.9")
let same = true
for (const [headline, expected] of Object.entries(EXPECTED)) {
  const made = [slug(headline), slugify(headline, { lower: true })]
  console.log(`  ${headline}: ${made.join(", ")}`)
  const plain = headline.normalize("NFD").replace(/\p{M}/gu, "").replaceAll(" ", "-").toLowerCase()
  same = same && made[0] === expected && made[1] === plain
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node made.mjs || { echo "It changed."; exit 1; }
