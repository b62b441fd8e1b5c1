// The field of the lead picture, or of that for sharing: shows the picture that is chosen, chooses another one, takes it out.
import { gettext } from "django-prose-editor/editor";
import { missing, thumbnail } from "desk/card";
import { choose, describe } from "desk/lookup";

async function show(field, input) {
  const frame = field.querySelector("[data-frame]");
  const id = input.value;
  field.querySelector("[data-remove]").hidden = !id;
  field.querySelector("[data-choose]").textContent = id ? gettext("Change") : gettext("Choose a picture");
  const picture = id ? await describe("picture", id) : null;
  if (id !== input.value) return;
  const words = [document.createElement("span"), document.createElement("small")];
  words[0].textContent = picture?.label || "";
  words[1].textContent = picture?.note || "";
  const shown = picture ? [...thumbnail(picture.thumbnail), ...words] : [missing(gettext("Picture"), id)];
  frame.replaceChildren(...(id ? shown : []));
  const caption = document.getElementById("id_lead_caption");
  if (caption && input.name === "lead_picture") caption.placeholder = picture?.caption || "";
}

export function bindPicture(field) {
  const input = field.querySelector("input");
  const set = (id) => {
    input.value = id;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    show(field, input);
  };
  field.querySelector("[data-choose]").addEventListener("click", () => choose("picture", set));
  field.querySelector("[data-remove]").addEventListener("click", () => set(""));
  field.addEventListener("desk:chosen", ({ detail }) => set(detail));
  document.addEventListener("desk:words", () => show(field, input));
  show(field, input);
}

for (const field of document.querySelectorAll("[data-picture-field]")) bindPicture(field);
