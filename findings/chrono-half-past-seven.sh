#!/bin/sh
# chrono-node 2.10.3 (npm) takes "Friday 5 June, 7.30pm" for noon on Sunday the 7th.
#
# The library reads 7.30pm as well as 7:30pm, and "5 June 7.30pm" without a comma. With the comma that most listings
# have, it finds a month and a day, "June, 7", and leaves ".30pm" as it leaves the weekday and the 5 before it. So does
# its British reader (chrono.en.GB). An hour without minutes, or after a colon, is read.
# Expected: Friday 5 June at 19:30.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" chrono-node@2.10.3 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const chrono = require("chrono-node")

const EXPECTED = {
  "5 June, 7.30pm": "June, 7 = 7 June 12:00",
  "Fri 5 Jun, 7.30pm": "Fri = 5 June 12:00; Jun, 7 = 7 June 12:00",
  "5 June, 7:30pm": "5 June, 7:30pm = 5 June 19:30",
  "5 June 7.30pm": "5 June 7.30pm = 5 June 19:30",
}
const said = ({ text, start }) => {
  const [hour, minute] = ["hour", "minute"].map((part) => String(start.get(part)).padStart(2, "0"))
  return `${text} = ${start.get("day")} ${["May", "June"][start.get("month") - 5]} ${hour}:${minute}`
}
console.log("chrono-node 2.10.3")
let same = true
for (const [words, expected] of Object.entries(EXPECTED)) {
  const read = chrono.en.GB.parse(words, new Date(2026, 5, 1, 9), { forwardDate: true }).map(said).join("; ")
  console.log(`  ${words}: ${read}`)
  same = same && read === expected
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node read.cjs || { echo "It changed."; exit 1; }
