// A footnote: its words stand where it belongs, and the page draws a number there and the note below the story.
import { Mark, gettext } from "django-prose-editor/editor";

export const Footnote = Mark.create({
  name: "footnote",
  priority: 1100, // the outermost: a note with a link in it is one note
  inclusive: false,

  parseHTML: () => [{ tag: "span[data-footnote]" }],
  renderHTML: () => ["span", { "data-footnote": "" }, 0],

  addMenuItems({ menu, buttons }) {
    const button = buttons.text(gettext("Footnote"), gettext("Add a footnote"));
    const command = async (editor) => (await import("desk/footnote-dialog")).askForNote(editor);
    menu.defineItem({ name: "footnote", groups: "slash", button, synonyms: "note source reference", command });
  },
});
