// Documents and sounds that are dropped on the words: each is asked for its own words, and stands where it was dropped.
import { gettext } from "django-prose-editor/editor";
import { addresses } from "desk/lookup";
import { makeInPlace } from "desk/make-in-place";
import { endPlace } from "desk/upload-places";

/** Which of them a file could be; the library looks at its bytes. */
export const kindOf = ({ type, name }) =>
  type === "application/pdf" || /\.pdf$/i.test(name) ? "document" : type.startsWith("audio/") ? "sound" : null;

/** One after the other. */
export async function takeFiles(editor, lines) {
  for (const line of lines) {
    const kind = kindOf(line.file);
    const address = addresses.make?.[kind];
    if (address) endPlace(editor, line, await makeInPlace(kind, address, line.file), kind);
    else line.refuse(gettext("You may not add this to the library: choose one that is there."));
  }
}
