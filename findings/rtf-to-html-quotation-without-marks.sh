#!/bin/sh
# @iarna/rtf-to-html 1.1.0 (npm) takes the marks from “He stole it,” she said: it is He stole it, she said.
#
# RTF 1.9.1 writes what is no ASCII by words of its own (special characters: \ldblquote, \rquote, \endash, \bullet), and
# Word does so for the quotation marks and dashes that it makes while one types. The parser below (rtf-parser 1.3.3)
# passes over them without a word, so that somebody's charge becomes the paper's own, "council's" is "councils" and
# the years 1939–45 are one number. Of the same marks as \u8220? it takes the sign and shows the "?" as well, which is
# there for readers that do not know it (\uc is 1 where nothing is said). striprtf 0.0.35 has all of them.
# Expected: the marks, and no "?".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check striprtf==0.0.35
npm install --silent --no-audit --no-fund --prefix "$folder" @iarna/rtf-to-html@1.1.0 rtf-parser@1.3.3 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const { fromString } = require("@iarna/rtf-to-html")

fromString(process.argv[2], (error, page) => {
  if (error) throw error
  console.log(page.match(/<p>(.*?)<\/p>/)[1])
})
JAVASCRIPT
read_sentence() {
  rtf="{\\rtf1\\ansi\\ansicpg1252 $1\\par}"
  npm=$(node read.cjs "$rtf")
  pypi=$(venv/bin/python -c 'import sys; from striprtf.striprtf import rtf_to_text as t; print(t(sys.argv[1]))' "$rtf")
  printf '%s\n  rtf-to-html 1.1.0: %s\n  striprtf 0.0.35: %s\n' "$1" "$npm" "$pypi"
  [ "$npm|$pypi" = "$2|$3" ] || { echo "It changed."; exit 1; }
}
read_sentence '\ldblquote He stole it,\rdblquote  she said.' 'He stole it, she said.' '“He stole it,” she said.'
read_sentence 'The council\rquote s war, 1939\endash 45' 'The councils war, 193945' 'The council’s war, 1939–45'
read_sentence '\u8220?It held,\u8221? she said.' '“?It held,”? she said.' '“It held,” she said.'
