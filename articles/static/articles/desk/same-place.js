// A save that opens the page anew brings the writer back to where the cursor was.
import { line, say } from "desk/kept-line";
import { editorOf } from "desk/taken-words";

const [PLACE, LATEST] = ["desk:place", 60_000]; // milliseconds
const form = document.getElementById("article_form");

function take() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    return kept && Date.now() - kept.at < LATEST ? kept : null;
  } catch {
    return null;
  }
}

function keep() {
  const editor = editorOf();
  const place = { at: Date.now(), y: scrollY, field: document.activeElement.id };
  if (editor?.isFocused) place.selection = [editor.state.selection.from, editor.state.selection.to];
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(place));
  } catch {
    /* the page begins at its top */
  }
}

function goBack({ y, field, selection }, left = 100) {
  const editor = editorOf();
  if (!editor && left) return void setTimeout(goBack, 50, { y, field, selection }, left - 1);
  scrollTo(0, y);
  if (selection) {
    const last = editor.state.doc.content.size;
    editor.commands.setTextSelection({ from: Math.min(selection[0], last), to: Math.min(selection[1], last) });
    editor.commands.focus(null, { scrollIntoView: false });
  } else if (field) document.getElementById(field)?.focus({ preventScroll: true });
  // The line has it already; that it changes is what a screen reader speaks of.
  if (line?.dataset.state === "saved") say("saved", line.dataset.now);
}

if (form?.querySelector("[name=autosave_key]")) {
  form.addEventListener("submit", ({ submitter, defaultPrevented }) => {
    if (!defaultPrevented && submitter?.name === "_continue") keep();
  });
  const place = take();
  // With something to be read first, such as two wordings, the page begins at its top.
  if (place && !document.querySelector(".errornote, .wordings")) goBack(place);
}
