// A passage in another language than its story.
import { Mark, gettext } from "django-prose-editor/editor";

export const Passage = Mark.create({
  name: "passage",
  priority: 990, // within a link, around bold and the like

  addAttributes: () => ({ lang: { default: null } }),
  parseHTML: () => [{ tag: "bdi[lang]" }],
  renderHTML: ({ HTMLAttributes }) => ["bdi", HTMLAttributes, 0],

  addMenuItems({ menu, buttons }) {
    const button = buttons.text(gettext("Language"), gettext("Language of the selected words"));
    const enabled = (editor) => !editor.state.selection.empty || editor.isActive("passage");
    const active = (editor) => editor.isActive("passage");
    const command = async (editor) => (await import("desk/passage-dialog")).askForLanguage(editor);
    menu.defineItem({ name: "passage", groups: "link", button, enabled, active, command });
  },
});
