#!/bin/sh
# @astrojs/rss 4.0.19 (npm) leads from /story?id=12 in a feed to /story?id=12/, which is another story, or none.
#
# By its README it ends the addresses of entries with a slash, unless told otherwise. It sets the slash at the very end.
# Behind a question mark that is no longer the path (RFC 3986, 3.3, 3.4) but a part of the value: the number of the
# story is "12/". The guid of the entry is made in the same way, so that readers keep a story that cannot be opened. Of
# a place within a page, #entry, it makes #entry/. Two slashes in a row become one, also in a value and also with
# trailingSlash: false: "?from=https://coast.example" is "?from=https:/coast.example".
# Expected: /story/?id=12, or the address as it was given.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" @astrojs/rss@4.0.19 >/dev/null
cd "$folder"
cat > write.mjs <<'JAVASCRIPT'
import { getRssString } from "@astrojs/rss"

const EXPECTED = {
  "/story": ["/story/", "/story"],
  "/story?id=12": ["/story?id=12/", "/story?id=12"],
  "/live#entry": ["/live#entry/", "/live#entry"],
  "/out?from=https://coast.example": ["/out?from=https:/coast.example", "/out?from=https:/coast.example"],
}
const site = "https://courier.example"
const written = async (link, trailingSlash) => {
  const items = [{ title: "Tide", pubDate: new Date("2026-06-05T09:00:00Z"), link }]
  const feed = await getRssString({ title: "Coast", description: "Tides", site, items, trailingSlash })
  const [page, guid] = [/<item>.*<link>(.*?)<\/link>/s, /<guid[^>]*>(.*?)<\/guid>/s].map((each) => feed.match(each)[1])
  if (page !== guid) throw new Error(`link ${page}, guid ${guid}`)
  return page.replace(site, "")
}
console.log("@astrojs/rss 4.0.19: by itself, with trailingSlash: false")
let same = true
for (const [link, expected] of Object.entries(EXPECTED)) {
  const made = [await written(link), await written(link, false)]
  console.log(`  ${link}: ${made.join(", ")}`)
  same = same && made.join() === expected.join()
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node write.mjs || { echo "It changed."; exit 1; }
