#!/bin/sh
# @plussub/srt-vtt-parser 2.0.5 (npm) leaves a caption of two seconds on the picture for three minutes, or for ever.
#
# WebVTT (4.1) lets a time leave out its hours, and has settings after it: where on the picture a caption stands. Of
# "00:03.000 line:0" the library takes minutes for hours and the settings' number for seconds, and ends the caption at
# 3:00. With "align:start" the end is no number (NaN). The times alone, or with their hours, are read, so that the
# captions that somebody moved away from a face are the ones that stay.
# Expected: three seconds.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" @plussub/srt-vtt-parser@2.0.5 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const { parse } = require("@plussub/srt-vtt-parser")

const EXPECTED = {
  "00:01.000 --> 00:03.000": 3000,
  "00:01.000 --> 00:03.000 line:0": 180000,
  "00:01.000 --> 00:03.000 align:start": Number.NaN,
  "00:00:01.000 --> 00:00:03.000 line:0": 3000,
}
console.log("@plussub/srt-vtt-parser 2.0.5")
let same = true
for (const [timing, expected] of Object.entries(EXPECTED)) {
  const [{ from, to, text }] = parse(`WEBVTT\n\n${timing}\nIt held.\n`).entries
  console.log(`  ${timing}: from ${from} to ${to} ms: ${text}`)
  same = same && from === 1000 && Object.is(to, expected)
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node read.cjs || { echo "It changed."; exit 1; }
