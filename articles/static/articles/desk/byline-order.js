// The order of a byline is the order of its rows: a button moves a row up, and the numbers follow. Fetched for the second.
import { gettext } from "django-prose-editor/editor";

const group = document.getElementById("bylines-group");
const rows = () => [...group.querySelectorAll("tr.form-row:not(.empty-form)")];
const markFirst = () =>
  rows().forEach((row, place) => {
    row.querySelector(".byline-up").disabled = place === 0;
  });

function count() {
  rows().forEach((row, place) => {
    row.querySelector("input[name$=-position]").value = place;
  });
  markFirst();
}

function addButton(row) {
  const cell = row.querySelector("td.field-position");
  if (cell.querySelector(".byline-up")) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "byline-up button" });
  button.textContent = "↑";
  button.setAttribute("aria-label", gettext("Move up"));
  button.addEventListener("click", () => {
    const all = rows();
    all[all.indexOf(row) - 1].before(row);
    count();
    button.focus();
  });
  cell.querySelector("input").hidden = true;
  cell.append(button);
}

/** Only what is moved or added is numbered anew, so that opening a story changes nothing. */
export function order(isAdded) {
  if (!group.querySelector("input[name$=-position]")) return;
  rows().forEach(addButton);
  (isAdded ? count : markFirst)();
}
