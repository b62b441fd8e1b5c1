// The words of a picture that was taken with an entry, so that whoever stands in the water taps three times.
import { crel } from "django-prose-editor/editor";
import { editorOf } from "desk/taken-words";

const JUST_NOW = 600_000; // milliseconds; an older file may well be somebody else's
const form = document.getElementById("article_form");
const { credit, then } = form.querySelector("[data-picture]").dataset;
let goesOut = false;

const isWritten = () => form.elements.headline.value.trim() || editorOf().state.doc.textContent.trim();

/** Of the dialog that asks for them: who took it is who writes, and one button sends the entry as well. */
export function prepare(place, files) {
  goesOut = false;
  const isNew = files.every(({ lastModified }) => Date.now() - lastModified < JUST_NOW);
  for (const field of isNew ? place.querySelectorAll('[name$="-credit"]') : []) field.defaultValue ||= credit;
  const save = place.querySelector("[type=submit]");
  if (!save || !isWritten()) return;
  const both = crel("button", { type: "button", className: "button default" }, [then]);
  both.addEventListener("click", () => {
    goesOut = true;
    save.form.requestSubmit();
  });
  save.classList.remove("default");
  save.before(both);
}

/** Once they are saved: the entry is sent, or its words are gone on with. */
export function goOn(isSaved) {
  if (isSaved && goesOut) form.requestSubmit(form.querySelector("[data-main]"));
  else if (isSaved) editorOf().view.focus();
}
