// What is typed of an entry stays in this browser until it has arrived.
import { editorOf } from "desk/taken-words";

export const form = document.getElementById("article_form");
const line = form?.querySelector("[data-kept]");
const place = line && `desk:${line.dataset.user}:entry-${line.dataset.story}:${form.elements.entry?.value ?? "new"}`;

export function say(state) {
  line.querySelector("[data-said]").textContent = line.dataset[state] || "";
  line.querySelector("[data-sign-in]").hidden = state !== "signedOut";
  line.querySelector("[data-discard]").hidden = state !== "restored";
}

export const typed = () =>
  new URLSearchParams([...new FormData(form)].filter(([field]) => !/^(csrf|_)/.test(field))).toString();

export function keep() {
  try {
    localStorage.setItem(place, typed());
  } catch {
    /* full, or forbidden */
  }
}

export const forget = () => localStorage.removeItem(place);

/** Nothing asks before this page is left. */
export function letGo() {
  form.dispatchEvent(new CustomEvent("desk:saved", { detail: { isAll: true } }));
}

function restore() {
  const kept = new URLSearchParams(localStorage.getItem(place) || "");
  if (!kept.get("words") && !kept.get("headline")) return;
  for (const field of form.elements) {
    if (!field.name || /^(csrf|_)|^entry$/.test(field.name) || field.type === "file") continue;
    if (field.type === "checkbox") field.checked = kept.has(field.name);
    else if (kept.has(field.name)) field.value = kept.get(field.name);
  }
  const fill = () => editorOf()?.commands.setContent(kept.get("words"));
  if (editorOf()) fill();
  else form.addEventListener("prose-editor:ready", fill, { once: true });
  say("restored");
}

/** Another window has sent the entry that both had: what stands in this one is an entry of its own. */
function goesAlone({ key, newValue }) {
  const name = form.elements.client_uuid;
  if (key === place && newValue === null && name) name.value = crypto.randomUUID?.() ?? ""; // the server gives one, too
}

if (line) {
  if (!("answered" in form.dataset)) restore();
  for (const event of ["input", "change"]) form.addEventListener(event, keep);
  window.addEventListener("storage", goesAlone);
  window.addEventListener("pagehide", () => localStorage.getItem(place) && keep());
  line.querySelector("[data-discard]").addEventListener("click", () => {
    forget();
    letGo();
    location.reload();
  });
}
