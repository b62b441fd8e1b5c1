#!/bin/sh
# webvtt-py 0.6.0 turns captions of SubRip into captions of which a player shows half.
#
# In WebVTT "<" begins a tag (4.2.2 writes it "&lt;", and 6.4 reads on to the next ">" or to the end); in SubRip it is a
# sign like others. from_srt puts the words across as they are. What vtt.js 0.13.0, Mozilla's parser, shows of "Keep < 5 m
# from the edge" is "Keep ". Expected: "Keep &lt; 5 m from the edge".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check webvtt-py==0.6.0
npm install --silent --no-audit --no-fund --prefix "$folder" vtt.js@0.13.0 linkedom@0.18.15 >/dev/null
cd "$folder"
printf '1\n00:00:01,000 --> 00:00:03,000\nKeep < 5 m from the edge\n' > words.srt
venv/bin/python -c 'import webvtt; print(webvtt.from_srt("words.srt").content)' > words.vtt
cat > seen.cjs <<'JAVASCRIPT'
const { readFileSync } = require("node:fs")
const { parseHTML } = require("linkedom")
const { WebVTT } = require("vtt.js")
const { window } = parseHTML("<html></html>")
const [, , text] = readFileSync("words.vtt", "utf8").trim().split(/\n\n|-->.*\n/)
const shown = (words) => WebVTT.convertCueToDOMTree({ document: window.document }, words).textContent
console.log(`webvtt-py 0.6.0 writes ${JSON.stringify(text)}\n  shown: ${JSON.stringify(shown(text))}`)
console.log(`  shown of what it should write: ${JSON.stringify(shown(text.replace("<", "&lt;")))}`)
process.exit(text === "Keep < 5 m from the edge" && shown(text) === "Keep " ? 0 : 1)
JAVASCRIPT
node seen.cjs
