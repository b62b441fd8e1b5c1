// What is suggested, shown where it changes the words: beside the document, so that no word ever holds a mark.
import { Plugin, pm } from "django-prose-editor/editor";
import { textOf } from "desk/comment-text";
import { drawn } from "desk/suggestion-drawn";

const { Decoration, DecorationSet } = pm.view;
const KEY = new pm.state.PluginKey("suggestions");
const SURE = 12; // letters that stand once

/** With all that stood around it, or with what stood on one side, if that is there once. */
function startIn(text, [start, exact, prefix, suffix]) {
  if (text.startsWith(prefix + exact + suffix, start - prefix.length)) return start;
  for (const [before, behind] of [
    [prefix, suffix],
    [prefix, ""],
    ["", suffix],
  ]) {
    const words = before + exact + behind;
    const found = words.length < SURE ? -1 : text.indexOf(words);
    if (found >= 0 && text.indexOf(words, found + 1) < 0) return found + before.length;
  }
  return -1;
}

/** What it replaces; a mere point where it only puts something in. */
function placeIn(doc, anchor) {
  const { text, places } = textOf(doc);
  const start = startIn(text, anchor);
  if (start < 0 || !text) return null;
  if (anchor[1]) return { from: places[start], to: places[start + anchor[1].length - 1] + 1 };
  const point = start && text[start - 1] !== "\n" ? places[start - 1] + 1 : places[start];
  return { from: point, to: point };
}

function decorate(doc, pieces) {
  const options = { stopEvent: () => true, ignoreSelection: true };
  const shown = [];
  for (const piece of pieces) {
    const { from, to } = placeIn(doc, piece.at) ?? {};
    if (from === undefined) continue;
    const look = piece.dress ? { class: "suggested-dress" } : { nodeName: "del", class: "suggested-gone" };
    if (from < to) shown.push(Decoration.inline(from, to, look));
    shown.push(Decoration.widget(to, () => drawn(piece), { ...options, key: piece.id, side: 1 }));
  }
  return DecorationSet.create(doc, shown);
}

const plugin = new Plugin({
  key: KEY,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, shown) {
      const pieces = tr.getMeta(KEY);
      return pieces ? decorate(tr.doc, pieces) : shown.map(tr.mapping, tr.doc);
    },
  },
  props: {
    decorations: (state) => KEY.getState(state),
  },
});

/** Shows these in the words, in place of those before. How many have a place there. */
export function showPieces(editor, pieces) {
  if (!KEY.get(editor.state)) editor.registerPlugin(plugin);
  editor.view.dispatch(editor.state.tr.setMeta(KEY, pieces).setMeta("addToHistory", false));
  return KEY.getState(editor.state).find(undefined, undefined, (spec) => spec.key).length;
}
