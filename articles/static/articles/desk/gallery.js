// Several pictures of the library in an order of their own. Stored as a figure around one figure for each picture.
import { Node, crel, gettext } from "django-prose-editor/editor";
import { fixed, insertBlock, redraw } from "desk/card";
import { choose } from "desk/lookup";
import { buttons, labelled } from "desk/object-buttons";

const figures = (ids) => ids.split(",").map((id) => ({ type: "pictureFigure", attrs: { id } }));

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "pictureFigure+",
  isolating: true,
  draggable: true,

  parseHTML() {
    const isFull = (element) => (element.querySelector(":scope > figure[data-picture]") ? null : false);
    return [{ tag: "figure[data-gallery]", getAttrs: isFull, priority: 70 }];
  },

  renderHTML: () => ["figure", { "data-gallery": "pictures" }, 0],

  addNodeView() {
    return ({ node, editor, getPos }) => {
      const name = gettext("Gallery");
      const count = fixed("span", "desk-gallery__count");
      const status = fixed("span", "desk-gallery__status");
      status.setAttribute("role", "status");
      const end = () => getPos() + editor.state.doc.nodeAt(getPos()).nodeSize - 1;
      const add = labelled(gettext("Add pictures"), name, () =>
        choose("pictures", (ids) => editor.chain().insertContentAt(end(), figures(ids)).focus().run()),
      );
      const tools = buttons({ editor, getPos, name });
      tools.prepend(add);
      const head = fixed("div", "desk-gallery__head", [
        fixed("strong", "desk-gallery__name", [name]),
        count,
        status,
        tools,
      ]);
      const pictures = crel("div", { className: "desk-gallery__pictures" });
      const dom = crel("figure", { className: "desk-gallery" }, [head, pictures]);
      const show = ({ childCount }) => {
        count.textContent = childCount;
      };
      show(node);
      return {
        dom,
        contentDOM: pictures,
        update: redraw(node, show),
        stopEvent: (event) => head.contains(event.target) && Boolean(event.target.closest?.("button")),
        ignoreMutation: ({ type, target }) =>
          type === "attributes" || (type !== "selection" && !pictures.contains(target)),
      };
    };
  },

  addMenuItems({ menu, buttons: menuButtons }) {
    menu.defineItem({
      name: "gallery",
      groups: "objects",
      priority: 85,
      button: menuButtons.text(gettext("Gallery"), gettext("Insert a gallery")),
      command: (editor) => choose("pictures", (ids) => insertBlock(editor, { type: "gallery", content: figures(ids) })),
    });
  },
});
