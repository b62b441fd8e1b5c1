// Asks for the words of a footnote; where one stands already it becomes words of the story again.
import { gettext, updateAttrsDialog } from "django-prose-editor/editor";

const askForWords = updateAttrsDialog(
  { words: { title: gettext("Words of the note"), format: "textarea", required: true } },
  { title: gettext("Footnote"), submitText: gettext("Insert") },
);

/** Put it behind the word that the cursor is at, also where a space was typed since. */
function insert(editor, words) {
  const { $from, from } = editor.state.selection;
  const isAfterSpace = $from.parent.textBetween(0, $from.parentOffset, "", "x").endsWith(" ");
  const mark = editor.schema.marks.footnote.create();
  const place = isAfterSpace ? from - 1 : from;
  editor.view.dispatch(editor.state.tr.insert(place, editor.schema.text(words, [mark])).scrollIntoView());
  editor.view.focus();
}

export async function askForNote(editor) {
  if (!editor.state.selection.empty || editor.isActive("footnote")) {
    editor.chain().focus().extendMarkRange("footnote").toggleMark("footnote").run();
    return;
  }
  const asked = await askForWords(editor, {});
  const words = asked?.words.replace(/\s+/g, " ").trim();
  if (words) insert(editor, words);
}
