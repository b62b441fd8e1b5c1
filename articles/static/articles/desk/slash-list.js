// The list of things to put in, at the cursor: what it holds, and what becomes of what is chosen or typed.
import { openPopup } from "desk/slash-popup";
import { entriesOf } from "desk/slash-words";

/** Open the list at the cursor, on what was typed of a name already. What is in it when one leaves goes into the words. */
export function open(editor, sign, typed = "") {
  const { view } = editor;
  const { head } = editor.state.selection;
  openPopup({
    typed,
    entries: entriesOf(editor.storage.menu.menu.items("objects kinds slash")),
    at: () => view.coordsAtPos(head),
    shell: view.dom.closest(".prose-editor"),
    take: (entry) => {
      view.focus();
      entry.command(editor);
    },
    leave: (left, isGoingOn) => {
      if (left !== null && sign + left) view.dispatch(view.state.tr.insertText(sign + left));
      if (isGoingOn) view.focus();
    },
  });
}
