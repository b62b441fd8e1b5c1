// Where lines of pasted words end: two ends in a row part paragraphs.
import { holdsBlocks, isBlank, trimLines } from "desk/paste-edges";

const newLine = (node) => node.ownerDocument.createElement("br");

/** Words that stand loose in a block, beside other blocks or alone, as paragraphs. */
export function wrapLoose(block, rules) {
  let paragraph = null;
  for (const node of [...block.childNodes]) {
    if (holdsBlocks(node, rules)) paragraph = null;
    else if (paragraph || !isBlank(node)) {
      if (!paragraph) {
        paragraph = node.ownerDocument.createElement("p");
        node.before(paragraph);
      }
      paragraph.append(node);
    }
  }
}

function nextLine(line) {
  for (let node = line; !node.nextSibling || isBlank(node.nextSibling); ) {
    node = node.nextSibling || node.parentElement;
    if (!node || /^(p|h2|h3|li|td|th|div|body)$/.test(node.localName)) return null;
    if (node.nextSibling && !isBlank(node.nextSibling)) return first(node.nextSibling);
  }
  return first(line.nextSibling);
}

const first = (node) => {
  const begin = [...node.childNodes].find((child) => !isBlank(child));
  return node.localName === "br" ? node : begin ? first(begin) : null;
};

function split(line, other, rules) {
  let block = line.closest(rules.blocks.join(", "));
  if (!/^(p|h[1-6])$/.test(block.localName)) {
    wrapLoose(block, rules);
    block = line.closest(rules.blocks.join(", "));
  }
  if (!block.contains(other)) return;
  const rest = block.ownerDocument.createRange();
  rest.setStartAfter(other);
  rest.setEndAfter(block);
  block.after(rest.extractContents());
  line.remove();
  other.remove();
}

export function lines(body, rules) {
  for (const line of body.querySelectorAll('br[role="presentation"]')) line.replaceWith(" ");
  for (const rule of body.querySelectorAll("hr")) rule.replaceWith(newLine(rule), newLine(rule));
  trimLines(body, rules);
  for (const line of [...body.querySelectorAll("br")]) {
    const other = line.isConnected && nextLine(line);
    if (other) split(line, other, rules);
  }
  trimLines(body, rules);
}
