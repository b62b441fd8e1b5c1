// The list of a picker: asked for as one types, gone about with the arrow keys, and longer at a press.
import { crel, gettext } from "django-prose-editor/editor";
import { ask } from "desk/page-dialog";
import { begin, goAbout } from "desk/picker-keys";
import { whenQuiet } from "desk/quiet";

const PAUSE = 150; // milliseconds

function addressOf(address, asked) {
  const whole = new URL(address, location.href);
  for (const [name, value] of Object.entries(asked)) if (value) whole.searchParams.set(name, value);
  return whole;
}

/** Shows the newest in `place`, then what `search` asks for. `shown` is called whenever there are others. */
export function showChoices({ address, search, place, isWall, choose, shown }) {
  const status = crel("p", { className: "choices__said", role: "status" });
  const lists = crel("div", { className: isWall ? "choices choices--wall" : "choices" });
  const more = crel("button", { type: "button", className: "button choices__more", hidden: true }, [
    gettext("Show more"),
  ]);
  place.append(status, lists, more);
  let [turn, older] = [0, ""];

  function say(isFirst) {
    const count = lists.querySelectorAll("[data-id]").length;
    if (count) status.textContent = search.value.trim() ? "" : gettext("The newest first");
    else
      status.textContent = search.value.trim()
        ? gettext("Nothing fits. Try fewer words.")
        : gettext("There is none yet.");
    more.hidden = !older;
    shown();
    if (isFirst) begin(lists);
  }

  /** The answer to what was asked last is shown, whichever comes last. */
  async function load(before = "") {
    turn += 1;
    const mine = turn;
    const parts = await ask(addressOf(address, { q: search.value.trim(), before }));
    if (mine !== turn) return;
    lists.inert = false;
    if (!parts) {
      status.textContent = gettext("There is no connection, or your login has run out: type again to try again.");
      return;
    }
    const next = lists.querySelectorAll("[data-id]").length;
    older = parts[0].dataset.older;
    if (before) lists.firstElementChild.append(...parts[0].children);
    else lists.replaceChildren(...parts);
    say(!before);
    if (before) lists.querySelectorAll("[data-id]")[next]?.focus();
  }

  const typing = whenQuiet(load, PAUSE);
  search.addEventListener("input", () => {
    lists.inert = true; // it is not what is looked for
    typing.soon();
  });
  more.addEventListener("click", () => load(older));
  lists.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[data-id]");
    if (chosen) choose(chosen.dataset.id);
  });
  goAbout(lists, search);
  load();
  return { reload: () => load() };
}
