// The board of a front: every button is answered by the server, as without a script, and only the cards are drawn anew.
const form = document.querySelector("[data-front]");
const status = form.querySelector("[data-status]");
const unsaved = form.querySelector("[data-unsaved]");
let typed = 0;
let isChanged = false;
let queue = Promise.resolve();
const cards = () => form.querySelector("[data-cards]");

async function asked(name, value) {
  const words = new FormData(form);
  words.append(name, value);
  const answer = await fetch(form.action, { method: "POST", body: words, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("[data-cards]")) throw new Error("no board");
  return page;
}

async function act(name, value) {
  form.setAttribute("aria-busy", "true");
  try {
    let page;
    // What was typed while the server thought would be lost, so it is asked again with those words.
    do {
      typed = 0;
      page = await asked(name, value);
    } while (typed);
    draw(page);
  } catch {
    status.textContent = form.dataset.failed;
  }
  form.removeAttribute("aria-busy");
}

function draw(page) {
  const focused = document.activeElement?.id;
  const open = [...form.querySelectorAll("details[open]")].map(({ id }) => id);
  cards().replaceWith(document.adoptNode(page.querySelector("[data-cards]")));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  status.textContent = page.querySelector("[data-status]").textContent;
  change();
  const same = focused && document.getElementById(focused);
  // At the end of its way a card's button is disabled: its other one is the nearest place to be.
  const near = same?.disabled ? same.parentElement.querySelector("button:not(:disabled)") : same;
  if (near) near.focus();
  else if (focused && document.activeElement === document.body) form.querySelector("#add-end").focus();
}

const change = () => {
  isChanged = true;
  unsaved.hidden = false;
  // The steps of an issue take it as it is saved.
  for (const step of document.querySelectorAll("[name=step]")) step.disabled = true;
};
const later = (name, value) => {
  queue = queue.then(() => act(name, value));
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-cards] button[name]");
  if (!button) return;
  event.preventDefault();
  later(button.name, button.value);
});
// The admin's popup announces what was chosen with a jQuery event, which addEventListener does not hear.
window.django.jQuery(form).on("change", "[data-refresh]", () => later("refresh", ""));
form.addEventListener("input", ({ target }) => {
  typed += 1;
  change();
  const shown = target.closest("[data-card]")?.querySelector(`[data-shown="${target.dataset.shows}"]`);
  if (shown) shown.textContent = target.value || target.placeholder;
});

form.addEventListener("moved", () => later("refresh", ""));
form.addEventListener("submit", ({ submitter }) => {
  if (submitter?.formTarget !== "preview") isChanged = false;
});
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
