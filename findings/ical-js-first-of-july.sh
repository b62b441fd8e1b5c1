#!/bin/sh
# ical.js 2.2.1 (npm) has what is on the last of May and June on the first of July.
#
# RFC 5545 (3.3.10) has a rule pass over days that do not exist: MUST be ignored. Of a yearly rule with BYMONTH=5,6 and
# BYMONTHDAY=31 the library makes 31 May and, for the 31st of June, 1 July, a month that the rule does not name. For the
# 30th of February and of March it has 2 March, or 1 March, before 30 March. The 31st of June alone, and a monthly event
# of the 31st, are passed over as they should be.
# Expected: 31 May of each year.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" ical.js@2.2.1 >/dev/null
cd "$folder"
cat > days.mjs <<'JAVASCRIPT'
import ICAL from "ical.js"

const EXPECTED = {
  "20260531 FREQ=YEARLY;BYMONTH=5,6;BYMONTHDAY=31": "2026-05-31 2026-07-01 2027-05-31 2027-07-01",
  "20270330 FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=30": "2027-03-30 2028-03-01 2028-03-30 2029-03-02",
  "20260531 FREQ=MONTHLY;BYMONTH=5,6;BYMONTHDAY=31": "2026-05-31 2027-05-31 2028-05-31 2029-05-31",
  "20260131 FREQ=MONTHLY": "2026-01-31 2026-03-31 2026-05-31 2026-07-31",
}
console.log("ical.js 2.2.1")
let same = true
for (const [event, expected] of Object.entries(EXPECTED)) {
  const [start, rule] = event.split(" ")
  const lines = ["UID:1@coast.example", "DTSTAMP:20240101T090000Z", `DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`]
  const text = ["BEGIN:VEVENT", ...lines, "SUMMARY:Market", "END:VEVENT"].join("\r\n")
  const days = new ICAL.Event(new ICAL.Component(ICAL.parse(text))).iterator()
  const read = Array.from({ length: 4 }, () => days.next().toString()).join(" ")
  console.log(`  ${event}: ${read}`)
  same = same && read === expected
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node days.mjs || { echo "It changed."; exit 1; }
