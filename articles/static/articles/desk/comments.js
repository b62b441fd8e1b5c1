// Comments on marked words: shown at the side and beside the words that they are about, written without leaving them.
import { ask, draw, wordsBeside } from "desk/comment-list";
import { arrange, isBeside } from "desk/comment-margin";
import { takePlaces } from "desk/comment-places";
import { anchorOf } from "desk/comment-text";
import { card, followWriting, markNow, say, showPassage, threadAt } from "desk/comment-ways";
import { revealPart } from "desk/reveal";
import { editorOf } from "desk/taken-words";

const LONGEST = 2000; // letters of a passage
const box = document.querySelector("[data-comments]");
const margin = document.querySelector("[data-margin]");
const form = document.getElementById("article_form");
const isWritten = Boolean(form?.querySelector("textarea[name=body]")); // to whom may only read, the words are no field
const editor = new Promise((resolve) => {
  if (!isWritten || editorOf()) resolve();
  else document.addEventListener("prose-editor:ready", resolve, { once: true });
});

/** What the server refuses is said, and stays as it was typed. */
async function take(page, typed = []) {
  const refused = page ? page.querySelector(".errorlist li")?.textContent : box.dataset.failed;
  say(refused || "");
  if (refused) return;
  await editor;
  for (const field of typed) field.value = "";
  const places = draw(page);
  if (!isWritten) return;
  takePlaces(editorOf(), places);
  arrange(editorOf());
}

function answerTo(id) {
  markNow(id);
  card(id).querySelector("details").open = true;
  card(id).querySelector("textarea").focus();
}

/** A comment on what is marked; where the cursor is in a passage, an answer to what is said of it. */
export async function begin() {
  if (!box || !isWritten) return;
  await loaded;
  const { selection, doc } = editorOf().state;
  if (!isBeside()) revealPart("comments");
  const thread = selection.empty && threadAt(selection);
  if (thread) return answerTo(thread);
  const place = selection.empty ? null : anchorOf(doc, selection);
  if (!place || place[1].length > LONGEST) return say(place ? box.dataset.long : box.dataset.none);
  say("");
  const add = document.querySelector(":is([data-comment-list], [data-margin]) > .comment__form");
  add.hidden = false;
  add.querySelector("[name=place]").value = JSON.stringify(place);
  add.querySelector("[data-about]").textContent = place[1];
  arrange(editorOf());
  add.querySelector("textarea").focus();
}

async function pressed(event) {
  const button = event.target.closest("button, input[type=submit]");
  if (!button) return;
  event.preventDefault();
  if ("comment" in button.dataset) return begin();
  if (button.dataset.showPassage) return showPassage(button.dataset.showPassage);
  const { thread } = button.closest(".comment")?.dataset ?? {};
  button.disabled = true;
  await take(await ask(wordsBeside(button)), button.closest(".comment__form").querySelectorAll("textarea"));
  button.disabled = false;
  (button.isConnected ? button : (card(thread) ?? editorOf()?.view.dom))?.focus();
}

if (box) {
  for (const part of [box, margin]) {
    part.addEventListener("click", pressed);
    // What is typed here is no word of the story.
    for (const name of ["input", "change", "keyup"]) part.addEventListener(name, (event) => event.stopPropagation());
  }
  box.querySelector("[data-comment]").hidden = !isWritten;
  if (isWritten) followWriting();
}
const loaded = box && ask().then(take);
