// On a wide screen each open thread stands in the margin at the height of its words; else all are a list at the side.
import { cardsOf } from "desk/comment-cards";
import { stack } from "desk/comment-stack";
import { markNow, threadAt } from "desk/comment-ways";
import { whenQuiet } from "desk/quiet";

const PAUSE = 150; // milliseconds
const wide = matchMedia("(min-width: 1280px)");
const margin = document.querySelector("[data-margin]");
const list = document.querySelector("[data-comment-list]");
let [editor, cursor, quiet, watch] = [null, null, null, null];

/** Whether there is room for a margin, and the words are seen with it. */
export const isBeside = () => wide.matches && !document.documentElement.classList.contains("is-alone");

/** In the order of the words, for eyes, keys and screen readers alike. Nothing is moved away from under the cursor. */
function putBeside(cards) {
  const wanted = cards.map(({ part }) => part);
  const isThere = wanted.length === margin.children.length && wanted.every((part, at) => part === margin.children[at]);
  if (isThere || margin.contains(document.activeElement)) return;
  putBack();
  margin.replaceChildren(...wanted);
  watch.disconnect();
  for (const part of [editor.view.dom, ...wanted]) watch.observe(part);
}

function putBack() {
  const parts = [...margin.children];
  for (const part of parts) part.style.removeProperty("top");
  list.prepend(...parts.filter((part) => part.matches(".comment__form")));
  list.querySelector("[data-threads]")?.prepend(...parts.filter((part) => part.matches(".comment")));
}

function draw() {
  if (editor.isDestroyed) return;
  if (!isBeside()) {
    putBack();
    margin.hidden = true;
    return;
  }
  const { selection } = editor.state;
  const here = selection !== cursor && editor.isFocused && threadAt(selection);
  cursor = selection;
  if (here) markNow(here);
  const cards = cardsOf(editor);
  putBeside(cards);
  margin.hidden = !margin.children.length;
  const { view } = editor;
  stack(
    margin,
    view,
    cards.filter(({ part }) => margin.contains(part)),
  );
}

function begin(ofStory) {
  editor = ofStory;
  quiet = whenQuiet(draw, PAUSE);
  watch = new ResizeObserver(() => quiet.soon());
  for (const event of ["update", "selectionUpdate"]) editor.on(event, () => quiet.soon());
  editor.on("focus", () => {
    cursor = null; // where it was before one looked elsewhere, it is again
    quiet.soon();
  });
  wide.addEventListener("change", draw);
  margin.addEventListener("focusin", ({ target }) => {
    const { thread } = target.closest(".comment")?.dataset ?? {};
    if (thread) markNow(thread);
    quiet.soon();
  });
}

/** Puts all in their places, and keeps them there: looked at again whenever one pauses, and never at a key. */
export function arrange(ofStory) {
  if (!editor) begin(ofStory);
  draw();
}
