// What others suggest for a story, in the words of its form: marked, as it would be, as it is; decided on at the place.
import { ask, sameIn } from "desk/suggestion-ask";
import { showPieces } from "desk/suggestion-places";
import { noteSaved, saveFirst, take, version } from "desk/suggestion-take";
import { follow } from "desk/suggestion-typed";
import { buttons, goTo, say, setWay } from "desk/suggestion-ways";
import { editorOf } from "desk/taken-words";

const part = document.querySelector("[data-suggestions]");
const form = document.getElementById("article_form");
const next = part?.querySelector("[data-next-suggestion]");
let [known, turn, isBusy] = [null, -1, false];

function show(answer) {
  known = answer;
  const placed = showPieces(editorOf(), answer.pieces);
  const { open, apart } = part.dataset;
  part.querySelector("[data-suggestion-count]").textContent = answer.count ? open.replace("{count}", answer.count) : "";
  part.querySelector("[data-suggestions-apart]").textContent =
    placed < answer.count ? apart.replace("{count}", answer.count - placed) : "";
  for (const each of [next, part.querySelector("[data-ways]")]) each.hidden = !placed;
  if (!placed) setWay("marked");
}

async function decide({ name: act, value }) {
  const [editor, isAccepted] = [editorOf(), act === "_accept"];
  if (isAccepted && !(await saveFirst())) return say(part.dataset.unsaved);
  const before = follow(editor);
  const was = known;
  if (Number(version().value) !== known.version) show((await ask()) ?? known);
  const id = sameIn(known.pieces, was.pieces, value);
  turn = buttons().findIndex((each) => each.value === id);
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await ask(new URLSearchParams({ csrfmiddlewaretoken: token, [act]: id }));
  before.stop();
  if (!answer) return say(part.dataset.failed);
  const isTaken = !isAccepted || answer.refused || take(editor, before, answer);
  show(answer);
  const left = buttons();
  if (left.length) left[Math.min(turn, left.length - 1)].focus();
  else editor.commands.focus();
  say(answer.refused || (isTaken ? part.dataset[isAccepted ? "accepted" : "refused"] : part.dataset.both));
}

async function pressed(event) {
  const button = event.target.closest?.(".suggested button");
  if (!button || isBusy) return;
  isBusy = true;
  await decide(button).finally(() => {
    isBusy = false;
  });
}

async function begin() {
  if (!editorOf()) await new Promise((done) => document.addEventListener("prose-editor:ready", done, { once: true }));
  noteSaved();
  const answer = await ask();
  if (!answer) return say(part.dataset.failed);
  show(answer);
  editorOf().view.dom.addEventListener("click", pressed);
  next.addEventListener("click", () => {
    turn = goTo(turn + 1);
  });
  for (const each of part.querySelectorAll("[data-way]"))
    each.addEventListener("click", () => setWay(each.dataset.way));
  form.addEventListener("desk:saved", async ({ detail }) => {
    if (detail.isAll) noteSaved();
    if (isBusy || Number(version().value) === known.version) return;
    const fresh = await ask();
    if (fresh) show(fresh);
  });
}

if (part && form?.querySelector("textarea[name=body]:enabled")) begin();
