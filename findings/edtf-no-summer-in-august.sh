#!/bin/sh
# edtf 4.11.1 (npm) says that 5 August is not in the summer, and that 1915 is not in the years from 1914 to 1916.
#
# Archives date pictures and obituaries by EDTF (ISO 8601-2): 2026-22 is the summer of 2026, [1914..1916] a year in that
# range. The library makes a season a quarter of the year, of which the format has others (33 to 36): spring ends with
# March, summer with June, and winter begins in October. Its README has a quarter alone in its examples of `min` and
# `max`, and no months of seasons. A range in brackets ends with its first year, though the library itself walks through
# all three. edtf 5.0.2 (PyPI) has June to August, and the end of 1916.
# Expected: both covered, as 1914/1916 covers 1915.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check edtf==5.0.2
npm install --silent --no-audit --no-fund --prefix "$folder" edtf@4.11.1 >/dev/null
cd "$folder"
cat > read.mjs <<'JAVASCRIPT'
import edtf from "edtf"

const day = (moment) => new Date(moment).toISOString().slice(0, 10)
for (const [when, what] of [["2026-22", "2026-08-05"], ["[1914..1916]", "1915"], ["1914/1916", "1915"]]) {
  const { min, max } = edtf(when)
  console.log(`${when} ${day(min)} ${day(max)} ${what} ${edtf(when).covers(edtf(what))}`)
}
console.log([...edtf("[1914..1916]")].join(" "))
JAVASCRIPT
cat > read.py <<'PYTHON'
import time

from edtf import parse_edtf

for when in ("2026-22", "[1914..1916]"):
    date = parse_edtf(when)
    print(when, *(time.strftime("%Y-%m-%d", end) for end in (date.lower_strict(), date.upper_strict())))
PYTHON
npm=$(node read.mjs)
pypi=$(venv/bin/python read.py)
printf 'edtf 4.11.1 (npm)\n%s\nedtf 5.0.2 (PyPI)\n%s\n' "$npm" "$pypi"
expected="2026-22 2026-04-01 2026-06-30 2026-08-05 false
[1914..1916] 1914-01-01 1914-12-31 1915 false
1914/1916 1914-01-01 1916-12-31 1915 true
1914 1915 1916
2026-22 2026-06-01 2026-08-31
[1914..1916] 1914-01-01 1916-12-31"
[ "$npm
$pypi" = "$expected" ] || { echo "It changed."; exit 1; }
