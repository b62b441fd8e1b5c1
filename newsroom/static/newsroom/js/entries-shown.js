// Puts the entries that `entries.js` fetched into the page: at once where the reader looks, and else when they ask.
const AT_THE_TOP = 80; // pixels

const section = document.querySelector(".entries[data-seen]");
const list = section.querySelector("[data-entries]");
const told = section.querySelector("[data-told]");
const button = section.querySelector("[data-offer]");
const { one, many, shown } = button.dataset;
const isNewestFirst = "newestFirst" in section.dataset;
let waiting = []; // newest first

const entryOf = (id) => section.querySelector(`[data-entry="${id}"]`);
const isNot = (id) => (entry) => entry.dataset.entry !== id;

/** Whether the reader is at the end of the list where entries come in. */
function isThere() {
  const { top, bottom } = list.getBoundingClientRect();
  return isNewestFirst ? top > -AT_THE_TOP : bottom < innerHeight + AT_THE_TOP;
}

/** Where it belongs by its time, which its writer may have set. */
function insert(entry) {
  section.querySelector(".entries__none")?.remove();
  const at = Number(entry.dataset.at);
  const comesAfter = ({ dataset }) => (isNewestFirst ? Number(dataset.at) <= at : Number(dataset.at) > at);
  list.insertBefore(entry, [...list.querySelectorAll("[data-entry]")].find(comesAfter) ?? null);
}

function show() {
  for (const entry of waiting.splice(0).reverse()) insert(entry);
  button.hidden = true;
  told.textContent = shown;
}

function offer() {
  button.textContent = waiting.length === 1 ? one : many.replace("#", waiting.length);
  told.textContent = button.textContent;
  button.hidden = false;
}

function remove({ dataset, textContent }) {
  waiting = waiting.filter(isNot(dataset.gone));
  entryOf(dataset.gone)?.replaceWith(
    Object.assign(document.createElement("p"), { className: "entry__gone", textContent }),
  );
}

/** Whether it is new to this page; one that stands here already is changed in its place. */
function isNew(entry) {
  const { entry: id } = entry.dataset;
  waiting = waiting.filter(isNot(id));
  const old = entryOf(id);
  old?.replaceWith(entry);
  return !old;
}

section.addEventListener("entries:came", ({ detail: piece }) => {
  for (const line of piece.querySelectorAll("[data-gone]")) remove(line);
  const found = [...piece.querySelectorAll("[data-entry]")].filter(isNew);
  waiting = [...found, ...waiting];
  if (!waiting.length) button.hidden = true;
  else if (isThere()) show();
  else offer();
});

button.addEventListener("click", () => {
  const newest = waiting[0];
  show();
  newest.scrollIntoView({ block: "start" });
  newest.focus({ preventScroll: true });
});

section.addEventListener("click", (event) => {
  const link = event.target.closest("[data-share]");
  if (!link || !navigator.share || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  navigator.share({ title: link.dataset.share, url: link.href }).catch(() => {});
});
