// How a picker comes to what is not in its list yet: made in a tab of its own, or brought in place.
import { crel } from "django-prose-editor/editor";
import { addresses } from "desk/lookup";
import { makeInPlace } from "desk/make-in-place";

/** What is made in a tab of its own stands on top of the list when one comes back. */
export function makes(kind, words, reload) {
  const link = crel("a", { className: "button", href: addresses.make[kind], target: "_blank" }, [words]);
  let isAway = false;
  link.addEventListener("click", () => {
    isAway = true;
  });
  const back = () => isAway && reload();
  window.addEventListener("focus", back);
  return [link, () => window.removeEventListener("focus", back)];
}

/** What is made in place: by a button, or from a file that is dropped on the list. */
export function makesHere(kind, words, dialog, take) {
  async function brings(file) {
    const id = await makeInPlace(kind, addresses.make[kind], file);
    if (id) take([id]);
  }
  const button = crel("button", { type: "button", className: "button" }, [words]);
  button.addEventListener("click", () => brings());
  dialog.addEventListener("drop", ({ dataTransfer: { files } }) => files.length && brings(files[0]));
  return button;
}
