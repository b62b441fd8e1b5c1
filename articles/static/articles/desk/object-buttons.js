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

/** In a gallery, earlier and later; and the picture's words. What they do is fetched when one of them is pressed. */
export function pictureButtons(editor, getPos) {
  const name = gettext("Picture");
  const steps = [
    [-1, "←", gettext("Earlier")],
    [1, "→", gettext("Later")],
  ].map(([step, sign, words]) => {
    const act = () => import("desk/move-picture").then(({ move }) => move(editor, getPos, step));
    const button = labelled(words, name, act);
    button.textContent = sign;
    button.dataset.move = step;
    return button;
  });
  const ask = () =>
    import("desk/picture-words").then(({ askForWords }) => askForWords([editor.state.doc.nodeAt(getPos()).attrs.id]));
  return [...steps, labelled(gettext("Words"), name, ask)];
}
