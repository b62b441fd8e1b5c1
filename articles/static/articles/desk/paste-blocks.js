// Headings, quotations, lists and paragraphs of pasted words as a story has them; ends of lines where they say something.
import { rename } from "desk/paste-marks";
import { hasClass, stylesOf } from "desk/pasted-styles";

const LIST_TYPES = {
  "lower-alpha": "a",
  "lower-latin": "a",
  "upper-alpha": "A",
  "upper-latin": "A",
  "lower-roman": "i",
  "upper-roman": "I",
};
const KNOWN = "p h2 h3 ul ol li menu dir blockquote table tbody thead tfoot tr td th caption pre".split(" ");

const isBlank = (node) => (node.nodeType === 3 ? !node.data.trim() : node.nodeType === 8);

export function headingsAndQuotes(body, rules) {
  for (const element of [...body.querySelectorAll("h1, h2, h3, h4, h5, h6, p, [role=heading]")]) {
    const level = Number(element.getAttribute("aria-level") || 2);
    const isNamed = element.localName === "p" && hasClass(element, rules.headingClasses);
    if (isNamed || element.getAttribute("role") === "heading") rename(element, level < 3 ? "h2" : "h3");
    else if (rules.headings[element.localName]) rename(element, rules.headings[element.localName]);
    else if (hasClass(element, rules.quoteClasses)) {
      const quotation = element.ownerDocument.createElement("blockquote");
      element.before(quotation);
      quotation.append(element);
    }
  }
}

/** Blocks that a story does not have keep their boundaries. */
export function plainBlocks(body, rules) {
  const others = rules.blocks.filter((tag) => tag !== "body" && !KNOWN.includes(tag));
  for (const block of [...body.querySelectorAll(others.join(", "))]) rename(block, "div");
}

/** Where a numbered list begins, and with which signs. */
function number(list) {
  const item = list.querySelector(":scope > li");
  const start = list.getAttribute("start") || item?.getAttribute("value") || "";
  const styles = [list, item].filter(Boolean).map(stylesOf);
  const named = styles.map((style) => style["list-style-type"] || (style["list-style"] || "").split(" ")[0]);
  const signs = [list.getAttribute("type"), item?.getAttribute("type"), ...named.map((name) => LIST_TYPES[name])];
  const type = signs.find(Boolean);
  for (const name of ["start", "type"]) list.removeAttribute(name);
  if (/^[0-9]{1,5}$/.test(start)) list.setAttribute("start", start);
  if (/^[aAiI]$/.test(type)) list.setAttribute("type", type);
}

export function lists(body) {
  for (const list of body.querySelectorAll("menu, dir")) rename(list, "ul");
  for (const item of [...body.querySelectorAll("li")].filter(
    (item) => !/^(ul|ol)$/.test(item.parentElement.localName),
  )) {
    const list = item.ownerDocument.createElement("ul");
    item.before(list);
    list.append(item);
  }
  body.querySelectorAll("ol").forEach(number);
  for (const part of [...body.querySelectorAll("li :is(h2, h3, blockquote, figure)")]) rename(part, "div");
  // A list that stands beside its item belongs to it.
  for (const list of body.querySelectorAll("li > :is(ul, ol)")) {
    const item = list.parentElement;
    const isFirst = [...item.childNodes].find((node) => !isBlank(node)) === list;
    if (!isFirst || !item.previousElementSibling) continue;
    item.previousElementSibling.append(list);
    if (!item.textContent.trim()) item.remove();
  }
}
