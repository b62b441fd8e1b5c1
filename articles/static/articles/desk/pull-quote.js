// A sentence of the story set large, and who said it.
import { Node, gettext } from "django-prose-editor/editor";
import { insertBlock, lineBelow, redraw } from "desk/card";

const part = (name, tag, placeholder) =>
  Node.create({
    name,
    content: "text*",
    marks: "",
    defining: true,
    parseHTML: () => [{ tag: `figure[data-quote] > ${tag}`, priority: 70 }],
    renderHTML: () => [tag, 0],
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement(tag);
        const show = (shown) => dom.classList.toggle("is-empty", shown.content.size === 0);
        dom.dataset.placeholder = placeholder;
        show(node);
        const update = redraw(node, show);
        return { dom, contentDOM: dom, update, ignoreMutation: ({ type }) => type === "attributes" };
      };
    },
  });

const Words = part("pullQuoteWords", "blockquote", gettext("The words to set large"));
const Source = part("pullQuoteSource", "figcaption", gettext("Who said it"));

/** Enter goes from the words to the source, and from there to a new line below. */
function goOn(editor) {
  if (editor.isActive("pullQuoteSource")) return lineBelow(editor);
  if (!editor.isActive("pullQuoteWords")) return false;
  return editor.commands.setTextSelection(editor.state.selection.$to.after() + 1);
}

/** Backspace in a quote without words takes it out whole. */
function takeOut(editor) {
  const { $from, empty } = editor.state.selection;
  if (!empty || !editor.isActive("pullQuoteWords") || $from.node(-1).textContent) return false;
  return editor.commands.deleteNode("pullQuote");
}

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "pullQuoteWords pullQuoteSource",
  isolating: true,
  draggable: true,

  addExtensions: () => [Words, Source],
  parseHTML: () => [{ tag: "figure[data-quote]", priority: 60 }],
  renderHTML: () => ["figure", { "data-quote": "pull" }, 0],

  addNodeView: () => () => {
    const dom = Object.assign(document.createElement("figure"), { className: "desk-quote" });
    return { dom, contentDOM: dom };
  },

  addKeyboardShortcuts() {
    return { Enter: () => goOn(this.editor), Backspace: () => takeOut(this.editor) };
  },

  addMenuItems({ menu, buttons }) {
    const content = [{ type: "pullQuoteWords" }, { type: "pullQuoteSource" }];
    menu.defineItem({
      name: "pullQuote",
      groups: "objects",
      priority: 80,
      button: buttons.text(gettext("Quote"), gettext("Insert a pull quote")),
      command: (editor) => insertBlock(editor, { type: "pullQuote", content }),
    });
  },
});
