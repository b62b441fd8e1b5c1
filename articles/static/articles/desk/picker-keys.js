// The arrow keys in a list of choices that has as many columns as fit. One of its buttons can be reached with Tab.
const buttonsOf = (lists) => [...lists.querySelectorAll("[data-id]")];

function step(key, buttons, at) {
  const columns = buttons.filter(({ offsetTop }) => offsetTop === buttons[0].offsetTop).length;
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  const ends = { Home: 0, End: buttons.length - 1 };
  return key in steps ? at + steps[key] : ends[key];
}

/** From the search down into the list, about in it, and back up; a letter goes on with the search. */
export function goAbout(lists, search) {
  search.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    if (lists.inert) lists.dataset.wanted = "";
    else buttonsOf(lists)[0]?.focus();
  });
  lists.addEventListener("focusin", ({ target }) => {
    for (const button of buttonsOf(lists)) button.tabIndex = button === target ? 0 : -1;
  });
  lists.addEventListener("keydown", (event) => {
    const buttons = buttonsOf(lists);
    const at = buttons.indexOf(document.activeElement);
    const isLetter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (at < 0) return;
    if (isLetter) return search.focus(); // the letter is typed there
    const next = step(event.key, buttons, at);
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0 && event.key === "ArrowUp") search.focus();
    buttons[next]?.focus();
  });
}

/** Of a new list, the first is the one that Tab reaches; who was too fast for it gets there now. */
export function begin(lists) {
  const [first] = buttonsOf(lists);
  if (first) first.tabIndex = 0;
  if ("wanted" in lists.dataset) first?.focus();
  delete lists.dataset.wanted;
}
