// A film, a sound or a post of another site, as a card with the words that the site told of it.
import { Node, Plugin, gettext } from "django-prose-editor/editor";
import { awaitInWords } from "desk/awaited";
import { fixed, redraw } from "desk/card";
import { buttons } from "desk/object-buttons";

const LABEL = gettext("Embed");
const link = (section) => section.querySelector("footer a[href]");
const later = (act) => awaitInWords(import("desk/address-card").then(act));
const drawn = (...card) => import("desk/embed-words").then(({ draw }) => draw(...card)).catch(() => {});

function isOnEmptyLine({ selection: { $from, empty } }) {
  return empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size;
}

export const Embed = Node.create({
  name: "embed",
  priority: 150, // an address on a line of its own is looked at before it is pasted as words
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    const kept = (parseHTML) => ({ default: "", parseHTML, rendered: false });
    return {
      day: kept(({ dataset: { day } }) => (/^\d{4}-\d\d-\d\d$/.test(day) ? day : "")),
      title: kept((section) => section.querySelector("h3")?.textContent || ""),
      lines: kept((section) => [...section.querySelectorAll("p")].map((line) => line.textContent).filter(Boolean)),
      address: kept((section) => link(section).getAttribute("href")),
      source: kept((section) => link(section).textContent),
    };
  },
  parseHTML: () => [
    { tag: 'section[data-kind="embed"]', priority: 60, getAttrs: (section) => (link(section) ? null : false) },
  ],
  renderHTML({ node: { attrs } }) {
    const lines = attrs.lines.map((line) => ["p", line]);
    const day = attrs.day ? { "data-day": attrs.day } : {};
    const footer = ["footer", ["a", { href: attrs.address }, attrs.source]];
    return ["section", { "data-kind": "embed", ...day }, ["h3", attrs.title], ...lines, footer];
  },

  addNodeView:
    () =>
    ({ node, editor, getPos }) => {
      const text = fixed("span", "desk-card__text", [LABEL]);
      const show = ({ attrs }) => drawn(text, LABEL, attrs);
      show(node);
      return {
        dom: fixed("div", "desk-card", [text, buttons({ editor, getPos, name: LABEL })]),
        update: redraw(node, show),
        stopEvent: ({ target }) => Boolean(target.closest?.("a, button")),
        ignoreMutation: () => true,
      };
    },

  addProseMirrorPlugins() {
    const { editor } = this;
    const paste = (view, event) => {
      const text = event.clipboardData?.getData("text/plain").trim();
      if (!/^https?:\/\/[^\s<>"]{3,2000}$/.test(text) || !isOnEmptyLine(view.state)) return false;
      event.preventDefault();
      // First as words, so that nothing is lost and undo comes back to them.
      editor.commands.insertContent({ type: "text", text, marks: [{ type: "link", attrs: { href: text } }] });
      later(({ become }) => become(editor, text));
      return true;
    };
    return [new Plugin({ props: { handleDOMEvents: { paste } } })];
  },

  addMenuItems: ({ menu, buttons: { text } }) =>
    menu.defineItem({
      name: "embed",
      groups: "kinds",
      button: text(LABEL, gettext("Embed something of another site")),
      synonyms: "youtube vimeo film video post tweet mastodon bluesky tiktok spotify",
      command: (editor) => later(({ askForAddress }) => askForAddress(editor)),
    }),
});
