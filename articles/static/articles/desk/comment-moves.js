// What a change of the document does to a passage that a comment is about.
import { anchorOf, placeIn } from "desk/comment-text";

/** How much of it this change has put in at one place, at most. */
function sizeOf({ mapping }) {
  let size = 0;
  for (const map of mapping.maps)
    map.forEach((_from, _to, start, end) => {
      size = Math.max(size, end - start);
    });
  return size;
}

/** A passage that is gone keeps its words: they may come back, by undo or by being put in elsewhere. */
function sought({ anchor }, tr) {
  if (sizeOf(tr) < anchor[1].length) return { anchor };
  const start = tr.before.content.findDiffStart(tr.doc.content);
  const end = tr.before.content.findDiffEnd(tr.doc.content);
  const isNew = (first, last) => start !== null && first >= start && last < end.b;
  return { anchor, ...placeIn(tr.doc, anchor, isNew) };
}

/** A key moves two numbers. The words are read when a passage goes, and when somebody asks what it says. */
export function moved(passage, tr) {
  if (!passage.to) return sought(passage, tr);
  const [from, to] = [tr.mapping.map(passage.from, 1), tr.mapping.map(passage.to, -1)];
  if (from < to) return { ...passage, from, to };
  return { anchor: anchorOf(tr.before, passage) ?? passage.anchor };
}
