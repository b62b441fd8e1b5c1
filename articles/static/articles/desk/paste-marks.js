// Bold, struck, raised: marks as elements, however a program wrote them; and words for what only a mark said.
import { hasClass, stylesOf } from "desk/pasted-styles";

const QUOTES = ["“”", "‘’"];
// Where bold is how the thing looks, not what a writer meant.
const PLAIN = /^(h[1-6]|table|tbody|thead|tr|ul|ol|body)$/;

export const rename = (element, tag) => {
  const other = element.ownerDocument.createElement(tag);
  for (const { name, value } of element.attributes) if (!name.includes(":")) other.setAttribute(name, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
};

function wrap(element, tag) {
  const inside = element.ownerDocument.createElement(tag);
  inside.append(...element.childNodes);
  element.append(inside);
}

function raised(element, style, rules) {
  if (/^su[bp]$/.test(element.localName) || rules.blocks.includes(element.localName)) return "";
  if (hasClass(element, rules.raisedClasses)) return element.querySelector("sup") ? "" : "sup";
  const by = style["mso-text-raise"] || "0";
  if (style["vertical-align"] === "super" || /^[1-9.]/.test(by)) return "sup";
  return style["vertical-align"] === "sub" || by.startsWith("-") ? "sub" : "";
}

function marksOf(element, style, rules) {
  const mark = rules.marks[element.localName];
  const { font = "", "font-weight": weight = "", "font-style": slant = "" } = style;
  const isPlain = PLAIN.test(element.localName);
  const isBold = /^(bold(er)?|[6-9]00|1000)$/.test(weight) || /\bbold\b/.test(font);
  const isStruck = Object.entries(style).some(
    ([name, value]) => name.startsWith("text-decoration") && value.includes("line-through"),
  );
  return [
    mark !== "strong" && !isPlain && element.localName !== "th" && isBold && "strong",
    mark !== "em" && !isPlain && (/^(italic|oblique)/.test(slant) || /\bitalic\b/.test(font)) && "em",
    isStruck && "s",
    raised(element, style, rules),
  ].filter(Boolean);
}

/** Google Docs wraps all in a bold element whose style says that it is not bold. */
function isUndone(element, style, rules) {
  const mark = rules.marks[element.localName];
  if (mark === "strong") return /^(normal|lighter|[1-5]00)$/.test(style["font-weight"]);
  return mark === "em" && style["font-style"] === "normal";
}

function formula(element) {
  const [base, other] = element.children;
  if (element.childElementCount === 2 && element.localName === "x-mfrac") base.after("/");
  else if (element.childElementCount === 2) rename(other, element.localName.slice(3));
}

export function markUp(parent, rules, quotes = 0) {
  for (const element of [...parent.children]) {
    const tag = element.localName;
    markUp(element, rules, quotes + (tag === "q"));
    if (tag === "q") element.replaceWith(QUOTES[quotes % 2][0], ...element.childNodes, QUOTES[quotes % 2][1]);
    else if (/^x-m/.test(tag)) formula(element);
    else if (tag === "rt")
      element.replaceWith(...(element.textContent.trim() ? ["(", ...element.childNodes, ")"] : []));
    else {
      const style = stylesOf(element);
      for (const mark of marksOf(element, style, rules)) wrap(element, mark);
      if (isUndone(element, style, rules)) element.replaceWith(...element.childNodes);
      else if (rules.marks[tag]) rename(element, rules.marks[tag]);
    }
  }
}
