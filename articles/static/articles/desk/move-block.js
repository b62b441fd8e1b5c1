// A block of the story one place up or down, in one step that can be undone. The cursor goes with it.

/** Its neighbour changes sides, so that whatever is selected in the block stays so. */
export function moveBlock(editor, side) {
  const { doc, selection, tr } = editor.state;
  const { $from, $to } = selection;
  const start = $from.depth ? $from.before(1) : selection.from;
  const end = $to.depth ? $to.after(1) : selection.to;
  const neighbour = side < 0 ? doc.resolve(start).nodeBefore : doc.resolve(end).nodeAfter;
  if (!neighbour) return true; // at the edge there is nowhere to go, and no word is to be jumped over instead
  const { nodeSize } = neighbour;
  if (side < 0) tr.delete(start - nodeSize, start).insert(end - nodeSize, neighbour);
  else tr.delete(end, end + nodeSize).insert(start, neighbour);
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}
