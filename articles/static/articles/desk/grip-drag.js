// Drags a block by its grip, with a mouse or a finger. A line shows where it would go; Esc leaves it where it is.
import { borderNear, heightOf } from "desk/block-places";
import { crel } from "django-prose-editor/editor";

const [NEAR, EDGE, SPEED] = [6, 120, 14]; // px: what is no drag yet, where the page follows, and how fast

export function dragBy(grip, { editor, begin, from, drop }) {
  const { view } = editor;
  const line = crel("div", { className: "desk-grip__line", hidden: true });
  view.dom.after(line);
  let wasDragged = false;
  let held = null; // how high the pointer was, and is; null while nothing is held
  let border = null;

  function show() {
    border = borderNear(view, held.now);
    line.hidden = false;
    line.style.top = `${view.dom.offsetTop + heightOf(view, border)}px`;
  }
  function follow() {
    if (!held?.isDrag) return;
    const step = (held.now < EDGE ? -SPEED : 0) + (held.now > window.innerHeight - EDGE ? SPEED : 0);
    if (step) {
      window.scrollBy(0, step);
      show();
    }
    requestAnimationFrame(follow);
  }
  function end(isDropped) {
    const wasDrag = held?.isDrag;
    held = null;
    line.hidden = true;
    view.dom.classList.remove("is-moving");
    document.removeEventListener("keydown", leave, true);
    if (wasDrag && isDropped && border !== null) drop(border);
    return wasDrag;
  }
  function leave(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end(false);
  }

  grip.addEventListener("pointerdown", (event) => {
    if (event.button || from() === null) return;
    event.preventDefault(); // the cursor stays
    grip.setPointerCapture(event.pointerId);
    wasDragged = false;
    held = { began: event.clientY, now: event.clientY, isDrag: false };
  });
  grip.addEventListener("pointermove", ({ clientY }) => {
    if (!held) return;
    held.now = clientY;
    if (!held.isDrag && Math.abs(clientY - held.began) < NEAR) return;
    if (!held.isDrag) {
      held.isDrag = true;
      begin();
      view.dom.classList.add("is-moving");
      document.addEventListener("keydown", leave, true);
      requestAnimationFrame(follow);
    }
    show();
  });
  grip.addEventListener("pointercancel", () => end(false));
  grip.addEventListener("pointerup", () => {
    wasDragged = Boolean(end(true));
  });
  // What ends a drag is no press.
  grip.addEventListener(
    "click",
    (event) => {
      if (wasDragged) event.stopImmediatePropagation();
      wasDragged = false;
    },
    true,
  );
}
