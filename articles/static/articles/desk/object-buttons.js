// The buttons of an object in the text, and the edit that the first of them makes.
import { crel, gettext } from "django-prose-editor/editor";
import { fixed } from "desk/card";

/** A button that says aloud which object it belongs to. */
export function labelled(words, name, act) {
  const made = crel("button", {
    type: "button",
    className: "desk-card__button",
    textContent: words,
    "aria-label": `${words}: ${name}`,
  });
  made.addEventListener("click", (event) => {
    event.preventDefault();
    act();
  });
  return made;
}

/** Buttons of an object in the text: choose another one, or take it out. */
export function buttons({ editor, getPos, name, change }) {
  const remove = () => {
    const $from = editor.state.doc.resolve(getPos());
    // The last picture of a gallery takes the gallery with it.
    const from = $from.depth && $from.parent.childCount === 1 ? $from.before() : $from.pos;
    editor
      .chain()
      .deleteRange({ from, to: from + editor.state.doc.nodeAt(from).nodeSize })
      .focus()
      .run();
  };
  const group = fixed("span", "desk-card__buttons");
  if (change) group.append(labelled(gettext("Change"), name, change));
  group.append(labelled(gettext("Remove"), name, remove));
  return group;
}

/** Give the node at that place another id, as an edit that can be undone. */
export const changeId = (editor, getPos, id) =>
  editor
    .chain()
    .command(({ tr }) => {
      tr.setNodeAttribute(getPos(), "id", id);
      return true;
    })
    .run();
