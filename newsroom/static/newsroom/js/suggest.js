// Offer what begins like the words typed: a list under the field, for the keyboard too. Without it the form works alone.
const field = document.querySelector("[data-suggest]");
const list = make("ul", { id: "suggestions", class: "search__suggestions", role: "listbox", hidden: "" });
let links = [];
let chosen = -1;
let asked = new AbortController();
let pause;

function make(name, attributes) {
  return set(document.createElement(name), attributes);
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function choose(number) {
  chosen = number;
  for (const [place, link] of links.entries()) set(link, { "aria-selected": place === chosen });
  set(field, { "aria-activedescendant": links[chosen]?.id ?? "" });
}

function show(suggestions) {
  const items = suggestions.map(({ label, url }, place) => {
    const item = make("li", { role: "none" });
    item.append(make("a", { id: `suggestion-${place}`, role: "option", tabindex: -1, href: url }));
    item.firstChild.append(label);
    return item;
  });
  list.replaceChildren(...items);
  links = items.map((item) => item.firstChild);
  list.hidden = links.length === 0;
  set(field, { "aria-expanded": !list.hidden });
  choose(-1);
}

async function ask() {
  asked.abort();
  asked = new AbortController();
  const address = `${field.dataset.suggest}?${new URLSearchParams({ q: field.value })}`;
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (document.activeElement === field) show((await answer.json()).suggestions);
  } catch {
    // A newer one is under way, or there is no line: readers type on.
  }
}

function press(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const places = links.length + 1; // the field itself is one
  if (step && links.length) choose(((chosen + 1 + step + places) % places) - 1);
  else if (event.key === "Escape" && links.length) show([]);
  else if (event.key === "Enter" && chosen >= 0) links[chosen].click();
  else return;
  event.preventDefault();
}

set(list, { "aria-label": field.labels[0].textContent });
set(field, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": false });
field.after(list);
field.addEventListener("keydown", press);
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(ask, 150);
});
field.addEventListener("blur", () => setTimeout(show, 200, []));
