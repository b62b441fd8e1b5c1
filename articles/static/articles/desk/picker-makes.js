// How a picker comes to what is not in its list yet: by a button, or from a file that is dropped on the list.
import { crel } from "django-prose-editor/editor";
import { addresses } from "desk/lookup";
import { makeInPlace } from "desk/make-in-place";

export function makes(kind, words, dialog, take) {
  async function brings(file) {
    const id = await makeInPlace(kind, addresses.make[kind], file);
    if (id) take([id]);
  }
  const button = crel("button", { type: "button", className: "button" }, [words]);
  button.addEventListener("click", () => brings());
  dialog.addEventListener("drop", ({ dataTransfer: { files } }) => files.length && brings(files[0]));
  return button;
}
