// An accepted suggestion is a save of the story: what the server wrote comes into the form, beside what is typed.
import { line } from "desk/kept-line";
import { takeBody } from "desk/suggestion-typed";
import { markOf } from "desk/taken-words";

const form = document.getElementById("article_form");
const OVER = ["saved", "refused", "offline", "signedOut", "failed", "nowhere"];
const [AGAIN, LATER] = [3, 500]; // times, milliseconds
let savedAs = "";

export const version = () => form.querySelector("[name=version]");

/** What the form holds by now is what the server has. */
export function noteSaved() {
  savedAs = markOf(form);
}

const saved = () =>
  new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!OVER.includes(line.dataset.state)) return;
      watch.disconnect();
      resolve(line.dataset.state === "saved");
    });
    watch.observe(line, { attributes: true, attributeFilter: ["data-state"] });
    form.requestSubmit(document.querySelector(".bar [name=_continue]"));
  });

/** Saves what is typed, if something is. Whether the server has all of it. */
export async function saveFirst() {
  for (let turn = 0; turn < AGAIN && markOf(form) !== savedAs; turn += 1) if (!(await saved())) return false;
  return markOf(form) === savedAs;
}

/**
 * The form goes on from what is stored by now. Where it cannot, it stays as it is and of the version that it was:
 * its next save shows both wordings. `before` is what `follow` gave when the server was asked.
 */
export function take(editor, before, stored) {
  if (stored.version !== Number(version().value) + 1 || !takeBody(editor, before, stored.body)) return false;
  version().value = stored.version;
  if (before.typed.maps.length) return true;
  noteSaved();
  // The field hears of its words a moment later, and nothing of them is unsaved.
  setTimeout(() => {
    if (markOf(form) === savedAs) form.dispatchEvent(new CustomEvent("desk:saved", { detail: { isAll: true } }));
  }, LATER);
  return true;
}
