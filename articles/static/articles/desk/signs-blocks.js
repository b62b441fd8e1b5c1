// The words of the editor's blocks as the rules of signs read them, and those of a paste with their signs.
import { pm } from "django-prose-editor/editor";
import { signs } from "desk/signs";

const { Fragment, Slice } = pm.model;
/** Code, and passages of languages whose signs nobody has written down. */
const isForeign = ({ marks }) =>
  marks.some(({ type, attrs }) => type.spec.code || (attrs.lang && !/^(en|cy)\b/.test(attrs.lang)));

/** A letter for each place of the block; what is no word of the story stands as a thing. */
export function textOf(block) {
  let text = "";
  block.forEach((node) => {
    text += node.isText && !isForeign(node) ? node.text : "\ufffc".repeat(node.nodeSize);
  });
  return text;
}

/** The block with its signs, read between what will stand before and behind it. */
function withSigns(block, [before, after], language) {
  const edit = new pm.transform.Transform(block);
  const found = signs(before + textOf(block) + after, language).map((change) => ({
    ...change,
    at: change.at - before.length,
  }));
  for (const { at, length, sign } of found.reverse())
    if (at >= 0 && at + length <= block.content.size)
      edit.replaceWith(at, at + length, block.type.schema.text(sign, block.nodeAt(at).marks));
  return edit.doc;
}

function inBlocks(fragment, [before, after], language) {
  const blocks = fragment.content.map((node, at) => {
    const sides = [at ? "" : before, at === fragment.childCount - 1 ? after : ""];
    if (node.type.spec.code) return node;
    if (node.inlineContent) return withSigns(node, sides, language);
    return node.isLeaf ? node : node.copy(inBlocks(node.content, sides, language));
  });
  return Fragment.fromArray(blocks);
}

function inFragment(fragment, sides, language) {
  const isInline = fragment.firstChild?.isInline;
  if (!isInline) return inBlocks(fragment, sides, language);
  const line = fragment.firstChild.type.schema.nodes.paragraph.create(null, fragment);
  return withSigns(line, sides, language).content;
}

/** The part of a plugin that makes the signs of a paste typographic; words that come from such an editor have theirs. */
export function inPasted(isOn, language) {
  let isOurs = false;
  return {
    transformPastedHTML(html) {
      isOurs = html.includes("data-pm-slice");
      return html;
    },
    transformPastedText(text) {
      isOurs = false;
      return text;
    },
    transformPasted(slice, { dragging, state }) {
      if (!isOn() || dragging || isOurs) return slice;
      const { $from, $to } = state.selection;
      const before =
        $from.parent.inlineContent && slice.openStart ? textOf($from.parent).slice(0, $from.parentOffset) : "";
      const after = $to.parent.inlineContent && slice.openEnd ? textOf($to.parent).slice($to.parentOffset) : "";
      return new Slice(inFragment(slice.content, [before, after], language()), slice.openStart, slice.openEnd);
    },
  };
}
