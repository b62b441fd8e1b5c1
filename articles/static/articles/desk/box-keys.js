// The keys in a box: Enter goes on, and from an empty last line out of it; Backspace takes out what is blank.
import { addEntry, around, dropBlankEntry, goTo, isBlank } from "desk/box-places";
import { lineBelow } from "desk/card";

const parentOf = (editor) => editor.state.selection.$from.parent;

function leaveAfter(editor, place) {
  goTo(editor, place, -1);
  return lineBelow(editor);
}

/** From a line to what stands under it; from the line of a blank last entry out of the box. */
function fromLine(editor, name) {
  const parent = parentOf(editor);
  if (![`${name}Title`, `${name}Line`].includes(parent.type.name)) return false;
  if (parent.type.name === `${name}Line` && isBlank(parent)) {
    const place = dropBlankEntry(editor, name, { onlyLast: true });
    if (place !== null) return leaveAfter(editor, place);
  }
  return goTo(editor, editor.state.selection.$from.after(), 1);
}

/** From an empty paragraph at the end: to a new entry, or out of a box that holds no more of them. */
function fromLastLine(editor, name) {
  const { $from, empty } = editor.state.selection;
  const entry = around(editor, `${name}Text`);
  const holder = entry || around(editor, name);
  if (!empty || !holder || $from.parent.type.name !== "paragraph" || $from.parent.content.size) return false;
  if ($from.depth !== holder.depth + 1 || holder.index + 1 < holder.node.childCount) return false;
  const place = entry && dropBlankEntry(editor, name, { onlyLast: true });
  if (place) return leaveAfter(editor, place);
  const isAlone = holder.node.childCount === (entry ? 1 : 2);
  if (!isAlone) {
    editor.commands.deleteRange({ from: $from.before(), to: $from.after() });
    goTo(editor, $from.before(), -1);
  }
  return entry ? nextEntry(editor, name) : lineBelow(editor);
}

/** On to a new entry; where their number is fixed to the next one, or out after the last. */
function nextEntry(editor, name) {
  const after = editor.state.selection.$from.after(around(editor, `${name}Text`).depth);
  if (editor.storage[name].isOpen) return addEntry(editor, name, after);
  return editor.state.doc.resolve(after).nodeAfter ? goTo(editor, after, 1) : lineBelow(editor);
}

/** At the beginning of a part: a blank box or entry goes; else the cursor goes to what stands before. */
function back(editor, name) {
  const { $from, empty } = editor.state.selection;
  const box = around(editor, name);
  if (!empty || !box || $from.parentOffset) return false;
  if (isBlank(box.node)) return editor.commands.deleteNode(name);
  const isLine = $from.parent.type.name === `${name}Line`;
  const place = isLine ? dropBlankEntry(editor, name) : null;
  if (place !== null) return goTo(editor, place, -1);
  const holder = around(editor, `${name}Text`) || box;
  const first = holder.depth === box.depth ? 1 : 0;
  const isFirst = $from.depth === holder.depth + 1 && holder.index === first && $from.parent.type.name === "paragraph";
  return isLine || isFirst ? goTo(editor, $from.before(), -1) : false;
}

export const boxKeys = (editor, name) => ({
  Enter: () => fromLine(editor, name) || fromLastLine(editor, name),
  Backspace: () => back(editor, name),
  Escape: () => around(editor, name) !== null && lineBelow(editor),
});
