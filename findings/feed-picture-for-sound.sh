#!/bin/sh
# feed 6.0.0 (npm) puts a story's picture in the place of its sound, and calls the sound a picture.
#
# RSS 2.0 gives an item one enclosure, the file that players fetch. Of an item with `enclosure` and `image` the feed gets
# the image alone, with length 0. In Atom both are there (RFC 4287, 4.2.7), and the sound's own type is dropped for one
# made of "image/" and the ending of its name: "image/mp3" for what was given as audio/mpeg.
# Expected: the enclosure as it was given, as with `audio` in RSS.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" feed@6.0.0 >/dev/null
cd "$folder"
cat > made.mjs <<'JAVASCRIPT'
import { Feed } from "feed"

const enclosure = { url: "https://coast.example/1.mp3", length: 123, type: "audio/mpeg" }
const made = (more) => {
  const feed = new Feed({ id: "https://coast.example/", title: "Coast", link: "https://coast.example/", copyright: "" })
  feed.addItem({ title: "Tide", link: "https://coast.example/1", date: new Date(0), enclosure, ...more })
  return [feed.rss2().match(/<enclosure[^>]*>/g), feed.atom1().match(/<link rel="enclosure"[^>]*>/g)]
}
const [plain] = made({})
const [rss, atom] = made({ image: "https://coast.example/1.webp" })
console.log("feed 6.0.0\n  RSS, no image:", ...plain, "\n  RSS:", ...rss, "\n  Atom:", ...atom)
const same = plain[0].includes('type="audio/mpeg"') && rss.length === 1 && rss[0].includes("1.webp")
process.exit(same && atom[0].includes('1.mp3" type="image/mp3"') ? 0 : 1)
JAVASCRIPT
node made.mjs
