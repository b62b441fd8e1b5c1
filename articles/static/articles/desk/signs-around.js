// What stands around a straight sign, and what comes later in its block.
export const isLetter = (sign) => /\p{L}|\p{M}/u.test(sign);
export const isDigit = (sign) => /\d/.test(sign);
export const isBefore = (sign) => /^$|[\s([{<‒–—―/=+“‘«\ufffc-]/u.test(sign); // after this a quote begins
export const isDash = (sign) => /[‒–—―-]/.test(sign);
export const isOpen = (sign) => /[\p{L}\p{N}“‘«"'([£$€…¡¿#@]/u.test(sign); // before this a quote may begin

/** Whether a quote that was opened before `at` is closed behind it, by a sign that is no apostrophe. */
export function hasCloser(text, at) {
  for (const { index } of text.slice(at).matchAll(/['’]/g)) {
    const [before, next] = [text[at + index - 1] || "", text[at + index + 1] || ""];
    if (isBefore(before) || isLetter(next) || isDigit(next)) continue;
    const isPlural = /s/i.test(before) && next === " "; // “the dogs’ home” may go on
    if (!isPlural && !/(^|[\s-])['’‘]n$/i.test(text.slice(0, at + index))) return true;
  }
  return false;
}

/** Whether the next double quote behind `at` ends something: then what stands at `at` did not. */
export function isClosedLater(text, at) {
  const next = text.slice(at).search(/["”“]/);
  if (next < 0 || text[at + next] === "“") return false;
  return text[at + next] === "”" || !isBefore(text[at + next - 1] || "");
}
