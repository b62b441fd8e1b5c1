#!/bin/sh
# turndown 7.2.5 and node-html-markdown 2.0.0 (npm) print "un_true_" where half of a word is in italics.
#
# CommonMark (0.31, 6.2) opens no emphasis by an underscore within a word, so that names_of_files stay whole; an
# asterisk does. Both write underscores unless told otherwise, and do not look at what stands beside them. Read again,
# the italics are gone and the underscores are shown. Bold words, for which both have asterisks, are right.
# Expected: un*true*.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" \
  turndown@7.2.5 node-html-markdown@2.0.0 markdown-it@15.0.3 >/dev/null
cd "$folder"
cat > read.cjs <<'JAVASCRIPT'
const Turndown = require("turndown")
const { NodeHtmlMarkdown } = require("node-html-markdown")
const reader = require("markdown-it")()

const writers = { turndown: (html) => new Turndown().turndown(html), "node-html-markdown": NodeHtmlMarkdown.translate }
let same = true
for (const [name, write] of Object.entries(writers)) {
  console.log(name, require(`${name}/package.json`).version)
  for (const html of ["<p>It was un<em>true</em>.</p>", "<p>It was un<strong>true</strong>.</p>"]) {
    const again = reader.render(write(html)).trim()
    console.log(`  ${html} → ${write(html)} → ${again}`)
    same = same && again === (html.includes("<em>") ? "<p>It was un_true_.</p>" : html)
  }
}
process.exit(same ? 0 : 1)
JAVASCRIPT
node read.cjs || { echo "It changed."; exit 1; }
