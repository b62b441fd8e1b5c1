#!/bin/sh
# journalism 1.18.4 (npm) writes "7:30 p.m. UTC" for half past seven in the east of Canada, which is 11:30 p.m. UTC.
#
# The library of a data journalist at CBC, "helper functions for journalism projects", formats moments in the style of
# that house. By its documentation `timeZone` sets the zone, and "TZ" in a format names it. In two of the five formats
# with TZ both agree; in "HH:MM period TZ", with a month or a weekday before it too, the hour is that of the zone and
# the name that of the machine: UTC on a server, PT on a desk in Vancouver. With utc: true the hour is UTC's and is
# called PT there. A reader far from the paper tunes in four hours late.
# Expected: 7:30 p.m. ET.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" journalism@1.18.4 >/dev/null
cd "$folder"
cat > write.mjs <<'JAVASCRIPT'
import { formatDate } from "journalism"

const moment = new Date("2026-06-05T23:30:00Z")
const FORMATS = [
  "YYYY-MM-DD HH:MM:SS TZ",
  "Month DD, YYYY, at HH:MM period TZ",
  "Month DD, HH:MM period TZ",
  "DayOfWeek, HH:MM period TZ",
  "HH:MM period TZ",
]
for (const format of FORMATS) console.log(`  ${formatDate(moment, format, { timeZone: "Canada/Eastern" })}`)
console.log(`  ${formatDate(moment, "HH:MM period TZ", { utc: true })} (utc: true)`)
JAVASCRIPT
server=$(TZ=UTC node write.mjs)
desk=$(TZ=America/Vancouver node write.mjs)
printf 'journalism 1.18.4\non a server (TZ=UTC)\n%s\nat a desk (TZ=America/Vancouver)\n%s\n' "$server" "$desk"
right='  2026-06-05 19:30 ET
  June 5, 2026, at 7:30 p.m. ET'
[ "$server" = "$right
  June 5, 7:30 p.m. UTC
  Friday, 7:30 p.m. UTC
  7:30 p.m. UTC
  11:30 p.m. UTC (utc: true)" ] && [ "$desk" = "$right
  June 5, 7:30 p.m. PT
  Friday, 7:30 p.m. PT
  7:30 p.m. PT
  11:30 p.m. PT (utc: true)" ] || { echo "It changed."; exit 1; }
