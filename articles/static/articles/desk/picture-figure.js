// A picture of the library in the text, with a caption for this use. Stored as its id and the caption's words.
import { Node, crel, gettext } from "django-prose-editor/editor";
import { fixed, insertBlock, lineBelow, missing, redraw, thumbnail } from "desk/card";
import { choose, describe } from "desk/lookup";
import { buttons, changeId, pictureButtons } from "desk/object-buttons";

/** Show what the library knows of that picture. */
export function draw(figure, id) {
  const part = (name) => figure.querySelector(`.desk-figure__${name}`);
  describe("picture", id).then((picture) => {
    const words = picture?.label || missing(gettext("Picture"), id);
    part("frame").replaceChildren(...(picture?.thumbnail ? thumbnail(picture.thumbnail) : [words]));
    figure.classList.toggle("desk-figure--missing", !picture);
    part("credit").textContent = picture?.note || "";
    part("caption").dataset.placeholder = picture?.caption || gettext("Caption");
  });
}

export const PictureFigure = Node.create({
  name: "pictureFigure",
  group: "block",
  content: "text*",
  isolating: true,
  draggable: true,

  addAttributes() {
    return {
      id: { parseHTML: (element) => element.dataset.picture, renderHTML: ({ id }) => ({ "data-picture": id }) },
    };
  },

  parseHTML() {
    const words = (element) => element.querySelector("figcaption") || document.createElement("figcaption");
    return [{ tag: "figure[data-picture]", contentElement: words, priority: 60 }];
  },

  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],

  addNodeView() {
    return ({ node, editor, getPos }) => {
      const frame = fixed("div", "desk-figure__frame");
      const caption = crel("figcaption", { className: "desk-figure__caption" });
      const credit = fixed("span", "desk-figure__credit");
      const change = () => choose("picture", (id) => changeId(editor, getPos, id));
      const tools = buttons({ editor, getPos, name: gettext("Picture"), change });
      const foot = fixed("div", "desk-figure__foot", [credit, tools]);
      tools.prepend(...pictureButtons(editor, getPos));
      const dom = crel("figure", { className: "desk-figure" }, [frame, caption, foot]);
      const show = (shown) => {
        caption.classList.toggle("is-empty", shown.content.size === 0);
        if (dom.dataset.shown !== shown.attrs.id) draw(dom, shown.attrs.id);
        dom.dataset.shown = shown.attrs.id;
      };
      show(node);
      return {
        dom,
        contentDOM: caption,
        update: redraw(node, show),
        stopEvent: (event) => Boolean(event.target.closest?.("button")),
        // Only the caption's words are an edit; what we draw around them is not.
        ignoreMutation: ({ type, target }) =>
          type === "attributes" || (type !== "selection" && !caption.contains(target)),
      };
    };
  },

  addKeyboardShortcuts() {
    return { Enter: () => this.editor.isActive(this.name) && lineBelow(this.editor) };
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "picture",
      groups: "objects",
      priority: 90,
      button: buttons.text(gettext("Picture"), gettext("Insert a picture")),
      command: (editor) => choose("picture", (id) => insertBlock(editor, { type: "pictureFigure", attrs: { id } })),
    });
  },
});
