// Leads from the checklist to a passage of the body, writes there what the house rule suggests, or passes it over.
import { token } from "desk/hand-over";
import { closeSide } from "desk/reveal";
import { editorOf } from "desk/taken-words";
import { showThing } from "desk/things";

/** A block's words with one space for each gap, as the server read them, and where each sign stands in the document. */
function read(block, start) {
  let text = "";
  const places = [];
  const add = (sign, place) => {
    if (sign === " " && (!text || text.endsWith(" "))) return;
    text += sign;
    places.push(place);
  };
  block.descendants((node, offset) => {
    const place = start + 1 + offset;
    for (let unit = 0; unit < (node.text?.length ?? 0); unit += 1)
      add(/\s/.test(node.text[unit]) ? " " : node.text[unit], place + unit);
  });
  return [text, places];
}

function placeOf(doc, { find, mark }) {
  let found = null;
  doc.descendants((node, start) => {
    if (found || !node.isTextblock) return !found;
    const [text, places] = read(node, start);
    const begin = text.indexOf(find);
    if (begin < 0) return false;
    const from = mark ? text.indexOf(mark, begin) : begin;
    found = { from: places[from], to: places[from + (mark || find).length - 1] + 1 };
    return false;
  });
  return found;
}

function answer({ rule, text }, verdict) {
  const address = document.querySelector("[data-answer]").dataset.answer;
  const headers = { "X-CSRFToken": token.value };
  return fetch(address, { method: "POST", headers, body: new URLSearchParams({ rule, text, verdict }) });
}

/** The same words are passed over wherever they stand in the story. */
async function passOver(line) {
  const kept = await answer(line.dataset, "passed").catch(() => null);
  if (!kept?.ok) return;
  const { rule, text } = line.dataset;
  for (const each of document.querySelectorAll(`[data-rule="${rule}"]`)) if (each.dataset.text === text) each.remove();
}

function write({ suggestion }, { from, to }) {
  editorOf().commands.command(({ tr }) => Boolean(tr.insertText(suggestion, from, to)));
}

export function act(button) {
  if (button.dataset.thing) return showThing(button.dataset.thing);
  const line = button.closest("[data-find]");
  if (button.dataset.act === "pass") return passOver(line);
  const editor = editorOf();
  const place = placeOf(editor.state.doc, line.dataset);
  if (!place) return; // it is no longer there: the list is asked anew in a moment
  closeSide();
  editor.chain().setTextSelection(place).scrollIntoView().focus().run();
  if (button.dataset.act !== "use") return;
  write(line.dataset, place);
  line.remove();
  if (line.dataset.text) answer(line.dataset, "accepted").catch(() => {}); // the words are written; the count alone is one short
}
