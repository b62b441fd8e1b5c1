// The body's headings, each leading to its place, and how long the story is: as it stands in the editor at the moment.
import { whenQuiet } from "desk/quiet";
import { closeSide } from "desk/reveal";

const [PAUSE, WORDS_A_MINUTE] = [300, 230]; // the second as the checklist counts
const box = document.querySelector("[data-outline]");

function wordsIn({ doc }) {
  return doc.textBetween(0, doc.content.size, " ", " ").split(/\s+/).filter(Boolean).length;
}

function go(editor, place) {
  closeSide();
  editor
    .chain()
    .setTextSelection(place + 1)
    .run();
  editor.view.nodeDOM(place)?.scrollIntoView({ block: "start" });
  editor.commands.focus(null, { scrollIntoView: false });
}

function headingsOf(editor) {
  const found = [];
  editor.state.doc.forEach((node, place) => {
    if (node.type.name === "heading" && node.textContent.trim()) found.push([node, place]);
  });
  return found;
}

function line(editor, node, index) {
  const item = document.createElement("li");
  item.dataset.level = node.attrs.level;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: node.textContent });
  // Asked for anew when it is pressed: what was typed meanwhile has moved the places.
  button.addEventListener("click", () => go(editor, headingsOf(editor)[index]?.[1] ?? 0));
  item.append(button);
  return item;
}

function draw(editor) {
  const headings = headingsOf(editor);
  const list = box.querySelector("[data-headings]");
  const words = wordsIn(editor.state);
  const told = box.dataset[words === 1 ? "word" : "words"]
    .replace("{words}", words.toLocaleString())
    .replace("{minutes}", Math.max(1, Math.round(words / WORDS_A_MINUTE)));
  for (const count of document.querySelectorAll("[data-count]")) count.textContent = told;
  if (!list.contains(document.activeElement))
    list.replaceChildren(...headings.map(([node], index) => line(editor, node, index)));
  box.querySelector("[data-no-headings]").hidden = headings.length > 0;
}

/** Shows it for the editor, and keeps it up to date. */
export function begin(editor) {
  box.hidden = false;
  editor.view.dom.dataset.placeholder = box.dataset.placeholder;
  draw(editor);
  editor.on("update", whenQuiet(() => draw(editor), PAUSE).soon);
}
