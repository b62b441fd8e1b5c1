#!/bin/sh
# i18next-conv 17.0.0 (npm) gives one story the Welsh words for none, and leaves "3 stories" in English.
#
# CLDR counts in six ways in Welsh (0, 1, 2, 3, 6, others), and a catalogue of gettext says in its header which of its
# plurals is which. The converter, which writes JSON for i18next, passes over that header: it has four names for Welsh,
# one, two, many and other, gives them to the first four plurals whatever they are, and calls the rest "_4" and "_5".
# i18next 26.7.2 asks for CLDR's six names: it finds other words under four of them, and none for 0 and 3.
# Expected: zero, one, two, few, many, other.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" i18next-conv@17.0.0 i18next@26.7.2 >/dev/null
cd "$folder"
cat > told.mjs <<'JAVASCRIPT'
import i18next from "i18next"
import { gettextToI18next } from "i18next-conv"

const WORDS = ["none", "one", "two", "three", "six", "others"]
const CATALOGUE = `msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: cy\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);\\n"

msgid "story"
msgid_plural "stories"
${WORDS.map((word, number) => `msgstr[${number}] "${word}"`).join("\n")}
`
const cy = { translation: JSON.parse(await gettextToI18next("cy", CATALOGUE, { compatibilityJSON: "v4" })) }
await i18next.init({ lng: "cy", resources: { cy }, showSupportNotice: false })
const told = [0, 1, 2, 3, 5, 6].map((count) => `${count}: ${i18next.t("story", { count })}`).join(", ")
console.log(`i18next-conv 17.0.0 writes ${Object.keys(cy.translation).join(", ")}\n  i18next says ${told}`)
process.exit(told === "0: story, 1: none, 2: one, 3: story, 5: three, 6: two" ? 0 : 1)
JAVASCRIPT
node told.mjs || { echo "It changed."; exit 1; }
