// "/" at the start of an empty line or after a space, and a "+" at the empty line: everything that may stand in a body.
import { Extension, Plugin, gettext } from "django-prose-editor/editor";
import { insertBlock } from "desk/card";
import { moveBlock } from "desk/move-block";
import { newTable } from "desk/new-table";
import { plusButton } from "desk/plus-button";
import { openPopup } from "desk/slash-popup";
import { asks, entriesOf } from "desk/slash-words";

/** Open the list at the cursor. What is typed into it is put into the words if nothing is chosen. */
export function openSlash(editor, sign = "") {
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

function isAsked({ selection }) {
  const { $from, empty } = selection;
  if (!empty || $from.parent.type.name !== "paragraph") return false;
  return asks($from.parent.textBetween(0, $from.parentOffset, "\n", "x"), !$from.parent.content.size);
}

const insertTable = (editor) => insertBlock(editor, newTable(["", "", ""]));

export const SlashMenu = Extension.create({
  name: "slashMenu",

  addProseMirrorPlugins() {
    const { editor } = this;
    const handleTextInput = (view, _from, _to, text) => {
      if (text !== "/" || !isAsked(view.state)) return false;
      openSlash(editor, "/");
      return true;
    };
    return [new Plugin({ props: { handleTextInput } }), plusButton(() => openSlash(editor))];
  },

  addKeyboardShortcuts() {
    return {
      "Alt-ArrowUp": () => moveBlock(this.editor, -1),
      "Alt-ArrowDown": () => moveBlock(this.editor, 1),
    };
  },

  addMenuItems({ menu, buttons }) {
    const insert = buttons.text(gettext("Insert"), gettext("Insert something: also “/” on an empty line"));
    menu.defineItem({
      name: "insert",
      groups: "objects",
      priority: 120,
      button: insert,
      command: (editor) => openSlash(editor),
    });
    const table = buttons.text(gettext("Table"), gettext("Insert a table"));
    menu.defineItem({ name: "table3", groups: "slash", button: table, command: insertTable });
  },
});
