// The side of a story's form: what is folded stays so, each part says its state, and on a phone it comes from below.
import { revealField, ways } from "desk/reveal";

const FOLDED = "desk-folded";
const side = document.getElementById("side");
const form = document.getElementById("article_form");

function kept() {
  try {
    return JSON.parse(localStorage.getItem(FOLDED)) || {};
  } catch {
    return {};
  }
}

function keep(part) {
  try {
    localStorage.setItem(FOLDED, JSON.stringify({ ...kept(), [part.dataset.part]: part.open }));
  } catch {
    /* it is folded as at first next time */
  }
}

function saySection() {
  const [field, name] = [document.getElementById("id_section"), document.querySelector("[data-section-name]")];
  const chosen = field?.selectedOptions?.[0];
  if (name && chosen) name.textContent = chosen.textContent;
}

/** A byline of one has no order. */
function orderBylines(added) {
  if (side.querySelectorAll("#bylines-group tr.form-row:not(.empty-form)").length > 1)
    import("desk/byline-order").then(({ order }) => order(Boolean(added)));
}

const states = () => import("desk/part-states");

/** What is fetched when a part is unfolded, or at once where it has something to show in the words. */
const more = {
  outside: () => import("desk/outside"),
  comments: () => import("desk/comments"),
  suggestions: () => import("desk/suggestions"),
};

if (side && form) {
  const folded = kept();
  for (const part of side.querySelectorAll("details[data-part]")) {
    if (part.dataset.part in folded && !part.querySelector(".errorlist")) part.open = folded[part.dataset.part];
    if ("now" in part.dataset) more[part.dataset.part]();
  }
  const folding = ({ target }) => {
    if (!target.dataset.part) return;
    keep(target);
    states().then(({ sayState }) => sayState(target));
    // Where somebody has unfolded it: all of it comes into sight, as far as there is room.
    if (target.open && target.contains(document.activeElement)) target.scrollIntoView({ block: "nearest" });
    more[target.dataset.part]?.();
  };
  side.addEventListener("toggle", folding, true);
  side.addEventListener("desk:drawn", () => states().then(({ sayChecklist }) => sayChecklist()));
  form.addEventListener("change", saySection);
  saySection();
  document.addEventListener("formset:added", orderBylines);
  orderBylines();

  if (document.querySelector(".reach")) side.classList.add("side--sheet");
  document.addEventListener("click", (event) => {
    const wrong = event.target.closest(".errornote a[href^='#']");
    if (wrong && revealField(wrong.hash.slice(1))) event.preventDefault();
    const link = event.target.closest("[data-leads]");
    if (!link) return;
    event.preventDefault();
    ways[link.dataset.leads](link);
  });
}
