#!/bin/sh
# date-fns 4.4.0 (npm) writes the 5th of December in Scottish Gaelic and reads it back as the 5th of October.
#
# Its locale gd shortens Dùbhlachd (December) to "Dùbh" and Dàmhair (October) to "Dàmh", as CLDR does. The patterns by
# which it reads months try those of one letter where the short one fails, and D is October first: parse() answers a
# valid date, two months early. No whole month ("5 An Dùbhlachd 2026") can be read at all; those are invalid dates.
# Welsh and English come back as they were written.
# Expected: 5 December 2026.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" date-fns@4.4.0 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const { format, isValid, parse } = require("date-fns")
const locales = require("date-fns/locale")

const read = (name, pattern) => {
  const locale = locales[name]
  const wrong = []
  for (let month = 0; month < 12; month += 1) {
    const written = format(new Date(2026, month, 5), pattern, { locale })
    const day = parse(written, pattern, new Date(2026, 0, 1), { locale })
    if (!isValid(day) || day.getMonth() !== month) {
      wrong.push(`${written} is ${isValid(day) ? format(day, "d MMMM yyyy") : "invalid"}`)
    }
  }
  console.log(`date-fns 4.4.0, ${name}, ${pattern}: ${12 - wrong.length} of 12 months; ${wrong[0] ?? "none wrong"}`)
  return wrong
}
const short = read("gd", "d MMM yyyy")
const others = [read("gd", "d MMMM yyyy"), read("cy", "d MMM yyyy"), read("enGB", "d MMM yyyy")]
const same = short.join() === "5 Dùbh 2026 is 5 October 2026"
process.exit(same && others.map(({ length }) => length).join() === "12,0,0" ? 0 : 1)
JAVASCRIPT
node read.cjs || { echo "It changed."; exit 1; }
