#!/bin/sh
# @extractus/feed-extractor 8.0.3 and podcast-partytime 5.0.0 (npm) take the stories "0012" and "12" for the same one.
#
# The guid of RSS 2.0 is "a string that uniquely identifies the item", and readers compare it sign by sign. Both
# libraries let what looks like a number become one: noughts before it go, 1e5 is 100000 and 0x10 is 16, and what was
# told apart by them is one story with two texts. Headlines too are numbers to the first: a season's "1.10" is "1.1",
# and "007" is "7". Nothing says so.
# Expected: the signs as they stand in the feed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" \
  @extractus/feed-extractor@8.0.3 podcast-partytime@5.0.0 >/dev/null
cd "$folder"
cat > read.mjs <<'JAVASCRIPT'
import { extractFromXml } from "@extractus/feed-extractor"
import { parseFeed } from "podcast-partytime"

const STORIES = { "0012": "007", 12: "1.10", "1e5": "Tide", "c-0012": "The wall held" }
const item = ([guid, title]) => `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title>
<link>https://coast.example/1</link><description>News</description>
<enclosure url="https://coast.example/1.mp3" length="123" type="audio/mpeg"/></item>`
const feed = `<rss version="2.0"><channel><title>Coast</title><link>https://coast.example/</link>
<description>News</description>${["0012", "12", "1e5", "c-0012"].map((guid) => item([guid, STORIES[guid]])).join("")}
</channel></rss>`

const extracted = extractFromXml(feed).entries.map(({ id, title }) => `${id} ${title}`).join(", ")
const episodes = parseFeed(feed).items.map(({ guid }) => guid).join(", ")
console.log(`@extractus/feed-extractor 8.0.3: ${extracted}\npodcast-partytime 5.0.0: ${episodes}`)
const same = extracted === "12 7, 12 1.1, 100000 Tide, c-0012 The wall held"
process.exit(same && episodes === "12, 12, 100000, c-0012" ? 0 : 1)
JAVASCRIPT
node read.mjs || { echo "It changed."; exit 1; }
