// Where the blocks of a story stand in its document and on the screen, and one of them moved to another place.
import { pm } from "django-prose-editor/editor";

/** Where the block begins that holds the cursor. */
export const blockOf = ({ selection: { $from } }) => ($from.depth ? $from.before(1) : $from.pos);

/** Where the block begins that shows this element; nothing for what is no block of the story. */
export function blockAt(view, element) {
  let shown = element;
  while (shown && shown.parentElement !== view.dom) shown = shown.parentElement;
  if (!shown || shown.classList.contains("ProseMirror-widget")) return null;
  const $at = view.state.doc.resolve(view.posAtDOM(shown, 0, -1));
  return $at.depth ? $at.before(1) : $at.pos;
}

/** The border of blocks that is nearest to that height on the screen. */
export function borderNear(view, top) {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  const look = (place, height) => {
    if (Math.abs(height - top) >= least) return;
    [best, least] = [place, Math.abs(height - top)];
  };
  view.state.doc.forEach((node, place) => {
    const box = view.nodeDOM(place).getBoundingClientRect();
    look(place, box.top);
    look(place + node.nodeSize, box.bottom);
  });
  return best;
}

/** Where the line is drawn that shows this border, from the top of the words. */
export function heightOf(view, border) {
  const { nodeBefore, nodeAfter } = view.state.doc.resolve(border);
  const before = nodeBefore && view.nodeDOM(border - nodeBefore.nodeSize);
  const after = nodeAfter && view.nodeDOM(border);
  const [end, begin] = [before && before.offsetTop + before.offsetHeight, after?.offsetTop];
  return ((end ?? begin) + (begin ?? end)) / 2;
}

/** The border to which the block goes that moves one place up (-1) or down; nothing at either end. */
export function stepFrom(doc, from, side) {
  const { nodeBefore, nodeAfter } = doc.resolve(from);
  if (side < 0) return nodeBefore ? from - nodeBefore.nodeSize : null;
  const end = from + nodeAfter.nodeSize;
  const next = doc.nodeAt(end);
  return next ? end + next.nodeSize : null;
}

/** Put the block that begins there at another border, in one step to undo. Where it begins now comes back. */
export function moveTo(editor, from, to) {
  const { doc, tr } = editor.state;
  const node = doc.nodeAt(from);
  const end = from + node.nodeSize;
  if (to >= from && to <= end) return from;
  tr.delete(from, end);
  const place = tr.mapping.map(to);
  editor.view.dispatch(pm.history.closeHistory(tr.insert(place, node)));
  return place;
}
