// Lists that word processors write as paragraphs with a mark, or a list for each item, made real lists.
import { classesOf } from "desk/pasted-styles";

const LEVEL = /mso-list:[^;]*?level(\d)/i;
const BULLET = /^\s*(?:[·•o§▪●○■–\uf0b7\uf0a7-]|\(?(?:\d+|[a-z]|[ivx]+)[.)])\s+/i;
const NUMBER = /^\s*\(?(\d+|[a-z]+)[.)]/i;

const styleOf = (element) => element.getAttribute("style") || "";

/** Take the mark ("·", "1.") off the paragraph and hand it back. */
function takeMark(paragraph) {
  const mark = [...paragraph.querySelectorAll("*")].find((part) => /mso-list:\s*ignore/i.test(styleOf(part)));
  mark?.remove();
  if (mark) return mark.textContent;
  const text = paragraph.firstChild;
  const found = text?.nodeType === 3 ? BULLET.exec(text.data)?.[0] || "" : "";
  if (found) text.data = text.data.slice(found.length);
  return found;
}

/** The list that begins with this mark: its element's name and attributes. */
function listFor(mark) {
  const sign = NUMBER.exec(mark)?.[1];
  if (!sign) return ["ul", {}];
  if (/^\d+$/.test(sign)) return ["ol", sign === "1" ? {} : { start: sign }];
  if (/^i$/i.test(sign)) return ["ol", { type: sign }];
  const start = sign.length === 1 ? sign.toLowerCase().charCodeAt(0) - 96 : 1;
  const type = sign === sign.toLowerCase() ? "a" : "A";
  return ["ol", start === 1 ? { type } : { type, start }];
}

function itemOf(element) {
  if (classesOf(element).includes("listcontainerwrapper")) {
    const entry = element.querySelector("li");
    const list = element.querySelector("ol");
    const attributes = list?.hasAttribute("start") ? { start: list.getAttribute("start") } : {};
    const level = Number(entry?.getAttribute("aria-level") || 1);
    return entry && { level, list: [list ? "ol" : "ul", attributes], content: [...entry.childNodes] };
  }
  const level = LEVEL.exec(styleOf(element));
  const isNamed = classesOf(element).some((name) => name.startsWith("msolistparagraph"));
  if (element.localName !== "p" || !(level || (isNamed && BULLET.test(element.textContent)))) return null;
  const list = listFor(takeMark(element));
  const line = element.ownerDocument.createElement("p");
  line.append(...element.childNodes);
  return { level: level ? Number(level[1]) : 1, list, content: [line] };
}

/** Where an item of that level belongs: a list at the end of the one above, or a new one. */
function openList(open, item, place) {
  const level = Math.min(item.level, open.length + 1);
  const [tag, attributes] = item.list;
  if (open[level - 1] && open[level - 1].localName !== tag) open.length = level - 1;
  open.length = Math.min(open.length, level);
  if (open.length === level) return open.at(-1);
  const list = place.ownerDocument.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) list.setAttribute(name, value);
  if (open.length) open.at(-1).lastElementChild.append(list);
  else place.before(list);
  open.push(list);
  return list;
}

export function makeLists(parent) {
  let open = [];
  for (const child of [...parent.childNodes]) {
    if (child.nodeType === 3 && child.data.trim()) open = [];
    if (child.nodeType !== 1) continue;
    const item = itemOf(child);
    if (!item) {
      makeLists(child);
      open = [];
      continue;
    }
    const entry = child.ownerDocument.createElement("li");
    openList(open, item, child).append(entry);
    entry.append(...item.content);
    child.remove();
  }
}
