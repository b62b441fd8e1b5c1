#!/bin/sh
# fastfeedparser 0.6.5 and @extractus/feed-extractor 8.0.3 (npm) lead readers of a story to the page of the council.
#
# An entry of Atom may have several links, and the page of the story is the one whose `rel` is "alternate" or missing
# (RFC 4287, 4.2.7.2); their order means nothing. Of an entry that names what it is about (rel="related") or its sound
# before its page, both take the first link for the address. The first library looks for "alternate" where it is
# written out; the other does not even then.
# Expected: the page of the story, whichever comes first.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check fastfeedparser==0.6.5
npm install --silent --no-audit --no-fund --prefix "$folder" @extractus/feed-extractor@8.0.3 >/dev/null
cd "$folder"
cat > read.py <<'PYTHON'
import sys

import fastfeedparser

print(fastfeedparser.parse(sys.argv[1]).entries[0].link)
PYTHON
cat > read.mjs <<'JAVASCRIPT'
import { extractFromXml } from "@extractus/feed-extractor"

console.log(extractFromXml(process.argv[2]).entries[0].link)
JAVASCRIPT
page='href="https://coast.example/1"'
council='rel="related" href="https://council.example/"'
sound='rel="enclosure" type="audio/mpeg" href="https://coast.example/1.mp3"'
seen=
read_entry() {
  links=$(printf '<link %s/>' "$@")
  feed="<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:coast</id><title>Coast</title>
<updated>2026-06-01T09:00:00Z</updated><link rel=\"self\" href=\"https://coast.example/feed\"/>
<entry><id>urn:coast:1</id><title>Tide</title><updated>2026-06-01T09:00:00Z</updated>$links</entry></feed>"
  pypi=$(venv/bin/python read.py "$feed")
  npm=$(node read.mjs "$feed")
  printf '%s\n  fastfeedparser 0.6.5: %s\n  feed-extractor 8.0.3: %s\n' "$links" "$pypi" "$npm"
  seen="$seen $pypi $npm"
}
read_entry "$page" "$council"
read_entry "$council" "$page"
read_entry "$sound" "$page"
read_entry "$council" "rel=\"alternate\" $page"
expected=" https://coast.example/1 https://coast.example/1 https://council.example/ https://council.example/\
 https://coast.example/1.mp3 https://coast.example/1.mp3 https://coast.example/1 https://council.example/"
[ "$seen" = "$expected" ] || { echo "It changed."; exit 1; }
