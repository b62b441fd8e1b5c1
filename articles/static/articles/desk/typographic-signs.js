// Quotes, apostrophes, dashes and ellipses as the paper prints them: while one types, and once in what is pasted.
// Backspace right after gives the straight sign back, and it stays. A button of the toolbar turns all of it off.
// Lines above the body, as the headline, get theirs when one leaves them.
import { Extension, gettext } from "django-prose-editor/editor";
import { typographic } from "desk/signs";
import { isOn, language, turn } from "desk/signs-choice";
import { signsPlugin } from "desk/signs-plugin";

export const Signs = Extension.create({
  name: "signs",
  priority: 10, // what makes a list or a heading of signs is asked before

  onCreate() {
    for (const line of document.querySelectorAll(".one-line"))
      line.addEventListener("change", () => {
        if (isOn()) line.value = typographic(line.value, language());
      });
  },

  addProseMirrorPlugins: () => [signsPlugin()],

  addMenuItems({ menu, buttons }) {
    const button = buttons.text("“ ”", gettext("Typographic quotes and dashes"));
    button.setAttribute("aria-pressed", isOn());
    menu.defineItem({
      name: "signs",
      groups: "history",
      priority: 1,
      button,
      active: isOn,
      command: (editor) => {
        turn();
        editor.view.dispatch(editor.state.tr); // so that the button shows it
      },
    });
  },
});
