// What is pasted from elsewhere keeps its paragraphs, bold, italics, links and lists, and nothing else.
import { Extension } from "django-prose-editor/editor";
import { makeLists } from "desk/word-lists";

const DROPPED = "style, script, meta, link, title, xml, img, svg, iframe, object, template, button, input, hr";
const BLOCKS = "P, LI, UL, OL, DIV, TABLE, TR, TD, TH, BLOCKQUOTE, SECTION, ARTICLE, H1, H2, H3, H4, H5, H6";

const rename = (element, tag) => {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
};

/** Bold and italics as elements, however they were written; Google's wrapper in normal weight is neither. */
function marks(element) {
  const { fontWeight, fontStyle } = element.style;
  const isBoldTag = ["B", "STRONG"].includes(element.tagName);
  const isPlain = /^(normal|400)$/.test(fontWeight);
  if (element.matches(BLOCKS)) return;
  if (!isBoldTag && (/^bold/.test(fontWeight) || Number(fontWeight) >= 600)) wrap(element, "strong");
  if (!["I", "EM"].includes(element.tagName) && /^(italic|oblique)/.test(fontStyle)) wrap(element, "em");
  if (isBoldTag && isPlain) element.replaceWith(...element.childNodes);
}

function wrap(element, tag) {
  const inside = element.ownerDocument.createElement(tag);
  inside.append(...element.childNodes);
  element.append(inside);
}

/** Google Docs sends readers through its own address: link to what was meant. */
function straighten(link) {
  const address = /^https:\/\/www\.google\.com\/url\?/.test(link.href) && new URL(link.href).searchParams.get("q");
  if (address) link.setAttribute("href", address);
  if (!/^(https?|mailto):/i.test(link.href)) link.replaceWith(...link.childNodes);
}

/** A hard space stays after a number ("5 million"); anywhere else it is a word processor's habit. */
const softSpaces = (words) => words.replace(/(?<!\d)\u00a0|\u00a0(?![\p{L}\d%£€])/gu, " ");

function texts(body, act) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  found.forEach(act);
}

export function cleanPaste(html) {
  if (html.includes("data-pm-slice")) return html; // our own words, moved about
  // Word's style sheet goes before the parser sees it, or the policy would count an attempt.
  const { body } = new DOMParser().parseFromString(html.replace(/<style[\s\S]*?(<\/style>|$)/gi, ""), "text/html");
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  makeLists(body);
  texts(body, (node) => {
    if (node.nodeType === Node.COMMENT_NODE) node.remove();
    else node.data = softSpaces(node.data);
  });
  [...body.querySelectorAll("[style]")].reverse().forEach(marks);
  body.querySelectorAll("a").forEach(straighten);
  for (const heading of body.querySelectorAll("h1, h2, h3, h4, h5, h6")) rename(heading, "p");
  for (const block of body.querySelectorAll("blockquote, figure, div[data-embed]")) rename(block, "div");
  for (const line of body.querySelectorAll("body > br, b > br:only-child")) line.remove();
  for (const block of body.querySelectorAll("p, li")) if (!block.textContent.trim()) block.remove();
  for (const element of body.querySelectorAll("*"))
    for (const { name } of [...element.attributes]) if (name !== "href") element.removeAttribute(name);
  return body.innerHTML;
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  transformPastedHTML: (html) => cleanPaste(html),
});
