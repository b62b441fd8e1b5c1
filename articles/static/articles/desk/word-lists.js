// Word writes lists as paragraphs with a mark in front. These make real lists of them.
const ORDERED = /^\s*(\d+|[a-z]|[ivxlc]+)[.)]/i;

const listStyle = (element) => /mso-list:\s*\S+\s+level(\d)/i.exec(element.getAttribute("style") || "");

const isItem = (element) => element?.tagName === "P" && Boolean(listStyle(element));

/** Take the mark ("·", "1.") off an item, and say whether it counted. */
function takeMark(item) {
  const mark = [...item.querySelectorAll("span")].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("style")),
  );
  const words = mark?.textContent || /^\s*(?:[·•o§▪–-]|\d+[.)])\s+/.exec(item.textContent)?.[0] || "";
  if (mark) mark.remove();
  else if (item.firstChild?.nodeType === 3) item.firstChild.data = item.firstChild.data.slice(words.length);
  return ORDERED.test(words);
}

/** Where an item of that level belongs: a list at the end of the one above, or a new one. */
function listFor(open, level, tag, first) {
  while (open.length > level) open.pop();
  while (open.length < level) {
    const list = first.ownerDocument.createElement(tag);
    const parent = open.at(-1);
    if (parent) (parent.lastElementChild || parent).append(list);
    else first.before(list);
    open.push(list);
  }
  return open.at(-1);
}

export function makeLists(body) {
  for (const first of [...body.querySelectorAll("p")]) {
    if (!first.isConnected || !isItem(first)) continue;
    const open = [];
    for (let item = first; isItem(item); ) {
      const next = item.nextElementSibling;
      const level = open.length ? Math.min(Number(listStyle(item)[1]), open.length + 1) : 1;
      const list = listFor(open, level, takeMark(item) ? "ol" : "ul", item);
      const entry = body.ownerDocument.createElement("li");
      const line = body.ownerDocument.createElement("p");
      line.append(...item.childNodes);
      entry.append(line);
      list.append(entry);
      item.remove();
      item = next;
    }
  }
}
