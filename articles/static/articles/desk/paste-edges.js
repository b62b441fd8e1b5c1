// The edges of blocks in pasted words: where no end of line and no blank says anything.
export const isBlank = (node) => node.nodeType === 3 && !node.data.trim();
const isBlock = (node, rules) => node.nodeType === 1 && rules.blocks.includes(node.localName);
export const holdsBlocks = (node, rules) =>
  isBlock(node, rules) || (node.nodeType === 1 && node.querySelector(rules.blocks.join(", ")) !== null);

/** Whether nothing of the same paragraph stands on that side. */
function isAtEdge(line, side, rules) {
  for (let node = line; !isBlock(node, rules); node = node.parentElement) {
    let next = node[side];
    while (next && isBlank(next)) next = next[side];
    if (next) return holdsBlocks(next, rules);
  }
  return true;
}

/** No line ends at the edge of a block. */
export function trimLines(body, rules) {
  const lines = [...body.querySelectorAll("br")];
  for (const line of lines) if (isAtEdge(line, "previousSibling", rules)) line.remove();
  for (const line of lines.reverse()) if (line.isConnected && isAtEdge(line, "nextSibling", rules)) line.remove();
}

/** No blank stands at the edge of a block. */
export function trimTexts(texts, rules) {
  for (const text of texts) {
    if (/^\s/.test(text.data) && isAtEdge(text, "previousSibling", rules)) text.data = text.data.trimStart();
    if (/\s$/.test(text.data) && isAtEdge(text, "nextSibling", rules)) text.data = text.data.trimEnd();
  }
}
