// What the form holds at a moment, and whether it still does.
/** The editor of a story's body. */
export const editorOf = () => document.querySelector(".sheet .ProseMirror")?.editor;

const documents = new WeakMap();
let count = 0;

/** A number for a document of the editor: the same as long as nothing is typed. */
export function numberOf(words) {
  if (!words) return 0;
  if (!documents.has(words)) {
    count += 1;
    documents.set(words, count);
  }
  return documents.get(words);
}

/** Says of two moments whether the form held the same. The body is asked of its editor, which may write it later. */
export function markOf(form) {
  const editor = editorOf();
  const typed = [...new FormData(form)].filter(([name]) => !/^(csrf|autosave_key$|version$|_)/.test(name));
  const others = editor ? typed.filter(([name]) => name !== "body") : typed;
  return `${numberOf(editor?.state.doc)} ${new URLSearchParams(others)}`;
}
