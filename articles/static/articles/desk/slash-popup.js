// The list of things to put in, as a combobox of its own over the words. Whatever way it is left, what was typed stays.
import { crel, gettext } from "django-prose-editor/editor";
import { besideCursor } from "desk/slash-place";
import { matching } from "desk/slash-words";

const option = (entry, number) =>
  crel("li", { id: `desk-slash-${number}`, role: "option", "data-name": entry.name, title: entry.says }, [entry.label]);

/**
 * Opens it. `at` says where the cursor is; `take` is called with the entry that was chosen, `leave` with what was typed
 * and whether to go on there.
 */
export function openPopup({ entries, typed, at, shell, take, leave }) {
  const list = crel("ul", { id: "desk-slash", role: "listbox", "aria-label": gettext("Things to put in") });
  const input = crel("input", { type: "text", value: typed, autocomplete: "off", spellcheck: false, role: "combobox" });
  input.placeholder = gettext("Type to find: photo, table, faq…");
  const none = crel("p", { className: "desk-slash__none", role: "status" });
  const popup = crel("div", { className: "desk-slash", popover: "manual" }, [input, list, none]);
  const attributes = { label: gettext("Put in"), controls: list.id, expanded: "true", autocomplete: "list" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(`aria-${name}`, value);
  const place = () => besideCursor(popup, at());
  const open = new AbortController();
  let shown = [];
  let chosen = 0;

  function mark(next) {
    chosen = shown.length ? (next + shown.length) % shown.length : 0;
    for (const [number, item] of [...list.children].entries()) item.setAttribute("aria-selected", number === chosen);
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[chosen]?.id || "");
  }
  function filter() {
    shown = matching(entries, input.value);
    list.replaceChildren(...shown.map(option));
    none.textContent = shown.length ? "" : gettext("There is nothing of that name.");
    mark(0);
  }
  function close(act) {
    if (!popup.isConnected) return;
    open.abort();
    popup.remove();
    act();
  }
  const keys = {
    ArrowDown: () => mark(chosen + 1),
    ArrowUp: () => mark(chosen - 1),
    Enter: () => shown.length && close(() => take(shown[chosen])),
    Escape: () => close(() => leave(input.value, true)),
    Tab: () => close(() => leave(input.value, true)),
  };
  input.addEventListener("keydown", (event) => {
    const unasked = { " ": keys.Escape, Backspace: () => close(() => leave(null, true)) }; // it was a mere stroke
    const act = (input.value ? null : unasked[event.key]) || keys[event.key];
    if (!act || event.isComposing) return;
    if (event.key !== " ") event.preventDefault();
    event.stopPropagation();
    act();
  });
  input.addEventListener("input", filter);
  input.addEventListener("blur", () => close(() => leave(input.value, false)), { signal: open.signal });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const entry = shown.find(({ name }) => name === target.closest("[data-name]")?.dataset.name);
    if (entry) close(() => take(entry));
  });
  shell.append(popup);
  filter();
  place();
  // The page is scrolled, or a keyboard comes up: it stays beside its line.
  window.addEventListener("scroll", place, { signal: open.signal });
  for (const name of ["resize", "scroll"])
    window.visualViewport?.addEventListener(name, place, { signal: open.signal });
  popup.showPopover();
  input.focus();
}
