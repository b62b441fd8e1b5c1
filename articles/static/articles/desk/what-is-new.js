// What the server's answer shows beside the words: put into the page that is open, without moving it.
// Fetched with the first key that is typed, so that it is there for the first save.
export { sendForm } from "desk/send-form";
export { takeWords } from "desk/take-words";

const place = document.querySelector("[data-in-place]");
const isInUse = (part) =>
  part.contains(document.activeElement) ||
  [...part.querySelectorAll("input, textarea")].some(
    ({ type, value, defaultValue }) => type !== "submit" && value !== defaultValue,
  );

/** Each part that says so is drawn anew, folded as it was, unless somebody is at work in it. */
export function drawNew(page) {
  for (const part of document.querySelectorAll("[data-swap]")) {
    const fresh = page.querySelector(`[data-swap="${part.dataset.swap}"]`);
    if (!fresh || isInUse(part)) continue;
    const open = [...part.querySelectorAll("details")].map((each) => each.open);
    const parts = fresh.querySelectorAll("details");
    for (const [index, each] of [...parts].entries()) each.open = open[index] ?? each.open;
    part.replaceWith(document.adoptNode(fresh));
  }
  const [list, fresh] = [document, page].map((each) => each.querySelector("[data-checklist]"));
  if (fresh) list?.dispatchEvent(new CustomEvent("desk:fresh", { detail: fresh }));
  document.title = page.title;
  const [title, now] = [document, page].map((each) => each.querySelector("#content h1"));
  if (title && now) title.textContent = now.textContent;
}

function show(...told) {
  place.querySelector("[data-lines]").replaceChildren(...told);
  place.hidden = !told.length;
}

/** What is to be put right, each with a jump to its field; or nothing any more. */
export function showErrors(errors) {
  for (const field of document.querySelectorAll("[aria-invalid=true]")) field.removeAttribute("aria-invalid");
  if (!errors) return show();
  // Of the story as a whole, not of one of its fields.
  for (const { textContent } of errors.ownerDocument.querySelectorAll("#article_form .errorlist.nonfield li"))
    errors.append(Object.assign(document.createElement("p"), { textContent }));
  for (const link of errors.querySelectorAll("a[href^='#']"))
    document.getElementById(link.hash.slice(1))?.setAttribute("aria-invalid", "true");
  show(document.adoptNode(errors));
}

/** That it is saved, the bar says; what else the server has to say stands beside the words until it is put away. */
export function showMessages(page) {
  const lines = [...page.querySelectorAll("[data-told] .messagelist li:not(.success)")];
  if (!lines.length) return;
  const list = Object.assign(document.createElement("ul"), { className: "messagelist" });
  list.append(...lines.map((line) => document.adoptNode(line)));
  show(list);
}

place.querySelector("[data-put-away]").addEventListener("click", () => show());
