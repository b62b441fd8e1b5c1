// The fields of a form that was saved in place: what the server made of them, where nobody has typed on since.
import { createNodeFromContent } from "django-prose-editor/editor";
import { editorOf, numberOf } from "desk/taken-words";

const plain = (value) => (typeof value === "string" ? value.replaceAll("\r\n", "\n") : value);

/** Only what is different is replaced, such as a second space: the cursor stays in its sentence. */
function replaceDifference(editor, words) {
  const { doc, selection, tr } = editor.state;
  const start = doc.content.findDiffStart(words.content);
  if (start === null) return;
  let { a: end, b: endOfTheirs } = doc.content.findDiffEnd(words.content);
  const overlap = Math.max(0, start - Math.min(end, endOfTheirs));
  [end, endOfTheirs] = [end + overlap, endOfTheirs + overlap];
  const place =
    selection.from <= start ? selection.from : selection.from + (selection.from < end ? 0 : endOfTheirs - end);
  editor.view.dispatch(tr.replace(start, end, words.slice(start, endOfTheirs)).setMeta("addToHistory", false));
  editor.commands.setTextSelection(Math.min(place, editor.state.doc.content.size));
}

function takeBody(value, mark) {
  const editor = editorOf();
  const isUntouched = mark.startsWith(`${numberOf(editor?.state.doc)} `);
  if (editor && isUntouched) replaceDifference(editor, createNodeFromContent(value, editor.schema, { slice: false }));
}

function takeField(field, value, sent) {
  if (plain(field.value) !== sent || field.value === value) return;
  field.value = value;
  if (!field.type.startsWith("select")) field.defaultValue = value;
  if (field.type !== "hidden") field.dispatchEvent(new Event("desk:taken", { bubbles: true }));
}

/** Puts the stored values into the fields that still hold what was sent. */
export function takeWords(page, sent, mark) {
  const answer = new FormData(page.getElementById("article_form"));
  const form = document.getElementById("article_form");
  for (const field of form.elements) {
    const { name, type } = field;
    if (!name || ["checkbox", "radio", "file", "submit", "select-multiple"].includes(type)) continue;
    if (name === "body") {
      const [was, is] = [plain(sent.get(name)), plain(answer.get(name) ?? "")];
      if (is && is !== was) takeBody(is, mark);
    } else if (answer.has(name) && sent.has(name)) takeField(field, plain(answer.get(name)), plain(sent.get(name)));
  }
}
