#!/bin/sh
# rss-parser 3.13.0 (npm) puts the words of an Atom entry into another order: "did not fall" becomes "did fallnot".
#
# RFC 4287 (4.1.3.3, 3.1.1.3) lets an entry carry its text as XHTML, which has words and elements side by side. The
# library reads it into an object in which the words of an element are one string and its children another, and writes
# it from there: all words first, then what was bold, in italics or linked. The same text as escaped HTML comes back
# whole.
# Expected: the words as they stood.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" rss-parser@3.13.0 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const Parser = require("rss-parser")

const TEXT = '<p>It did <em>not</em> fall, said <a href="https://coast.example/ada">Ada Marsh</a>.</p>'
const CONTENT = {
  xhtml: `<div xmlns="http://www.w3.org/1999/xhtml">${TEXT}</div>`,
  html: TEXT.replaceAll("<", "&lt;"),
}
const feed = (type) => `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:coast</id><title>Coast</title>
<updated>2026-06-01T09:00:00Z</updated>
<entry><id>urn:coast:1</id><title>Wall</title><updated>2026-06-01T09:00:00Z</updated>
<content type="${type}">${CONTENT[type]}</content></entry></feed>`
const read = async () => {
  const seen = {}
  for (const type of Object.keys(CONTENT)) {
    const { items } = await new Parser().parseString(feed(type))
    seen[type] = items[0].contentSnippet
    console.log(`rss-parser 3.13.0, ${type}: ${seen[type]}\n  ${items[0].content}`)
  }
  return seen.html === "It did not fall, said Ada Marsh." && seen.xhtml === "It did  fall, said .notAda Marsh"
}
read().then((same) => process.exit(same ? 0 : 1))
JAVASCRIPT
node read.cjs || { echo "It changed."; exit 1; }
