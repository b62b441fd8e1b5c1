#!/bin/sh
# transcriptator 1.1.4 (npm) puts the words of one speaker into the mouth of the next, to the end of the conversation.
#
# The podcast namespace has a form of HTML for transcripts: <cite> for who speaks, <time> for when, <p> for what is
# said. Of somebody who speaks two paragraphs the library takes the first. It keeps the second until a name comes, gives
# it to that one, and from there everybody says what the one before said. The last words are lost; a warning has a
# segment without a time. By its README it reads this form, the order does not matter and the name may be missing. With
# one paragraph each all is right. In SubRip any words before a colon are a name: "We meet at 7: bring a coat."
# Expected: Ann has looked at the quay, and Bryn says that it is not sound.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" transcriptator@1.1.4 >/dev/null
cd "$folder"
cat > read.mjs <<'JAVASCRIPT'
import { convertFile, TranscriptFormat } from "transcriptator"

const speech = (who, when, ...words) =>
  `<cite>${who}:</cite>\n<time>${when}</time>\n${words.map((each) => `<p>${each}</p>\n`).join("")}`
const last = speech("Bryn", "0:09", "It is not.") + speech("Ann", "0:12", "Then close it.")
const TEXTS = [
  [speech("Ann", "0:00", "The quay is sound.") + last, TranscriptFormat.HTML],
  [speech("Ann", "0:00", "The quay is sound.", "I have looked at it.") + last, TranscriptFormat.HTML],
  ["1\n00:00:00,000 --> 00:00:02,000\nAnn: It is cold.\n\n" +
    "2\n00:00:02,000 --> 00:00:04,000\nWe meet at 7: bring a coat.\n", TranscriptFormat.SRT],
]
const EXPECTED = [
  ["0 Ann: The quay is sound.", "9 Bryn: It is not.", "12 Ann: Then close it."],
  ["0 Ann: The quay is sound.", "9 Bryn: I have looked at it.", "12 Ann: It is not."],
  ["0 Ann: It is cold.", "2 We meet at 7: bring a coat."],
]
console.log("transcriptator 1.1.4")
let same = true
TEXTS.forEach(([text, format], number) => {
  const said = convertFile(text, format).map((each) => `${each.startTime} ${each.speaker}: ${each.body}`)
  console.log(`${format}\n  ${said.join("\n  ")}`)
  same = same && said.join() === EXPECTED[number].join()
})
process.exit(same ? 0 : 1)
JAVASCRIPT
node read.mjs 2>/dev/null || { echo "It changed."; exit 1; }
