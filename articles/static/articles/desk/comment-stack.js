// Cards in the margin of a story, each as near to the height of its words as the others let it.
const GAP = 10; // pixels

/**
 * Where each of these begins: none covers another. The one at the cursor begins at its words, if those before it can
 * give it room; the others are moved down.
 */
function stacked(cards) {
  const tops = [];
  let end = 0;
  for (const { wanted, height } of cards) {
    tops.push(Math.max(wanted, end));
    end = tops.at(-1) + height + GAP;
  }
  const now = cards.findIndex(({ isNow }) => isNow);
  if (now < 0) return tops;
  const before = cards.slice(0, now).reduce((sum, { height }) => sum + height + GAP, 0);
  tops[now] = Math.max(cards[now].wanted, before);
  for (let at = now - 1; at >= 0; at -= 1) tops[at] = Math.min(tops[at], tops[at + 1] - cards[at].height - GAP);
  for (let at = now + 1; at < tops.length; at += 1)
    tops[at] = Math.max(cards[at].wanted, tops[at - 1] + cards[at - 1].height + GAP);
  return tops;
}

/** Each card is a `part` of the page, the place `from` which its words stand, and whether the cursor `isNow` there. */
export function stack(margin, view, cards) {
  const { top } = margin.getBoundingClientRect();
  const wanted = cards.map(({ part, from, isNow }) => ({
    wanted: view.coordsAtPos(from).top - top,
    height: part.offsetHeight,
    isNow,
  }));
  const tops = stacked(wanted);
  for (const [at, { part }] of cards.entries()) part.style.top = `${tops[at]}px`;
  margin.style.minHeight = `${(tops.at(-1) ?? 0) + (wanted.at(-1)?.height ?? 0)}px`;
}
