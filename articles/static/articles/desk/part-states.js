// What a part of a story’s form says of itself on one line.
const label = (field) => field.labels?.[0]?.textContent.replace(/:\s*$/, "").trim() || "";

function worth(field) {
  if (/__prefix__|_FORMS$|-(id|role|position|article)$/.test(field.name)) return ""; // of a byline its names say enough
  if (field.type === "checkbox") return field.checked ? label(field) : "";
  if (field.options) {
    const chosen = [...field.selectedOptions].filter((each) => each.value && each.value !== "normal");
    return chosen.map((each) => each.textContent.trim()).join(", ");
  }
  const picture = field.closest("[data-picture-field]");
  if (picture) return picture.querySelector("[data-frame] span")?.textContent || "";
  return field.type === "datetime-local" ? field.value.replace("T", " ") : field.value;
}

/** The answers of a part that differ from the usual, on one line. */
export function sayState(part) {
  const state = part.querySelector("[data-state]");
  if (!state) return;
  const fields = [...part.querySelectorAll("input[name], select[name], textarea[name]")];
  state.textContent = fields.map(worth).filter(Boolean).join(" · ") || state.dataset.empty;
}

export function sayChecklist() {
  const side = document.getElementById("side");
  const state = side.querySelector("[data-checklist-state]");
  if (!state) return;
  const count = (kind) => side.querySelectorAll(`.checklist__${kind} > li`).length;
  const said = [
    ["errors", state.dataset.stops],
    ["warnings", state.dataset.advises],
  ].map(([kind, words]) => count(kind) && words.replace("{count}", count(kind)));
  state.textContent = said.filter(Boolean).join(" · ") || state.dataset.clear;
}
