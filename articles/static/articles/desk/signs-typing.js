// What becomes of straight signs while one types: at the sign itself, and again when what follows tells more of it.
import { signs } from "desk/signs";

/**
 * The changes after a key, as `[{at, length, sign, straight}]` from the last to the first, so that each holds where
 * it says. `text` is the block as it stands, `from` and `to` what was typed just now, `made` which of its signs were
 * made of straight ones here: `[{at, sign, straight}]`. A sign that was put back straight is in no list, and stays.
 */
export function changesAfter({ text, from, to, made, language }) {
  const dots = made.find(({ at, sign }) => sign === "…" && at === from - 1);
  if (dots) {
    const as = `${text.slice(0, dots.at)}...${text.slice(from, to)}`;
    if (!signs(as, language).some(({ at }) => at === dots.at))
      return [{ at: dots.at, length: 1, sign: "...", straight: "" }];
  }
  const quotes = made.filter(({ straight }) => straight === '"' || straight === "'");
  const letters = [...Array(text.length).keys()].map((at) => text[at]);
  for (const { at, straight } of quotes) letters[at] = straight;
  const found = signs(letters.join(""), language);
  const again = quotes.map(({ at, sign, straight }) => {
    const now = found.find((change) => change.at === at)?.sign ?? straight;
    return { at, length: 1, sign: now, straight: now === straight ? "" : straight, isSame: now === sign };
  });
  // A dash is one by what follows it: a blank or a letter, and after a figure the letter behind the blank.
  const reach = ({ at, sign }) => (sign !== "–" ? 0 : /\d/.test(text[at - 2]) ? 2 : 1);
  const fresh = found
    .filter((change) => change.at + change.length > from - reach(change) && change.at < to)
    .filter(({ at }) => !quotes.some((quote) => quote.at === at))
    .map((change) => ({ ...change, straight: text.slice(change.at, change.at + change.length) }));
  return [...again.filter(({ isSame }) => !isSame), ...fresh].sort((one, other) => other.at - one.at);
}

/** A text as it would stand after it was typed, key by key. */
export function typed(words, language) {
  let [text, made] = ["", []];
  for (const key of words) {
    const from = text.length;
    text += key;
    for (const { at, length, sign, straight } of changesAfter({ text, from, to: text.length, made, language })) {
      text = text.slice(0, at) + sign + text.slice(at + length);
      const moved = made.filter((each) => each.at !== at);
      made = moved.map((each) => (each.at > at ? { ...each, at: each.at + sign.length - length } : each));
      if (straight) made.push({ at, sign, straight });
    }
  }
  return text;
}
