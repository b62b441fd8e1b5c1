#!/bin/sh
# journalism 1.18.4 (npm) says of two years to the day that they are "2 years, 0 month, 10 days".
#
# prettyDuration() of the library of a data journalist at CBC writes how much time lies between two moments, in years of
# 365 days and months of 30. Once there are years, its days are not what the years and months leave, but what the whole
# leaves when it is told in months alone: each year adds five days that nobody lived. "1 year, 10 days" is "1 year, 15
# days"; after six years the surplus is a month and vanishes. Under a year the parts are as much as the whole.
# Expected: 2 years, and the parts of a duration together no more than the whole.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" journalism@1.18.4 >/dev/null
cd "$folder"
cat > write.mjs <<'JAVASCRIPT'
import { prettyDuration } from "journalism"

const DAYS = { years: 365, year: 365, months: 30, month: 30, days: 1, day: 1 }
const EXPECTED = {
  "2026-04-01": ["3 months, 0 day", 0],
  "2027-01-01": ["1 year, 0 month, 5 days", 5],
  "2027-01-11": ["1 year, 0 month, 15 days", 5],
  "2028-01-01": ["2 years, 0 month, 10 days", 10],
  "2031-01-01": ["5 years, 0 month, 26 days", 25],
}
const start = new Date("2026-01-01")
console.log("journalism 1.18.4, from 2026-01-01")
let same = true
for (const [day, [expected, surplus]] of Object.entries(EXPECTED)) {
  const end = new Date(day)
  const words = prettyDuration(start, { end })
  const parts = words.split(", ").map((part) => part.split(" "))
  const sum = parts.reduce((total, [number, unit]) => total + Number(number) * (DAYS[unit] ?? 0), 0)
  const whole = (end - start) / 86_400_000
  console.log(`  to ${day}, ${whole} days: ${words} (${sum} days)`)
  same = same && words.startsWith(`${expected}, 0 h`) && sum - whole === surplus
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node write.mjs || { echo "It changed."; exit 1; }
