// What the styles of pasted words say: those of an element, and those that its style sheet gives it by class.
const SELECTOR = /^([a-z][a-z0-9]*)?(?:\.([\w-]+))?$/i;
// Formulas as elements of HTML.
const FORMULAS = [
  [/<\/?(?:math|semantics)\b[^>]*>/gi, ""],
  [/<(\/?)(?:mrow|mn|mi|mo|mtext|mstyle)\b/gi, "<$1span"],
  [/<(\/?)(msup|msub|mfrac)\b/gi, "<$1x-$2"],
];

/** An element's styles as names and values, in small letters. */
export function stylesOf(element) {
  const written = `${element.dataset?.sheet || ""};${element.getAttribute("style") || ""}`.toLowerCase();
  const pairs = written.split(";").map((part) => {
    const colon = part.indexOf(":");
    return [
      part.slice(0, colon).trim(),
      part
        .slice(colon + 1)
        .replace("!important", "")
        .trim(),
    ];
  });
  return Object.fromEntries(pairs.filter(([name]) => name));
}

export const classesOf = (element) => (element.getAttribute("class") || "").toLowerCase().split(/\s+/);

export const hasClass = (element, names) => classesOf(element).some((name) => names.includes(name));

function rulesOf(css) {
  const rules = new Map();
  for (const rule of css.replace(/\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/g, "").split("}")) {
    const parts = rule.split("{");
    const body = parts.pop();
    for (const selector of (parts.pop() || "").split(",")) {
      const found = SELECTOR.exec(selector.trim());
      const key = found && `${found[1] || ""}.${found[2] || ""}`.toLowerCase();
      if (found) rules.set(key, [...(rules.get(key) || []), body]);
    }
  }
  return rules;
}

function applySheet(css, body) {
  const rules = rulesOf(css);
  if (!rules.size) return;
  for (const element of body.querySelectorAll("*")) {
    const tag = element.localName;
    const keys = [`${tag}.`, ...classesOf(element).flatMap((name) => (name ? [`.${name}`, `${tag}.${name}`] : []))];
    const found = keys.flatMap((key) => rules.get(key) || []);
    if (found.length) element.dataset.sheet = found.join(";");
  }
}

/** The body of pasted HTML. Its style sheet is read beforehand, or the policy would count an attempt. */
export function parsePasted(html) {
  const css = [...html.matchAll(/<style\b[^>]*>([\s\S]*?)(?:<\/style|$)/gi)].map(([, words]) => words).join(" ");
  let plain = html.replace(/<style\b[\s\S]*?(?:<\/style\s*>|$)/gi, "");
  for (const [pattern, words] of FORMULAS) plain = plain.replace(pattern, words);
  if (/^\s*(<(meta|!--)[^>]*>\s*)*<(t[rdh]|tbody|thead)\b/i.test(plain)) plain = `<table>${plain}</table>`;
  const { body } = new DOMParser().parseFromString(plain, "text/html");
  applySheet(css, body);
  return body;
}
