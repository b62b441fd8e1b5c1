// Reads what was typed just now, and remembers which signs were made here: they are read again as the words go on.
import { Plugin, pm } from "django-prose-editor/editor";
import { inPasted, textOf } from "desk/signs-blocks";
import { isOn, language } from "desk/signs-choice";
import { changesAfter } from "desk/signs-typing";

const { closeHistory } = pm.history;
const key = new pm.state.PluginKey("signs");

/** Put these signs in, as an edit of its own. `last` is what a Backspace takes back. */
function put(view, changes) {
  const { doc, schema, tr } = view.state;
  const done = changes.map(({ pos, length, sign, straight }) => {
    tr.replaceWith(pos, pos + length, schema.text(sign, doc.nodeAt(pos).marks));
    return { pos, sign, straight, after: tr.steps.length };
  });
  const made = done
    .filter(({ straight }) => straight)
    .map(({ after, pos, ...sign }) => ({ ...sign, pos: tr.mapping.slice(after).map(pos) }));
  view.dispatch(closeHistory(tr).setMeta(key, made));
}

/** What the signs of this block stand for now that something was typed in it. */
function read(view, from, to) {
  const $to = view.state.doc.resolve(to);
  if ($to.parent.type.spec.code || !$to.parent.inlineContent) return;
  const start = $to.start();
  const text = textOf($to.parent);
  const made = key
    .getState(view.state)
    .made.map((sign) => ({ ...sign, at: sign.pos - start }))
    .filter(({ at, sign }) => text[at] === sign);
  const changes = changesAfter({ text, from: from - start, to: to - start, made, language: language() });
  const placed = changes.map((change) => ({ ...change, pos: start + change.at }));
  if (placed.length) put(view, placed);
}

function giveBack(view, event) {
  const { last } = key.getState(view.state);
  if (event.key !== "Backspace" || event.ctrlKey || event.altKey || event.metaKey || !last.length) return false;
  event.preventDefault();
  const before = last.map(({ pos, sign, straight }) => ({ pos, length: sign.length, sign: straight, straight: "" }));
  put(view, before);
  return true;
}

/** Which signs were made here, wherever they have moved, and those that the last edit made. */
function remember(tr, { made, last }) {
  const added = tr.getMeta(key);
  const moved = made.map((sign) => ({ ...sign, ...tr.mapping.mapResult(sign.pos) })).filter(({ deleted }) => !deleted);
  if (added) return { made: [...moved, ...added], last: added };
  return { made: moved, last: tr.docChanged || tr.selectionSet ? [] : last };
}

export const signsPlugin = () =>
  new Plugin({
    key,
    state: { init: () => ({ made: [], last: [] }), apply: remember },
    props: {
      handleTextInput(view, from, to, text, usual) {
        if (!isOn() || view.composing) return false;
        view.dispatch(usual ? usual() : view.state.tr.insertText(text, from, to).scrollIntoView());
        read(view, from, from + text.length);
        return true;
      },
      handleDOMEvents: {
        keydown: giveBack,
        // Keyboards that put a sign together, as for ŵ, say when it is whole.
        compositionend: (view) => {
          setTimeout(() => {
            const { $cursor } = view.state.selection;
            if (isOn() && $cursor?.parentOffset) read(view, $cursor.pos - 1, $cursor.pos);
          });
          return false;
        },
      },
      ...inPasted(() => isOn(), language),
    },
  });
