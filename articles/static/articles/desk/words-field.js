// Keeps a form's field at what its editor says: written when somebody asks the form for it, and in pauses.
import { blockwise } from "desk/block-html";
import { whenQuiet } from "desk/quiet";

const PAUSE = 300; // milliseconds

/** The paragraph that an empty document holds to write on is no word of the story. */
const orNothing = (html) => (/^<(\w+)(\s[^>]*)?><\/\1>$/i.test(html) ? "" : html);

/** The field sends `input` at the first change, before the words are in it, and again when they are. */
export function writeInto(textarea, editor) {
  const htmlOf = blockwise(editor.schema);
  const tell = () => textarea.dispatchEvent(new Event("input", { bubbles: true }));
  let isBehind = false;

  function write() {
    if (!isBehind) return;
    isBehind = false;
    textarea.value = orNothing(htmlOf(editor.state.doc));
  }

  function rest() {
    write();
    tell();
  }

  const pause = whenQuiet(rest, PAUSE);
  editor.on("update", () => {
    const isFirst = !pause.isToCome;
    isBehind = true;
    pause.soon();
    if (isFirst) tell();
  });
  editor.on("blur", () => pause.stop() && rest());
  window.addEventListener("pagehide", write);
  // Whoever reads the form, be it to save, to keep or to check, is given the words as they are at this moment.
  textarea.form?.addEventListener("formdata", ({ formData }) => {
    if (!isBehind) return;
    write();
    if (formData.has(textarea.name)) formData.set(textarea.name, textarea.value);
  });
  // So that the first key has little left to write. Not every browser says when it is idle.
  (globalThis.requestIdleCallback || setTimeout)(() => htmlOf(editor.state.doc));
}
