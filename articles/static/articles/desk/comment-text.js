// The words of a document with a break between its blocks, and passages of them: read alike by the server.
const [AROUND, SURE, LONG] = [40, 24, 20];
const known = new WeakMap();

function read(doc) {
  let text = "";
  const places = [];
  doc.descendants((node, start) => {
    if (!node.isTextblock) return true;
    const at = [];
    let line = "";
    node.descendants((each, offset) => {
      const said = each.isText ? each.text : each.type.name === "hardBreak" ? " " : "";
      for (let unit = 0; unit < said.length; unit += 1) at.push(start + 1 + offset + unit);
      line += said.replaceAll("\n", " ");
    });
    if (!line.trim()) return false;
    if (text) places.push(places.at(-1) + 1);
    text += text ? `\n${line}` : line;
    places.push(...at);
    return false;
  });
  return { text, places };
}

/** The words, and where each of their signs stands in the document. */
export function textOf(doc) {
  if (!known.has(doc)) known.set(doc, read(doc));
  return known.get(doc);
}

/** A passage as the server takes it: where it begins, its words, and those before and behind it. */
export function anchorOf(doc, { from, to }) {
  const { text, places } = textOf(doc);
  let start = places.findIndex((place) => place >= from);
  let end = places.findLastIndex((place) => place < to) + 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  while (start >= 0 && start < end && /\s/.test(text[start])) start += 1;
  if (start < 0 || end <= start) return null;
  return [start, text.slice(start, end), text.slice(Math.max(0, start - AROUND), start), text.slice(end, end + AROUND)];
}

const alike = (one, other, step) => {
  let count = 0;
  while (count < one.length && count < other.length && one.at(step(count)) === other.at(step(count))) count += 1;
  return count;
};

function likeness(text, place, [, exact, prefix, suffix]) {
  const end = place + exact.length;
  const before = text.slice(Math.max(0, place - AROUND), place);
  return alike(before, prefix, (n) => -1 - n) + alike(text.slice(end, end + AROUND), suffix, (n) => n);
}

function placesOf(text, exact) {
  const found = [];
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) found.push(at);
  return found;
}

function startIn(text, anchor, isNew) {
  const [start, exact, prefix, suffix] = anchor;
  if (text.startsWith(prefix + exact + suffix, start - prefix.length)) return start;
  const found = placesOf(text, exact).map((place) => [likeness(text, place, anchor), place]);
  if (found.length === 1 && exact.length >= LONG) return found[0][1];
  const [best, next] = found.sort(([one], [other]) => other - one);
  if (best?.[0] >= SURE && best[0] > (next?.[0] ?? 0)) return best[1];
  const put = found.filter(([, place]) => isNew(place, place + exact.length - 1));
  return put.length === 1 && exact.length >= LONG / 2 ? put[0][1] : -1;
}

/** Where the passage stands, or nothing. `isNew` says of two places whether all between them was just put in. */
export function placeIn(doc, anchor, isNew = () => false) {
  const { text, places } = textOf(doc);
  const start = startIn(text, anchor, (first, last) => isNew(places[first], places[last]));
  return start < 0 ? null : { from: places[start], to: places[start + anchor[1].length - 1] + 1 };
}
