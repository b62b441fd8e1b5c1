// Where the passages of comments stand while one writes: beside the document, so that no word ever holds a mark.
import { Plugin, pm } from "django-prose-editor/editor";
import { moved } from "desk/comment-moves";
import { anchorOf, placeIn } from "desk/comment-text";

const { Decoration, DecorationSet } = pm.view;
const KEY = new pm.state.PluginKey("comments");
const NONE = { passages: {}, now: "" };

const each = (passages, change) => Object.fromEntries(Object.entries(passages).map(([id, one]) => [id, change(one)]));

const plugin = new Plugin({
  key: KEY,
  state: {
    init: () => NONE,
    apply(tr, state) {
      const passages = tr.docChanged ? each(state.passages, (passage) => moved(passage, tr)) : state.passages;
      return { ...state, passages, ...tr.getMeta(KEY) };
    },
  },
  props: {
    decorations(state) {
      const { passages, now } = this.getState(state);
      const shown = Object.entries(passages)
        .filter(([, { to }]) => to)
        .map(([id, { from, to }]) =>
          Decoration.inline(from, to, {
            nodeName: "mark",
            class: id === now ? "comment-mark comment-mark--now" : "comment-mark",
            "data-comment": id,
          }),
        );
      return DecorationSet.create(state.doc, shown);
    },
  },
});

const tell = (editor, state) =>
  editor.view.dispatch(editor.state.tr.setMeta(KEY, state).setMeta("addToHistory", false));
export const stateOf = (editor) => KEY.getState(editor.state) ?? NONE;

/** Passages as the server has them. One that is followed already stays where it is. */
export function takePlaces(editor, places) {
  if (!KEY.get(editor.state)) editor.registerPlugin(plugin);
  const { passages } = stateOf(editor);
  const taken = Object.entries(places).map(([id, anchor]) => [
    id,
    passages[id] ?? { anchor, ...placeIn(editor.state.doc, anchor) },
  ]);
  tell(editor, { passages: Object.fromEntries(taken) });
}

export const setNow = (editor, now) => stateOf(editor).now === now || tell(editor, { now });

/** For the server: what stands where by now. What is gone is not said. */
export function sent(editor) {
  const { doc } = editor.state;
  const told = Object.entries(stateOf(editor).passages).map(([id, each]) => [id, each.to && anchorOf(doc, each)]);
  return JSON.stringify(Object.fromEntries(told.filter(([, anchor]) => anchor)));
}
