// What is drawn around the words of a placed kind: its name, its buttons, and whatever else there is to choose.
import { Node, crel } from "django-prose-editor/editor";
import { fixed, redraw } from "desk/card";
import { buttons } from "desk/object-buttons";

/** A line without marks, which says what belongs in it while it is empty. */
export function line(name, tag, within, placeholder) {
  return Node.create({
    name,
    content: "text*",
    marks: "",
    defining: true,
    isolating: true,
    parseHTML: () => [{ tag: `${within} > ${tag}`, priority: 70 }],
    renderHTML: () => [tag, 0],
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement(tag);
        dom.dataset.placeholder = placeholder;
        const show = (shown) => dom.classList.toggle("is-empty", shown.content.size === 0);
        show(node);
        const update = redraw(node, show);
        return { dom, contentDOM: dom, update, ignoreMutation: ({ type }) => type === "attributes" };
      };
    },
  });
}

/** A part that only holds others. */
export const holder = (name, tag, within, content) =>
  Node.create({
    name,
    content,
    isolating: true,
    parseHTML: () => [{ tag: `${within} > ${tag}`, priority: 70 }],
    renderHTML: () => [tag, 0],
  });

/** The view of a kind. `more` makes what stands before its buttons: each has its `dom`, and may `show` a node. */
export const framed =
  (kind, label, more = () => []) =>
  (props) => {
    const { node, editor, getPos } = props;
    const choices = more(props);
    const tools = buttons({ editor, getPos, name: label });
    tools.prepend(...choices.map(({ dom }) => dom));
    const head = fixed("div", "desk-box__head", [fixed("strong", "desk-box__name", [label]), tools]);
    const words = crel("div", { className: "desk-box__words" });
    const dom = crel("section", { className: `desk-box desk-box--${kind}` }, [head, words]);
    const show = (shown) => {
      for (const choice of choices) choice.show?.(shown);
    };
    show(node);
    return {
      dom,
      contentDOM: words,
      update: redraw(node, show),
      stopEvent: (event) => head.contains(event.target) && Boolean(event.target.closest?.("button, select")),
      ignoreMutation: ({ type, target }) => type === "attributes" || (type !== "selection" && !words.contains(target)),
    };
  };
