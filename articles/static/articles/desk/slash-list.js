// The list of things to put in, at the cursor: what it holds, and what becomes of what is chosen or typed.
import { openPopup } from "desk/slash-popup";
import { entriesOf } from "desk/slash-words";

/** Open the list at the cursor. What is typed into it is put into the words if nothing is chosen. */
export function open(editor, sign) {
  const { view } = editor;
  const { head } = editor.state.selection;
  openPopup({
    entries: entriesOf(editor.storage.menu.menu.items("objects kinds slash")),
    at: view.coordsAtPos(head),
    shell: view.dom.closest(".prose-editor"),
    take: (entry) => {
      view.focus();
      entry.command(editor);
    },
    leave: (typed, isGoingOn) => {
      if (typed !== null && sign + typed) view.dispatch(view.state.tr.insertText(sign + typed));
      if (isGoingOn) view.focus();
    },
  });
}
