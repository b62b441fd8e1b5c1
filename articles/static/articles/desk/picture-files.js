// Pictures that are dropped on the page, or pasted into the words. What takes them is fetched when the first one comes.
import { awaitInWords } from "desk/awaited";
import { gettext } from "django-prose-editor/editor";
import { editorOf } from "desk/taken-words";

/** Programs put a drawing of the words that were copied beside them: with words, the words are meant. */
const hasWords = (data) =>
  new DOMParser().parseFromString(data.getData("text/html"), "text/html").body.textContent.trim() !== "";

function take(event) {
  const editor = editorOf();
  const data = event.dataTransfer || event.clipboardData;
  if (!editor?.isEditable || editor.view.dragging || !data?.files.length || hasWords(data)) return;
  const isInWords = editor.view.dom.contains(event.target);
  if (event.target.closest("dialog, [type=file]") || (event.type === "paste" && !isInWords)) return;
  event.preventDefault();
  event.stopPropagation();
  const files = [...data.files]; // they can be asked for now alone
  const point = event.type === "drop" && isInWords ? { left: event.clientX, top: event.clientY } : null;
  const { doc } = editor.state;
  const field = event.target.closest("[data-picture-field]");
  const taken = import("desk/take-pictures").then(
    ({ takePictures }) => takePictures({ editor, files, point, doc, field }),
    () => {
      editor.storage.cleanPaste.status.textContent = gettext("No connection: bring the picture once more.");
    },
  );
  awaitInWords(taken);
}

for (const name of ["paste", "drop"]) window.addEventListener(name, take, true);
// Beside the words too: a browser would leave the page and show the file.
window.addEventListener("dragover", (event) => {
  if (editorOf() && event.dataTransfer.types.includes("Files")) event.preventDefault();
});
