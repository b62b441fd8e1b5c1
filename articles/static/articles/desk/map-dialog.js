// Asks for the places of a map, and shows it as it will be drawn. Fetched when it is first wanted.
import { crel, gettext } from "django-prose-editor/editor";
import { clean, field, listOf } from "desk/map-places";
import { previewOf } from "desk/map-preview";
import { openDialog } from "desk/page-dialog";

/** Open the dialog on a map; `then` is given what it says once it is taken. */
export function askForMap({ title, places }, then) {
  const { body, close, dialog } = openDialog(gettext("Map"), "desk-map");
  const [titleField, titleLine] = field(gettext("What the map shows"), title);
  const list = listOf(places);
  const read = () => ({ title: clean(titleField.value), places: list.read() });
  const preview = previewOf(read);
  const take = crel("button", { type: "button", className: "button default", textContent: gettext("Take it") });
  const said = crel("span", { role: "status" });
  take.addEventListener("click", () => {
    const wrong = list.firstWrong();
    if (wrong) return wrong.refuse();
    const map = read();
    said.textContent = map.places.length ? "" : gettext("A map needs a place.");
    if (!map.places.length) return;
    close();
    then(map);
  });
  dialog.addEventListener("input", preview.soon);
  dialog.addEventListener("change", preview.soon);
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    take.click();
  });
  const foot = crel("div", { className: "desk-dialog__foot" }, [take, said]);
  body.append(titleLine, ...list.parts, preview.dom, foot);
  titleField.focus();
}
