// Leads from a line of the checklist to the thing in the words that it is about.
import { EMBEDS } from "desk/embeds";
import { pm } from "django-prose-editor/editor";
import { closeSide, revealField } from "desk/reveal";
import { editorOf } from "desk/taken-words";

/** Of things with a row the number is that; of others it counts those of their kind. */
function placeOf(doc, kind, number) {
  let [found, count] = [null, 0];
  doc.descendants((node, place) => {
    if (found !== null) return false;
    const { name } = node.type;
    const held = name === "pictureFigure" ? "picture" : EMBEDS[node.attrs.embed]?.kind;
    if (!held && name === kind) count += 1;
    const isIt = held ? held === kind && node.attrs.id === number : name === kind && String(count) === number;
    if (isIt) found = place;
    return !isIt;
  });
  return found;
}

/** Above the words stand the lead picture and that for sharing. */
function showField(number) {
  const fields = [...document.querySelectorAll("[data-picture-field]")];
  const field = fields.find((each) => each.querySelector("input").value === number);
  const button = field?.querySelector("[data-choose]");
  if (!button) return;
  button.id ||= `${field.querySelector("input").id}_choose`;
  revealField(button.id);
}

export function showThing(thing) {
  const [kind, number] = thing.split(" ");
  const editor = editorOf();
  const place = placeOf(editor.state.doc, kind, number);
  if (place === null) return showField(number);
  closeSide();
  const { doc, tr } = editor.state;
  editor.view.dispatch(tr.setSelection(pm.state.Selection.findFrom(doc.resolve(place), 1))); // in it, or all of a card
  editor.commands.focus(null, { scrollIntoView: false });
  editor.view.nodeDOM(place).scrollIntoView({ block: "center" });
}
