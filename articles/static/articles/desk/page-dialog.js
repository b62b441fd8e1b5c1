// A dialog in the page. When it is closed, by Escape or by a button, browsers put the focus back where it was.
import { crel, gettext } from "django-prose-editor/editor";

/** Opens it with a place for what it holds; `mayClose` can keep it open. `closed` is fulfilled once it is. */
export function openDialog(title, className, mayClose = () => true) {
  const body = crel("div", { className: "desk-dialog__body" });
  const close = crel("button", { type: "button", className: "desk-dialog__close", "aria-label": gettext("Close") }, [
    "×",
  ]);
  const head = crel("div", { className: "desk-dialog__head" }, [crel("h2", {}, [title]), close]);
  const dialog = crel("dialog", { className: `desk-dialog ${className}`, "aria-label": title }, [head, body]);
  function shut() {
    dialog.close();
    // An editor that has the focus again puts its cursor back where it was, and not to the beginning.
    document.activeElement?.editor?.view.focus();
  }
  const end = () => mayClose() && shut();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    end();
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("[data-close]") || target === close) end();
  });
  // A browser would leave the page and show the file.
  dialog.addEventListener("drop", (event) => event.preventDefault());
  const closed = new Promise((tell) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      tell();
    });
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, body, close: shut, closed };
}

/** The form's token as it is now: who signed in again has another one. */
export const tokenNow = () => document.querySelector("#content-main [name=csrfmiddlewaretoken]").value;

/** What is answered, as elements. Nothing without a connection, or where the door is answered instead. */
export async function ask(address, options) {
  const answer = await fetch(address, { credentials: "same-origin", ...options }).catch(() => null);
  if (answer?.status === 204) return [];
  if (!answer?.ok || answer.redirected) return null;
  return [...document.createRange().createContextualFragment(await answer.text()).children];
}
