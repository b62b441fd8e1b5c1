// Changes the order of a gallery's pictures. A picture that stands by itself does not show the buttons for it.
import { gettext } from "django-prose-editor/editor";

/** Put a picture one place earlier (-1) or later (1); the button that did it stays under the finger. */
export function move(editor, getPos, step) {
  const from = getPos();
  const $from = editor.state.doc.resolve(from);
  const other = $from.parent.type.name === "gallery" && $from.parent.maybeChild($from.index() + step);
  if (!other) return;
  const [node, to] = [editor.state.doc.nodeAt(from), from + step * other.nodeSize];
  editor
    .chain()
    .command(({ tr }) => {
      tr.delete(from, from + node.nodeSize).insert(to, node);
      return true;
    })
    .run();
  const figure = editor.view.nodeDOM(to);
  // At either end the button that leads on is hidden, and takes no focus.
  for (const way of [-step, step]) figure.querySelector(`[data-move="${way}"]`).focus();
  const said = `${gettext("Place")} ${$from.index() + step + 1} / ${$from.parent.childCount}`;
  figure.closest(".desk-gallery").querySelector("[role=status]").textContent = said;
}
