// The text of pasted words: hard spaces, signs that nobody sees, and ends of lines in words that are laid out.
import { stylesOf } from "desk/pasted-styles";

const UNSEEN = /[^\P{Cc}\t\n\r]|[\u00ad\u200b\u2060\ufeff]/gu;

/** A hard space stays after a number ("5 million"); anywhere else it is a word processor's habit. */
const softSpaces = (words) => words.replace(/(?<!\d)\u00a0|\u00a0(?![\p{L}\d%£€])/gu, " ");

export function textsOf(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

export function tidyTexts(body) {
  for (const text of textsOf(body)) {
    text.data = softSpaces(text.data.replace(UNSEEN, ""));
    if (text.nextSibling?.localName === "br") text.data = text.data.trimEnd();
  }
}

/** In words that are laid out with line ends, these are ends of lines. */
export function laidOut(body) {
  for (const text of textsOf(body).filter(({ data }) => data.includes("\n"))) {
    let holder = text.parentElement;
    while (holder !== body && holder.localName !== "pre" && !stylesOf(holder)["white-space"])
      holder = holder.parentElement;
    if (holder.localName !== "pre" && !stylesOf(holder)["white-space"]?.startsWith("pre")) continue;
    text.replaceWith(
      ...text.data
        .split(/\r?\n/)
        .flatMap((words, place) => (place ? [holder.ownerDocument.createElement("br"), words] : [words])),
    );
  }
}
