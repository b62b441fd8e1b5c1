#!/bin/sh
# robots-parser 3.0.1 (npm) lets in one of two robots that are shut out together, if a sitemap stands between them.
#
# RFC 9309 (2.2.1) gives rules to all the user-agent lines above them. Other records, of which it names Sitemap, must
# not interfere with that (2.2.4). With such a line between two names the first name has no rule left here, and may
# fetch all. Protego 0.7.0 reads past a Sitemap, as Python's own reader does, but not past Content-Signal or another
# record that it does not know. Papers keep long lists of the names of robots, and add lines to them.
# Expected: both shut out.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Protego==0.7.0
npm install --silent --no-audit --no-fund --prefix "$folder" robots-parser@3.0.1 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const robots = require("robots-parser")(`${process.argv[2]}/robots.txt`, process.argv[3])
console.log(...["GPTBot", "CCBot"].filter((name) => robots.isAllowed(`${process.argv[2]}/1`, name)))
JAVASCRIPT
cat > read.py <<'PYTHON'
import sys

from protego import Protego

robots = Protego.parse(sys.argv[2])
print(*(name for name in ("GPTBot", "CCBot") if robots.can_fetch(f"{sys.argv[1]}/1", name)))
PYTHON
site=https://coast.example
seen=
for line in "# more" "Sitemap: $site/sitemap.xml" "Content-Signal: ai-train=no"; do
  text=$(printf 'User-agent: GPTBot\n%s\nUser-agent: CCBot\nDisallow: /\n' "$line")
  npm=$(node read.cjs "$site" "$text")
  pypi=$(venv/bin/python read.py "$site" "$text")
  echo "with '$line' between, robots-parser 3.0.1 lets in: ${npm:-nobody}; Protego 0.7.0: ${pypi:-nobody}"
  seen="$seen$npm/$pypi "
done
[ "$seen" = "/ GPTBot/ GPTBot/GPTBot " ] || { echo "It changed."; exit 1; }
