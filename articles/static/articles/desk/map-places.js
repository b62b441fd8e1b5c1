// The places of a map as lines of fields, in its dialog.
import { crel, gettext } from "django-prose-editor/editor";
import { positionIn } from "desk/map-position";

const MOST = 12;
const NO_POSITION = gettext("Write it as 51.98, -4.05, or paste the address of a map.");
const HOW = "map-positions";
export const clean = (words) => words.replace(/\s+/g, " ").trim();

export function field(label, value, hint = "") {
  const input = crel("input", { type: "text", value, placeholder: hint, autocomplete: "off" });
  return [input, crel("label", { className: "desk-map__field" }, [label, input])];
}

/** The lines of one place. What is pasted as its position is read at once. */
function rowOf([name, at, words], remove) {
  const [nameField, nameLine] = field(gettext("Name"), name);
  const [atField, atLine] = field(gettext("Position"), at, "51.98, -4.05");
  const [wordsField, wordsLine] = field(gettext("Words, if any"), words);
  const button = crel("button", { type: "button", className: "button", textContent: gettext("Remove this place") });
  const wrong = crel("p", { className: "desk-map__wrong", role: "alert" });
  const dom = crel("li", { className: "desk-map__place" }, [nameLine, atLine, wordsLine, button, wrong]);
  button.addEventListener("click", () => remove(dom));
  const isRight = () => !atField.value.trim() || Boolean(positionIn(atField.value));
  function check() {
    if (atField.value.trim() && isRight()) atField.value = positionIn(atField.value);
    wrong.textContent = isRight() ? "" : NO_POSITION;
    atField.setAttribute("aria-invalid", !isRight());
    return isRight();
  }
  atField.addEventListener("change", check);
  atField.setAttribute("aria-describedby", HOW);
  atField.addEventListener("paste", () => setTimeout(check));
  const read = () => [clean(nameField.value), positionIn(atField.value), clean(wordsField.value)];
  return { dom, check, read, focus: () => nameField.focus(), refuse: () => atField.focus() };
}

/** A list of them, with a button for one more. */
export function listOf(places) {
  const dom = crel("ol", { className: "desk-map__places" });
  const add = crel("button", { type: "button", className: "button", textContent: gettext("Another place") });
  const how = gettext("A position is two numbers, as 51.98, -4.05, or the address that a map gives for the place.");
  const hint = crel("p", { className: "help", id: HOW }, [how]);
  let rows = [];
  const count = () => {
    add.disabled = rows.length >= MOST;
  };
  function remove(gone) {
    rows = rows.filter((row) => row.dom !== gone);
    gone.remove();
    if (!rows.length) append(["", "", ""]);
    rows.at(-1).focus();
    count();
    dom.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function append(place) {
    const row = rowOf(place, remove);
    rows.push(row);
    dom.append(row.dom);
    count();
    return row;
  }
  for (const place of places.length ? places : [["", "", ""]]) append(place);
  add.addEventListener("click", () => append(["", "", ""]).focus());
  return {
    parts: [hint, dom, add],
    read: () => rows.map((row) => row.read()).filter((place) => place.some(Boolean)),
    firstWrong: () => rows.filter((row) => !row.check())[0],
  };
}
