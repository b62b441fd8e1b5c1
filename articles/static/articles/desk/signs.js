// Which typographic sign each straight one of a text stands for: quotes, apostrophes, primes, dashes, ellipses.
// Works on one block of text and has no page. What is in doubt stays as it was typed.
import { hasCloser, isBefore, isClosedLater, isDash, isDigit, isLetter, isOpen } from "desk/signs-around";
import { isElided } from "desk/signs-elided";

// An address, a mail address, a path: what stands in one is copied, not read.
const COPIED = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S+|[^\s@<>()"“”‘]+@[^\s@]+\.[a-z]{2,}|\b[\w-]+(?:\.[\w-]+)+\/\S*/giu;
const TOKENS = /["'“”‘’]|\.+|-+/g;
function double({ text, at, before, next, open }) {
  const isInches = /\d['′]\d{1,2}$/.test(text.slice(0, at));
  if (isDigit(before) && (!open.double || isInches)) return "″";
  if (isDigit(before) && /^ \p{L}/u.test(text.slice(at + 1)) && isClosedLater(text, at + 1)) return "″";
  if (!isBefore(before)) return "”";
  const ends = open.double && (isDash(before) ? !isOpen(next) || /\s/.test(next) : /\s|[.,;:!?)]/.test(next));
  return ends && before !== "" ? "”" : "“";
}

function single({ text, at, before, next, open, language }) {
  if (next === "'" || before === "'") return null;
  const isFeet = /^(?:\d|x\d)/.test(text.slice(at + 1)) || (!open.single && !isLetter(next));
  if (isDigit(before)) return isFeet ? "′" : "’";
  if (!isBefore(before)) return "’";
  if (isDash(before) && open.single && !isOpen(next)) return "’";
  if (next === " ") return open.single ? "’" : null;
  const rest = text.slice(at + 1);
  if (/^\d\d(?:s|au)?(?![\d\p{L}])/u.test(rest)) return open.single || !hasCloser(text, at + 1) ? "’" : "‘";
  return isElided(rest, { language, isQuoted: open.single, isClosed: () => hasCloser(text, at + 1) }) ? "’" : "‘";
}

function dash({ text, at, length, before, next }) {
  const [outer, inner] = [text[at - 2] || "", text[at + length + 1] || ""];
  if (length < 3 && before === " " && next === " " && outer.trim())
    return length === 1 && isDigit(outer) && (isDigit(inner) || !inner) ? null : "–";
  return length === 2 && isLetter(before) && isLetter(next) ? "–" : null;
}

const dots = ({ length, before, next }) =>
  length === 3 && !/[/\\]/.test(before + next) && !(isDigit(before) && isDigit(next)) ? "…" : null;

/** What is open once the sign at this place has been read. */
function note(open, sign, { text, at, before, next }) {
  if (sign === "“") open.double = true;
  else if (sign === "”") open.double = false;
  else if (sign === "‘") open.single = true;
  else if (sign === "’" && !isBefore(before) && !isLetter(next))
    open.single &&= /s/i.test(before) && next === " " && hasCloser(text, at + 1);
}

/** The changes that make a block of text typographic: `[{at, length, sign}]`, in their order. */
export function signs(text, language = "en") {
  const copied = [...text.matchAll(COPIED)].map(({ index, 0: part }) => [index, index + part.length]);
  const open = { double: false, single: false };
  const found = [];
  for (const { index: at, 0: token } of text.matchAll(TOKENS)) {
    if (copied.some(([from, to]) => from <= at && at < to)) continue;
    const last = found.at(-1);
    const before = last && last.at + last.length === at ? last.sign : text[at - 1] || "";
    const place = { text, at, length: token.length, before, next: text[at + token.length] || "" };
    const read = { '"': double, "'": single, "-": dash, ".": dots }[token[0]];
    const sign = read ? read({ ...place, open, language }) : null;
    if (sign) found.push({ at, length: token.length, sign });
    note(open, sign || token, place);
  }
  return found;
}

/** The whole text with its signs. */
export function typographic(text, language) {
  let [out, done] = ["", 0];
  for (const { at, length, sign } of signs(text, language)) {
    out += text.slice(done, at) + sign;
    done = at + length;
  }
  return out + text.slice(done);
}
