// How what is suggested is shown in the words: marked, as it would be, as it is; and from one piece to the next.
import { closeSide } from "desk/reveal";
import { editorOf } from "desk/taken-words";

const part = document.querySelector("[data-suggestions]");

export const say = (words) => {
  part.querySelector("[data-suggestion-told]").textContent = words;
};
export const buttons = () => [...editorOf().view.dom.querySelectorAll(".suggested [name=_accept]")];

/** With the suggested words in place of the others nobody writes: some that are there cannot be seen. */
export function setWay(way) {
  const editor = editorOf();
  for (const each of part.querySelectorAll("[data-way]")) each.setAttribute("aria-pressed", each.dataset.way === way);
  editor.view.dom.closest(".prose-editor").dataset.suggested = way;
  editor.setEditable(way !== "final", false);
  say(way === "final" ? part.dataset.final : "");
}

/** To the piece of that number, or round to the first. Which one it is. */
export function goTo(number) {
  const all = buttons();
  const turn = number < all.length ? number : 0;
  if (!all.length) return 0;
  setWay("marked");
  closeSide();
  all[turn].scrollIntoView({ block: "center" });
  all[turn].focus({ preventScroll: true });
  return turn;
}
