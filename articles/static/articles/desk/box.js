// Boxes of words: a heading, and under it text or entries of a line and a text. The editor's half of body/boxes.py.
import { Node, gettext } from "django-prose-editor/editor";
import { framed, holder, line } from "desk/box-frame";
import { boxKeys } from "desk/box-keys";
import { addEntry } from "desk/box-places";
import { insertBlock } from "desk/card";
import { labelled } from "desk/object-buttons";

const TEXT = "(paragraph | bulletList | orderedList)+";

/** A button that adds an entry below the others. */
function adder({ editor, getPos }, name, label) {
  const add = () => addEntry(editor, name, getPos() + editor.state.doc.nodeAt(getPos()).nodeSize - 2);
  return { dom: labelled(gettext("Add an entry"), label, add) };
}

/** The parts of a box: its heading, and where it has entries what they are made of. */
function partsOf(name, within, [title, entry], many) {
  const heading = line(`${name}Title`, "h3", within, title);
  if (!entry) return [heading];
  return [
    heading,
    holder(`${name}Entries`, "dl", within, `(${name}Line ${name}Text)${many}`),
    line(`${name}Line`, "dt", `${within} > dl`, entry),
    holder(`${name}Text`, "dd", `${within} > dl`, TEXT),
  ];
}

/** The node of a box. `lines` are what its heading and its entries' lines ask for; a new one has what `start` says. */
export function makeBox({ name, kind, label, say, synonyms, lines, start, many = "+" }) {
  const within = `section[data-kind="${kind}"]`;
  const hasEntries = lines.length > 1;
  const isOpen = hasEntries && many === "+"; // to one more entry
  return Node.create({
    name,
    group: "block",
    content: `${name}Title ${hasEntries ? `${name}Entries` : TEXT}`,
    isolating: true,
    defining: true,

    addStorage: () => ({ isOpen }),
    addExtensions: () => partsOf(name, within, lines, many),
    parseHTML: () => [{ tag: within, priority: 60 }],
    renderHTML: () => ["section", { "data-kind": kind }, 0],
    addNodeView: () => framed(kind, label, (props) => (isOpen ? [adder(props, name, label)] : [])),
    addKeyboardShortcuts() {
      return boxKeys(this.editor, name);
    },
    addMenuItems({ menu, buttons }) {
      const command = (editor) => insertBlock(editor, { type: name, content: [{ type: `${name}Title` }, ...start] });
      menu.defineItem({ name, groups: "kinds", button: buttons.text(label, say), synonyms, command });
    },
  });
}

/** What a new box has to begin with. */
export const empty = {
  line: { type: "paragraph" },
  list: { type: "bulletList", content: [{ type: "listItem", content: [{ type: "paragraph" }] }] },
  entries: (name, entries) => ({
    type: `${name}Entries`,
    content: entries.flatMap(([words, content]) => [
      { type: `${name}Line`, content: words ? [{ type: "text", text: words }] : [] },
      { type: `${name}Text`, content },
    ]),
  }),
};
