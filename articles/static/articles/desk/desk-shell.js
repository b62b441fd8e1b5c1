// What the editor needs to be at home in the desk: our policy on styles, names for a screen reader, the label's click.
import { Extension, Plugin, gettext } from "django-prose-editor/editor";

function nameTextbox({ view }, textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  if (label) {
    label.id ||= `${textarea.id}_label`;
    view.dom.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => view.focus());
  }
  view.dom.ariaMultiLine = "true";
  const help = document.getElementById(`${textarea.id}_helptext`);
  if (help) view.dom.setAttribute("aria-describedby", help.id);
}

function nameToolbar(bar) {
  bar.role = "toolbar";
  bar.ariaLabel = gettext("Formatting and objects");
  for (const button of bar.querySelectorAll("button")) {
    const { classList } = button;
    if (classList.contains("active") || button.hasAttribute("aria-pressed"))
      button.setAttribute("aria-pressed", classList.contains("active"));
    button.toggleAttribute("aria-disabled", false);
    if (classList.contains("disabled")) button.setAttribute("aria-disabled", "true");
  }
}

export const DeskShell = Extension.create({
  name: "deskShell",
  priority: 1, // after the menu is made

  onBeforeCreate() {
    // The editor would write a style element, which the policy refuses; its rules are in editor.css.
    this.editor.options.injectCSS = false;
  },

  addProseMirrorPlugins() {
    // Tab leads on to the next cell, and after the last one to the next field, as it does out of a list: it would nest
    // the line, which nobody on the way there meant.
    const keydown = (_view, event) => {
      if (event.key !== "Tab") return false;
      const { commands } = this.editor;
      if ((event.shiftKey ? commands.goToPreviousCell : commands.goToNextCell)?.()) event.preventDefault();
      return true;
    };
    // Where the cursor goes, the page follows, and stops below what stands on top of it.
    const covered = { top: 110, right: 0, bottom: 60, left: 0 };
    // Where that is, is asked as the page is drawn: at the key, the whole page would be laid out once more. In a line
    // of the story itself a look at the cursor tells it; the editor asks all that the line stands in.
    let frame = 0;
    const look = (view) => {
      const { $head } = view.state.selection;
      const { top, bottom } = view.coordsAtPos($head.pos);
      frame = -1;
      if ($head.depth > 1 || top <= covered.top || bottom >= innerHeight - covered.bottom) view.scrollToSelection();
      frame = 0;
    };
    const handleScrollToSelection = (view) => {
      frame ||= requestAnimationFrame(() => view.isDestroyed || look(view));
      return frame > 0;
    };
    const handleDOMEvents = { keydown };
    const props = { handleDOMEvents, handleScrollToSelection, scrollThreshold: covered, scrollMargin: covered };
    return [new Plugin({ props })];
  },

  onCreate() {
    const { dom } = this.editor.view;
    const shell = dom.closest(".prose-editor");
    // Until the pointer is on the words nobody takes hold of a block.
    const fetchGrip = ({ target }) =>
      import("desk/grip").then(({ addGrip }) => addGrip(this.editor, target)).catch(() => {});
    if (this.editor.isEditable) dom.addEventListener("pointerover", fetchGrip, { once: true });
    nameTextbox(this.editor, shell.querySelector("textarea"));
    const bar = shell.querySelector(".prose-menubar");
    if (!bar) return;
    nameToolbar(bar);
    this.editor.on("transaction", () => nameToolbar(bar));
  },
});
