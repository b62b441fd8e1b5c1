// "/" at the start of an empty line or after a space, and a "+" at the empty line: everything that may stand in a body.
// The list itself is fetched once the words have the cursor.
import { awaitInWords } from "desk/awaited";
import { Extension, Plugin, gettext } from "django-prose-editor/editor";
import { insertBlock } from "desk/card";
import { newTable } from "desk/new-table";
import { plusButton } from "desk/plus-button";

let open = null;

async function fetchList({ view }) {
  ({ open } = await import("desk/slash-list"));
  view.dom.closest(".prose-editor").dataset.lists = "";
}

function openSlash(editor, sign = "") {
  if (open) return open(editor, sign);
  const { view } = editor;
  const { head: from } = view.state.selection;
  if (sign) view.dispatch(view.state.tr.insertText(sign)); // a mere stroke if the list cannot be had
  const fetched = fetchList(editor).then(() => {
    const { doc, selection } = view.state;
    const typed = sign && selection.head > from ? doc.textBetween(from, selection.head, "\n", "\n") : sign;
    if (!typed.startsWith(sign) || /\s/.test(typed)) return; // one has gone on writing
    if (sign) view.dispatch(view.state.tr.delete(from, selection.head));
    open(editor, sign, typed.slice(1));
  });
  awaitInWords(fetched);
}

/** Whether a "/" typed after these words asks for something: at the start of an empty line, or after a space. */
const asks = (before, isEmptyLine) => (before ? /\s$/.test(before) : isEmptyLine);

function isAsked({ selection }) {
  const { $from, empty } = selection;
  if (!empty || $from.parent.type.name !== "paragraph") return false;
  return asks($from.parent.textBetween(0, $from.parentOffset, "\n", "x"), !$from.parent.content.size);
}

const insertTable = (editor) => insertBlock(editor, newTable(["", "", ""]));

export const SlashMenu = Extension.create({
  name: "slashMenu",

  onFocus() {
    if (!open) fetchList(this.editor).catch(() => {}); // whoever asks for it tries again
  },

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
    const move = (side) => () => {
      import("desk/move-block").then(({ moveBlock }) => moveBlock(this.editor, side));
      return true;
    };
    return { "Alt-ArrowUp": move(-1), "Alt-ArrowDown": move(1) };
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
