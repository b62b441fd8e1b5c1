// A form of the desk that is taken out of its page: asked for, sent, and read for what was made.
import { crel, gettext } from "django-prose-editor/editor";

/** What is answered as a page, after telling how much was sent; nothing without a connection. */
export function send(method, address, words, progress) {
  return new Promise((tell) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      progress.value = loaded / total;
    });
    request.addEventListener("loadend", () => {
      const isThere = request.status === 200;
      tell(isThere ? new DOMParser().parseFromString(request.responseText, "text/html") : null);
    });
    request.open(method, address);
    request.send(words);
  });
}

/** The names of the story's own form stay its own. */
export function named(part) {
  for (const name of ["id", "for", "aria-describedby", "aria-labelledby"])
    for (const element of part.querySelectorAll(`[${name}]`))
      element.setAttribute(name, element.getAttribute(name).replace(/[^ ]+/g, "new-$&"));
  return part;
}

/** Django answers a form of a window of its own with what was made, for the window that asked. */
export function idIn(page) {
  const made = page.querySelector("[data-popup-response]");
  return made && JSON.parse(made.dataset.popupResponse).value;
}

/** The library has this very file: it can be taken, and nobody has to leave the story to look at it. */
export function offer(link, use) {
  const [, id] = link.getAttribute("href").match(/(\d+)\/change\/$/);
  const button = crel("button", { type: "button", className: "button" }, [gettext("Use it")]);
  button.addEventListener("click", () => use(id));
  link.target = "_blank";
  link.after(" ", button);
}
