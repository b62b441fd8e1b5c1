// What our nodes share: small pieces of page, and the place where a new block goes.
import { crel, gettext } from "django-prose-editor/editor";

/** A part of a node that is shown but is no text of the story. */
export const fixed = (tag, className, children = []) => {
  const part = crel(tag, { className }, children);
  part.contentEditable = "false";
  return part;
};

export const missing = (what, id) => `${what} ${id} ${gettext("is missing")}`;

/** A thumbnail, or nothing. Its words are beside it, so it is silent to a screen reader. */
export const thumbnail = (address) => (address ? [crel("img", { src: address, alt: "" })] : []);

/** How deep in a block its first line is. */
const depthOf = ({ content: [first] = [] }) => 1 + (first && first.type !== "text" ? depthOf(first) : 0);

/** Put a block after the one that the cursor is in, with a line to go on writing on. */
export function insertBlock(editor, block) {
  const { doc, selection } = editor.state;
  const { $to, to } = selection;
  const here = $to.depth ? $to.node(1) : null;
  const isEmptyLine = here?.type.name === "paragraph" && here.content.size === 0;
  // Never at the selection itself: an object that is still selected would be replaced by the new one.
  const place = here ? (isEmptyLine ? $to.before(1) : $to.after(1)) : to;
  const isLine = block.type === "paragraph";
  const isLast = !isEmptyLine && !isLine && place >= doc.content.size;
  const blocks = isLast ? [block, { type: "paragraph" }] : [block];
  const chain = editor.chain().insertContentAt(place, blocks, { updateSelection: false });
  const inside = block.content || isLine || block.type === "pictureFigure";
  const after = place + editor.schema.nodeFromJSON(block).nodeSize;
  chain
    .setTextSelection(inside ? place + depthOf(block) : after + 1)
    .focus()
    .run();
}

/** Leave an object for the line below it, which is made if there is none to write on. */
export function lineBelow(editor) {
  const { doc, selection } = editor.state;
  const { $to } = selection;
  const after = $to.after(1);
  const next = doc.nodeAt(after);
  if (next?.type.name === "paragraph" && !next.content.size)
    return editor
      .chain()
      .setTextSelection(after + 1)
      .run();
  insertBlock(editor, { type: "paragraph" });
  return true;
}

/** A node view's update: draw the node anew while it is of the same kind. */
export const redraw = (node, show) => (next) => {
  const isSame = next.type === node.type && next.attrs.embed === node.attrs.embed;
  if (isSame) show(next);
  return isSame;
};
