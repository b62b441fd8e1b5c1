#!/bin/sh
# podcast 2.0.1 and rss 1.2.2 (npm) write type="false" for a sound whose address has a question mark.
#
# RSS 2.0 asks every enclosure for its type, and players choose by it whether there is an episode. Both take it from the
# end of the address, query and all. Addresses that are counted or signed have one; "mp3?id=1" is no ending that they
# know, and the answer "no such type" of the library below is written out.
# Expected: audio/mpeg, as without a query, or an error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" podcast@2.0.1 rss@1.2.2 >/dev/null
cd "$folder"
cat > made.cjs <<'JAVASCRIPT'
const { Podcast } = require("podcast")
const RSS = require("rss")

const made = (feed, url) => {
  const item = { title: "Tide", url: "https://coast.example/1", enclosure: { url, size: 123 } }
  feed[feed.addItem ? "addItem" : "item"](item)
  return (feed.buildXml ? feed.buildXml() : feed.xml()).match(/<enclosure[^>]*>/)[0]
}
let same = true
for (const [name, Feed] of [["podcast", Podcast], ["rss", RSS]]) {
  const site = { title: "Coast", siteUrl: "https://coast.example/", site_url: "https://coast.example/" }
  const [plain, counted] = ["", "?id=1"].map((query) => made(new Feed(site), `https://coast.example/1.mp3${query}`))
  console.log(`${name} ${require(`${name}/package.json`).version}\n  ${plain}\n  ${counted}`)
  same = same && plain.includes('type="audio/mpeg"') && counted.includes('type="false"')
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node made.cjs || { echo "It changed."; exit 1; }
