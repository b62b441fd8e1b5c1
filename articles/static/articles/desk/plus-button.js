// A "+" beside the empty line that the cursor is on, for who has no "/" at hand.
import { Plugin, crel, gettext } from "django-prose-editor/editor";

/** The empty line of the story itself that the cursor is on, as an element. */
function emptyLine(view) {
  const { $from, empty } = view.state.selection;
  if (!view.editable || !empty || $from.depth !== 1 || $from.parent.type.name !== "paragraph") return null;
  return $from.parent.content.size ? null : view.nodeDOM($from.before(1));
}

export function plusButton(open) {
  const button = crel("button", { type: "button", className: "desk-plus", textContent: "+" });
  button.setAttribute("aria-label", gettext("Insert something here"));
  button.hidden = true;
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the cursor stays
  button.addEventListener("click", open);

  let above = null;

  function show(view, grows) {
    const line = emptyLine(view);
    button.hidden = !line;
    if (!line) return;
    if (!button.isConnected) view.dom.after(button);
    button.style.top = `${view.dom.offsetTop + line.offsetTop + line.offsetHeight / 2}px`;
    if (above === line.previousElementSibling) return;
    grows.disconnect();
    above = line.previousElementSibling;
    if (above) grows.observe(above);
  }
  const view = (made) => {
    const grows = new ResizeObserver(() => show(made, grows)); // a card is drawn when its words have come
    show(made, grows);
    const destroy = () => {
      grows.disconnect();
      button.remove();
    };
    return { update: (now) => show(now, grows), destroy };
  };
  return new Plugin({ view });
}
