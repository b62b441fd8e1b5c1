// A grip beside the block that the pointer is on, or the cursor: drag it, or press it for two buttons.
import { crel, gettext } from "django-prose-editor/editor";
import { blockAt, blockOf, moveTo, stepFrom } from "desk/block-places";
import { dragBy } from "desk/grip-drag";
import { whenQuiet } from "desk/quiet";

const PAUSE = 200; // milliseconds

const button = (className, label, sign) =>
  crel("button", { type: "button", className, "aria-label": label, title: label, tabIndex: -1 }, [sign]);

function parts() {
  const grip = button("desk-grip__hold", gettext("Move this block: drag it, or press for up and down"), "⠿");
  const up = button("desk-grip__step", gettext("Move the block up"), "↑");
  const down = button("desk-grip__step", gettext("Move the block down"), "↓");
  const steps = crel("span", { className: "desk-grip__steps", hidden: true }, [up, down]);
  const said = crel("span", { className: "visually-hidden", role: "status" });
  const dom = crel("div", { className: "desk-grip", hidden: true }, [grip, steps, said]);
  grip.setAttribute("aria-expanded", "false");
  return { dom, grip, up, down, steps, said };
}

/** `target` is what the pointer was on when this was asked for. */
export function addGrip(editor, target) {
  const { view } = editor;
  const shell = view.dom.parentElement;
  const { dom, grip, up, down, steps, said } = parts();
  let from = null; // where the block begins
  let isPointed = false; // the pointer said so, and not the cursor

  function open(isOpen) {
    steps.hidden = !isOpen;
    grip.setAttribute("aria-expanded", isOpen);
  }
  function showAt(place) {
    const block = place === null ? null : view.nodeDOM(place);
    if (place !== from) open(false);
    from = block ? place : null;
    dom.hidden = !block;
    if (block) dom.style.top = `${view.dom.offsetTop + block.offsetTop}px`;
  }
  function step(side) {
    const to = stepFrom(editor.state.doc, from, side);
    if (to === null) return;
    const isOpen = !steps.hidden;
    showAt(moveTo(editor, from, to));
    open(isOpen);
    const { doc } = editor.state;
    said.textContent = `${gettext("Place")} ${doc.resolve(from).index() + 1} / ${doc.childCount}`;
  }

  // Where the cursor is, one sees when one has stopped typing: to ask where a line stands costs time at every key.
  const quiet = whenQuiet(() => {
    if (steps.hidden) showAt(isPointed ? from : blockOf(editor.state));
  }, PAUSE);
  editor.on("update", ({ transaction }) => {
    from = from === null ? null : transaction.mapping.map(from);
    dom.hidden = steps.hidden;
    quiet.soon();
  });
  editor.on("selectionUpdate", () => quiet.soon());
  view.dom.addEventListener("keydown", () => {
    isPointed = false;
  });
  view.dom.addEventListener("pointermove", ({ target: at, buttons, pointerType }) => {
    isPointed = pointerType === "mouse";
    if (!buttons && isPointed && steps.hidden) showAt(blockAt(view, at) ?? from);
  });
  grip.addEventListener("click", () => open(steps.hidden));
  up.addEventListener("click", () => step(-1));
  down.addEventListener("click", () => step(1));
  dragBy(grip, {
    editor,
    begin: () => open(false),
    from: () => from,
    drop: (to) => showAt(moveTo(editor, from, to)),
  });
  shell.append(dom);
  showAt(blockAt(view, target) ?? blockOf(editor.state));
}
