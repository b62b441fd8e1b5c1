// Takes what is dropped into the library one after the other, each shown in the place where it is to stand.
import { awaitInWords } from "desk/awaited";
import { bring } from "desk/bring-picture";
import { addresses, describe } from "desk/lookup";
import { tooMany } from "desk/picture-rules";
import { kindOf, takeFiles } from "desk/take-files";
import { uploadLine } from "desk/upload-line";
import { endPlace, showPlaces } from "desk/upload-places";

let [sending, count] = [Promise.resolve(), 0];

/** Its thumbnail is here before it takes the place of its drawing, so that nothing moves. */
async function put(editor, line, id) {
  const shown = await describe("picture", id);
  const picture = Object.assign(new Image(), { src: shown?.thumbnail || "" });
  await picture.decode().catch(() => {});
  endPlace(editor, line, id);
}

/** One after the other, whatever was dropped when. Ends when each is in the words, or says why it is not. */
function takeAll(editor, lines) {
  count += 1;
  const taken = sending.then(async () => {
    const waiting = [];
    for (const line of lines) waiting.push(await bring(line, () => takeAgain(editor, line)));
    return waiting.filter(Boolean);
  });
  sending = taken
    .catch(() => {})
    .finally(() => {
      count -= 1;
    });
  return taken;
}

function takeAgain(editor, line) {
  line.wait();
  awaitInWords(takeAll(editor, [line]));
}

function linesInWords(editor, files, point) {
  const lines = files.map((file) => uploadLine(file, (id, line) => (id ? put : endPlace)(editor, line, id)));
  showPlaces(editor, lines, point);
  return lines;
}

/** Dropped on the field of one picture, the first is that picture. */
function lineInField(field, [file]) {
  const line = uploadLine(file, (id) => {
    line.dom.remove();
    if (id) field.dispatchEvent(new CustomEvent("desk:chosen", { detail: id }));
  });
  field.append(line.dom);
  return [line];
}

/**
 * Whoever has gone on writing since `doc` is not interrupted: what is missing stands under the picture. Where it is
 * asked for, `asked` ends with whether they are saved, and `shown` is called with the place of each form.
 */
export async function takePictures({ editor, files, point, doc, field, shown }) {
  let isWriting = doc !== editor.state.doc;
  const writes = () => {
    isWriting = true;
  };
  const lines = field ? lineInField(field, files) : linesInWords(editor, files, point);
  document.addEventListener("keydown", writes, { once: true });
  const others = lines.filter(({ file }) => !field && kindOf(file));
  const pictures = lines.filter((line) => !others.includes(line));
  const most = addresses.bring?.at_once ?? pictures.length;
  for (const line of pictures.slice(most)) line.refuse(tooMany(most));
  const waiting = await takeAll(editor, pictures.slice(0, most));
  await takeFiles(editor, others);
  document.removeEventListener("keydown", writes);
  if (!waiting.length || isWriting || document.querySelector("dialog[open]")) return {};
  const { askForWords } = await import("desk/picture-words");
  return { asked: askForWords(waiting, shown) };
}

window.addEventListener("beforeunload", (event) => count && event.preventDefault());
