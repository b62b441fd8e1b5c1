// From a comment to its words and back, and from one passage to the next.
import { sent, setNow, stateOf } from "desk/comment-places";
import { closeSide } from "desk/reveal";
import { editorOf } from "desk/taken-words";

const box = document.querySelector("[data-comments]");
export const card = (id) => document.getElementById(`comment-${id}`);

export function say(words) {
  box.querySelector("[data-comment-told]").textContent = words;
}

export function markNow(id) {
  if (editorOf()) setNow(editorOf(), id);
  for (const each of document.querySelectorAll(".writing .comment"))
    each.classList.toggle("is-now", each.dataset.thread === id);
}

export function showPassage(id) {
  const editor = editorOf();
  const { from, to } = stateOf(editor).passages[id] ?? {};
  markNow(id);
  if (!to) return;
  closeSide();
  editor.chain().setTextSelection({ from, to }).scrollIntoView().focus().run();
}

/** The passages that are there, each with its thread, in the order of the words. */
export const inOrder = () =>
  Object.entries(stateOf(editorOf()).passages)
    .filter(([, { to }]) => to)
    .sort(([, one], [, other]) => one.from - other.from);

/** To the next passage or the one before, and round; what was said of it is read out. */
function goOn(step) {
  const [all, { from }] = [inOrder(), editorOf().state.selection];
  const found =
    step > 0 ? all.findIndex(([, each]) => each.from > from) : all.findLastIndex(([, each]) => each.from < from);
  const turn = found < 0 && step < 0 ? all.length - 1 : Math.max(found, 0);
  if (!all.length) return;
  const [id] = all[turn];
  showPassage(id);
  const said = card(id)?.querySelector(".comment__said")?.textContent.trim().replace(/\s+/g, " ");
  say(`${box.dataset.at.replace("{number}", turn + 1).replace("{count}", all.length)}: ${said}`);
  card(id)?.scrollIntoView({ block: "nearest" });
}

/** The thread about the passage in which this stands, if there is one. */
export const threadAt = ({ from, to }) => inOrder().find(([, each]) => each.from <= from && to <= each.to)?.[0];

/** A save sends along where the passages stand. Whoever asks for earlier words back does not save. */
function sendPlaces() {
  const form = document.getElementById("article_form");
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "_places" });
  const sending = ({ submitter }) => {
    if (!editorOf() || /^_(discard|restore)$/.test(submitter?.name)) return;
    field.value = sent(editorOf());
    form.append(field);
  };
  form.addEventListener("submit", sending, true);
  form.addEventListener("desk:saved", () => field.remove());
}

export function followWriting() {
  document.addEventListener("click", ({ target }) => {
    const id = target.closest?.(".ProseMirror [data-comment]")?.dataset.comment;
    if (id) markNow(id);
    if (id) card(id)?.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => {
    const step = { KeyN: 1, KeyP: -1 }[event.code];
    if (!step || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goOn(step);
  });
  sendPlaces();
}
