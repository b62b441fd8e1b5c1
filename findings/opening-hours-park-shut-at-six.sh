#!/bin/sh
# opening_hours 3.15.0 (npm) shuts a park that is open until sunset at six in the evening in June.
#
# OpenStreetMap writes such hours as "sunrise-sunset". By the README the library works them out from `lat` and `lon` of
# the place, and has the sun rise at six and set at six where there are none. A place by numbers, as its own types ask
# for (lat: number) and as GeoJSON has it, is no place to it: it looks for words alone, which is what the server
# Nominatim sends. There is no warning (getWarnings is empty), and a bench in the dark of December is open until six as
# well. With "53.32" and "-3.83" in quotation marks both are right.
# Expected: the same hours for 53.32 as for "53.32".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" opening_hours@3.15.0 suncalc@2.0.2 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const { readFileSync } = require("node:fs")

const OpeningHours = require("opening_hours")

const address = { country_code: "gb", state: "Wales" }
const hour = (moment) => moment.toTimeString().slice(0, 5)
const seen = [{ lat: "53.32", lon: "-3.83", address }, { lat: 53.32, lon: -3.83, address }].map((place) => {
  const park = new OpeningHours("sunrise-sunset", place)
  const days = ["2026-06-21", "2026-12-21"].map((day) => {
    const [[from, to]] = park.getOpenIntervals(new Date(`${day}T00:00`), new Date(`${day}T23:59`))
    return `${hour(from)} to ${hour(to)}`
  })
  return [...days, `${park.getWarnings().length} warnings`].join(", ")
})
const types = readFileSync("node_modules/opening_hours/types/index.d.ts", "utf8").match(/\blat: \w+/)[0]
console.log(`opening_hours 3.15.0, ${types}\n  by words: ${seen[0]}\n  by numbers: ${seen[1]}`)
const same = seen[0] === "04:47 to 21:47, 08:28 to 15:58, 0 warnings" && types === "lat: number"
process.exit(same && seen[1] === "06:00 to 18:00, 06:00 to 18:00, 0 warnings" ? 0 : 1)
JAVASCRIPT
TZ=Europe/London node read.cjs || { echo "It changed."; exit 1; }
