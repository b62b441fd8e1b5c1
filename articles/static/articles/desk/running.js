// The screen of a running story: Ctrl+Enter sends, a picture from the camera goes into the words, others' entries come.
import { awaitInWords } from "desk/awaited";
import { editorOf } from "desk/taken-words";

const EVERY = 5000; // milliseconds
const form = document.getElementById("article_form");
const list = document.querySelector("[data-list]");
const told = document.querySelector("[data-told]");

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-main]"));
});

form?.addEventListener("prose-editor:ready", () => {
  const button = form.querySelector("[data-picture]");
  button.hidden = false;
  button.querySelector("input").addEventListener("change", ({ target }) => {
    const editor = editorOf();
    const { doc } = editor.state;
    const files = [...target.files];
    const scripts = Promise.all([import("desk/take-pictures"), import("desk/entry-picture")]);
    const asked = scripts.then(async ([{ takePictures }, { prepare, goOn }]) => {
      const shown = (place) => prepare(place, files);
      const { asked: answered } = await takePictures({ editor, files, point: null, doc, field: null, shown });
      answered?.then(goOn);
      return answered;
    });
    awaitInWords(asked); // a picture without its words would not go out
    target.value = "";
  });
});

/** A list in which somebody writes, or has just opened something, stays as it is. */
const isInUse = () =>
  (form && list.contains(form)) || list.querySelector("details[open]") || list.contains(document.activeElement);

async function look() {
  if (document.hidden || isInUse()) return;
  const { marker } = list.querySelector("[data-marker]").dataset;
  const query = new URLSearchParams(location.search);
  query.set("seen", marker);
  const answer = await fetch(`${list.dataset.list}?${query}`);
  if (answer.status !== 200 || isInUse()) return;
  const { body } = new DOMParser().parseFromString(await answer.text(), "text/html");
  const { scrollY } = window;
  const before = list.offsetHeight;
  list.replaceChildren(...body.childNodes);
  if (list.offsetTop < scrollY) window.scrollTo(0, scrollY + list.offsetHeight - before); // nothing moves under the thumb
  told.textContent = told.dataset.words;
}

setInterval(() => look().catch(() => {}), EVERY);
