// A map: places with their coordinates, which the server draws on the paper's own outline of its area.
import { Node, gettext } from "django-prose-editor/editor";
import { fixed, insertBlock, redraw } from "desk/card";
import { buttons } from "desk/object-buttons";

const LABEL = gettext("Map");
const ask = (attrs, then) =>
  import("desk/map-dialog").then(
    ({ askForMap }) => askForMap(attrs, then),
    () => window.alert(gettext("There is no connection.")),
  );

function placesOf(section) {
  return [...section.querySelectorAll("dt")].map((name) => {
    const at = name.nextElementSibling;
    return [name, at, at?.nextElementSibling].map((part) => part?.textContent || "");
  });
}

export const PlaceMap = Node.create({
  name: "map",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes: () => ({
    title: { default: "", rendered: false, parseHTML: (section) => section.querySelector("h3")?.textContent || "" },
    places: { default: [], rendered: false, parseHTML: placesOf },
  }),
  parseHTML: () => [
    { tag: 'section[data-kind="map"]', priority: 60, getAttrs: (section) => !!section.querySelector("dt") && null },
  ],
  renderHTML({ node: { attrs } }) {
    const lines = attrs.places.flatMap(([name, at, words]) => [
      ["dt", name],
      ["dd", at],
      ["dd", words],
    ]);
    return ["section", { "data-kind": "map" }, ["h3", attrs.title], ["dl", ...lines]];
  },

  addNodeView:
    () =>
    ({ node, editor, getPos }) => {
      const [words, note] = ["words", "note"].map((part) => fixed("span", `desk-card__${part}`));
      const text = fixed("span", "desk-card__text", [fixed("span", "desk-card__name", [LABEL]), words, note]);
      const keep = (attrs) =>
        editor
          .chain()
          .command(({ tr }) => Boolean(tr.setNodeMarkup(getPos(), null, attrs)))
          .run();
      const change = () => ask(editor.state.doc.nodeAt(getPos()).attrs, keep);
      const show = ({ attrs }) => {
        words.textContent = attrs.title;
        note.textContent = attrs.places.map(([name]) => name).join(" · ");
      };
      show(node);
      return {
        dom: fixed("div", "desk-card", [text, buttons({ editor, getPos, name: LABEL, change })]),
        update: redraw(node, show),
        stopEvent: ({ target }) => Boolean(target.closest?.("button")),
        ignoreMutation: () => true,
      };
    },

  addMenuItems: ({ menu, buttons: { text } }) =>
    menu.defineItem({
      name: "map",
      groups: "kinds",
      button: text(LABEL, gettext("Insert a map")),
      synonyms: "place where location street route coordinates",
      command: (editor) => ask({ title: "", places: [] }, (attrs) => insertBlock(editor, { type: "map", attrs })),
    }),
});
