#!/bin/sh
# rrule 2.8.1 (npm) says "every month on Monday" of the second Monday, and that this is the whole of it.
#
# RFC 5545 (3.3.10) has two ways to write the second Monday, and calendars use both: BYDAY=2MO, and BYDAY=MO with
# BYSETPOS=2. toText leaves BYSETPOS out, and BYMINUTE too: 19:30 is "at 19". isFullyConvertibleToText, which by the
# README hints whether all options can be put into words, answers true each time. Expected: false, if not the words.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" rrule@2.8.1 >/dev/null
cd "$folder"
cat > said.cjs <<'JAVASCRIPT'
const { rrulestr } = require("rrule")
const rules = {
  "FREQ=MONTHLY;BYDAY=2MO": "every month on the 2nd Monday",
  "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2": "every month on Monday",
  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1": "every month on weekdays",
  "FREQ=DAILY;BYHOUR=19;BYMINUTE=30": "every day at 19",
}
console.log("rrule", require("rrule/package.json").version)
let same = true
for (const [text, expected] of Object.entries(rules)) {
  const rule = rrulestr(`RRULE:${text}`)
  console.log(`  ${text}: ${rule.toText()}; whole: ${rule.isFullyConvertibleToText()}`)
  same = same && rule.toText() === expected && rule.isFullyConvertibleToText()
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node said.cjs
