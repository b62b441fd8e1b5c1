// Pictures that are brought into the library from within a picker: by a button, dropped, or pasted.
import { crel, gettext } from "django-prose-editor/editor";
import { goTo } from "desk/box-places";
import { bring } from "desk/bring-picture";
import { addresses } from "desk/lookup";
import { tooMany } from "desk/picture-rules";
import { askForWords } from "desk/picture-words";
import { editorOf } from "desk/taken-words";
import { uploadLine } from "desk/upload-line";

/** Whoever was asked for its words goes on below it: its caption in this place is for other words than those. */
function leaveCaption() {
  const $at = editorOf()?.state.selection.$to;
  if ($at?.node(1)?.type.name === "pictureFigure") goTo(editorOf(), $at.after(1), 1);
}

/** The button for it. One picture is taken at once; of several each is chosen. Then their words are asked for. */
export function uploads({ dialog, bar, list, several, take }) {
  const input = crel("input", { type: "file", accept: "image/*", multiple: Boolean(several), hidden: true });
  const button = crel("button", { type: "button", className: "button" }, [gettext("Upload")]);
  const lines = crel("div", { className: "choices__lines" });
  bar.after(lines);
  button.addEventListener("click", () => input.click());

  let isTaken = false;

  function come(id) {
    if (!dialog.open) return; // left meanwhile: it is in the library
    isTaken = true;
    if (!several) return take([id]);
    several.turn(id);
    list.reload();
  }

  async function takeAll(files) {
    const shown = [...files].slice(0, several ? files.length : 1).map((file) => {
      const line = uploadLine(file, (id) => {
        line.dom.remove();
        if (id) come(id);
      });
      lines.append(line.dom);
      return line;
    });
    const waiting = [];
    const most = addresses.bring.at_once;
    for (const line of shown.slice(most)) line.refuse(tooMany(most));
    for (const line of shown.slice(0, most)) waiting.push(await bring(line, () => sendAgain(line)));
    const asked = waiting.filter(Boolean);
    if (asked.length && isTaken) askForWords(asked).then(leaveCaption);
  }
  function sendAgain(line) {
    line.dom.remove();
    takeAll([line.file]);
  }

  input.addEventListener("change", () => {
    takeAll(input.files);
    input.value = ""; // so that the same one can be chosen again
  });
  for (const name of ["drop", "paste"])
    dialog.addEventListener(name, (event) => {
      const { files } = event.dataTransfer || event.clipboardData;
      if (files.length) takeAll(files);
    });
  return [button, input];
}
