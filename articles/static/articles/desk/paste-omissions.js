// What must not be published is left out of pasted words, and counted.
import { hasClass, stylesOf } from "desk/pasted-styles";

const MERGED = ["deletions", "hidden"]; // one passage, although a word processor cuts it into pieces

/** A comment of Google Docs is a paragraph that begins with a link to its sign in the text. */
function beginsWithWayBack(element) {
  const first = [...element.childNodes].find((node) => node.nodeType === 1 || node.data?.trim());
  if (first?.nodeType !== 1) return false;
  return first.localName === "a" ? /^#cmnt_ref/.test(first.getAttribute("href")) : beginsWithWayBack(first);
}

function comment(element, style, rules) {
  const tag = element.localName;
  const href = element.getAttribute("href") || "";
  if (hasClass(element, rules.comment_sign_classes) || style["mso-special-character"] === "comment")
    return "commentSigns";
  if (tag === "a" && /^#_?(msocom|cmnt)/.test(href) && !href.includes("ref")) return "commentSigns";
  const isSaid = style["mso-element"] === "comment" || element.getAttribute("role") === "comment";
  if (isSaid || rules.comments.includes(tag) || hasClass(element, rules.comment_classes)) return "comments";
  return /^(div|p)$/.test(tag) && beginsWithWayBack(element) ? "comments" : "";
}

const isHidden = (element, style) =>
  element.hasAttribute("hidden") ||
  style.display === "none" ||
  /^(hidden|collapse)$/.test(style.visibility) ||
  !/^(none|screen)$/.test(style["mso-hide"] || "none") ||
  ["font-size", "opacity", "max-height"].some((name) => /^0+(\.0*)?[a-z%]*$/.test(style[name] || "1")) ||
  /^rect\((0|1px)/.test((style.clip || "").replaceAll(" ", ""));

function picture(element, style) {
  if (/^(\p{So}|\p{Sk}|\u200d|\ufe0f)+$/u.test((element.getAttribute("alt") || "").trim())) return "emoji";
  const sizes = ["width", "height"].map((side) => element.getAttribute(side) || style[side] || "");
  return sizes.some((size) => /^[0-2](\.\d+)?(px)?$/.test(size)) ? "nothing" : "pictures";
}

function kindOf(element, rules) {
  const tag = element.localName;
  const style = stylesOf(element);
  if (rules.nothing.includes(tag)) return "nothing";
  if (rules.deletions.includes(tag) || hasClass(element, rules.deletion_classes)) return "deletions";
  if (element.getAttribute("role") === "deletion") return "deletions";
  if (rules.embeds.includes(tag)) return "embeds";
  return (
    comment(element, style, rules) ||
    (isHidden(element, style) && "hidden") ||
    (tag === "img" && picture(element, style))
  );
}

export function leaveOut(parent, count, rules) {
  let last = "";
  for (const child of [...parent.childNodes]) {
    if (child.nodeType === 3 && child.data.trim()) last = "";
    if (child.nodeType === 8) child.remove();
    if (child.nodeType !== 1) continue;
    const kind = kindOf(child, rules) || "";
    const says = !MERGED.includes(kind) || (kind !== last && (child.textContent.trim() || child.querySelector("img")));
    if (!kind) leaveOut(child, count, rules);
    else child.replaceWith(...(kind === "emoji" ? [child.getAttribute("alt").trim()] : []));
    if (kind && kind !== "nothing" && kind !== "emoji" && says) count[kind] = (count[kind] || 0) + 1;
    last = kind;
  }
}
