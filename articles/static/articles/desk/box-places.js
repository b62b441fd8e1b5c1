// Where the cursor stands in a box, and the entries of it.
import { pm } from "django-prose-editor/editor";

const { Selection } = pm.state;

export const isBlank = (node) => !node.textContent;

/** The innermost node of that name around the cursor: it, its depth, and which of its children the cursor is in. */
export function around(editor, name) {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth--)
    if ($from.node(depth).type.name === name) return { node: $from.node(depth), depth, index: $from.index(depth) };
  return null;
}

/** Put the cursor into the nearest text on that side of a place. */
export function goTo(editor, place, side) {
  const found = Selection.findFrom(editor.state.doc.resolve(place), side, true);
  if (!found) return false;
  const { from, to } = found;
  return editor
    .chain()
    .setTextSelection(side < 0 ? to : from)
    .scrollIntoView()
    .run();
}

/** An entry to write in. */
const newEntry = (name) => [{ type: `${name}Line` }, { type: `${name}Text`, content: [{ type: "paragraph" }] }];

/** Put a new entry there, with the cursor in its line. */
export const addEntry = (editor, name, place) =>
  editor
    .chain()
    .insertContentAt(place, newEntry(name), { updateSelection: false })
    .setTextSelection(place + 1)
    .focus()
    .scrollIntoView()
    .run();

/** Take out the entry around the cursor if it is blank and not the only one: where it stood, or null. */
export function dropBlankEntry(editor, name, { onlyLast = false } = {}) {
  const entries = around(editor, `${name}Entries`);
  if (!entries || !editor.storage[name].isOpen || entries.node.childCount < 4) return null;
  const index = entries.index - (entries.index % 2);
  const [line, text] = [entries.node.child(index), entries.node.child(index + 1)];
  if (!isBlank(line) || !isBlank(text) || (onlyLast && index + 2 < entries.node.childCount)) return null;
  const from = editor.state.selection.$from.posAtIndex(index, entries.depth);
  editor.commands.deleteRange({ from, to: from + line.nodeSize + text.nodeSize });
  return from;
}
