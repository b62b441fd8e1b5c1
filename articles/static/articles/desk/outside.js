// How the story will look where it is found and shared: what is typed there, or else the story's own.
import { describe } from "desk/lookup";

const preview = document.querySelector("[data-outside]");
const form = document.getElementById("article_form");
const picture = preview.querySelector("[data-shared-picture]");
const cut = (words, most) => (words.length > most ? `${words.slice(0, most).replace(/\s+\S*$/, "")} …` : words);
const typed = (names) =>
  names
    .split(" ")
    .map((name) => form.elements[name]?.value.trim() ?? "")
    .find(Boolean) ?? "";

/** Of the picture that is chosen last, however late the server answers. */
async function drawPicture() {
  const id = typed("social_picture lead_picture");
  const shown = id ? await describe("picture", id) : null;
  if (id !== typed("social_picture lead_picture")) return;
  picture.hidden = !shown?.thumbnail;
  if (shown?.thumbnail) picture.src = shown.thumbnail;
}

function draw() {
  for (const place of preview.querySelectorAll("[data-says]"))
    place.textContent = cut(typed(place.dataset.says), Number(place.dataset.most));
  drawPicture();
}

form.addEventListener("input", draw);
draw();
