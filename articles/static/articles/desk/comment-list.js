// The list of comments beside the words: the server draws it, and each button sends what its page would send.
import { askPage } from "desk/ask-page";

const box = document.querySelector("[data-comments]");
const margin = document.querySelector("[data-margin]");
const form = document.getElementById("article_form");

/** No form may stand in another: its fields belong to none, so that a save of the story does not send them. */
function freed(page) {
  for (const each of page.querySelectorAll(".ask form")) {
    const part = document.createElement("div");
    part.className = `${each.className} comment__form`;
    part.append(...each.childNodes);
    for (const field of part.querySelectorAll("input, textarea, select, button")) field.setAttribute("form", "nothing");
    each.replaceWith(part);
  }
  const [threads, add] = [page.querySelector("[data-threads]"), page.querySelector(".ask > .comment__form")];
  const about = Object.assign(document.createElement("blockquote"), { className: "comment__quote" });
  about.dataset.about = "";
  add?.querySelector("#id_quote")?.closest("div").replaceWith(about);
  add?.querySelector(".submit-row a")?.remove();
  return [threads, add].map((part) => part && document.adoptNode(part));
}

/** The page of the comments, as the server answers; nothing where it cannot be had. */
export async function ask(words) {
  const page = await askPage(box.dataset.address, words);
  return page?.querySelector("[data-threads]") ? page : null;
}

/** What stands beside this button, as its own page would send it. */
export function wordsBeside(button) {
  const words = new URLSearchParams({ csrfmiddlewaretoken: form.querySelector("[name=csrfmiddlewaretoken]").value });
  for (const field of button.closest(".comment__form").querySelectorAll("[name]:is(input, textarea, select)"))
    if (field.type !== "submit") words.set(field.name, field.value);
  words.set(button.name || "_begin", button.value);
  return words;
}

/** Puts the list of that page here; what is being typed elsewhere in it stays. The places are given back. */
export function draw(page) {
  const list = box.querySelector("[data-comment-list]");
  const fields = [list, margin].flatMap((part) => [...part.querySelectorAll("textarea")]);
  const typed = fields.map(({ id, value }) => [id, value]);
  const [threads, add] = freed(page);
  for (const thread of threads.querySelectorAll(".comment:not(.comment--done)")) {
    const show = Object.assign(document.createElement("button"), { type: "button", textContent: box.dataset.show });
    show.dataset.showPassage = thread.dataset.thread;
    thread.querySelector(".comment__acts").append(show);
  }
  margin.replaceChildren();
  list.replaceChildren(add, threads);
  add.hidden = true;
  for (const [id, value] of typed) if (value && document.getElementById(id)) document.getElementById(id).value = value;
  const places = JSON.parse(page.getElementById("comment-places").textContent);
  const count = threads.querySelectorAll(".comment:not(.comment--done)").length;
  box.querySelector("[data-comment-count]").textContent = count ? box.dataset.open.replace("{count}", count) : "";
  return places;
}
