// A save that moves nothing: the form goes by fetch, to the same address and rules; what is new comes into the page.
import { hold, release } from "desk/autosave";
import { forget } from "desk/browser-copy";
import { line, say } from "desk/kept-line";
import { hasOtherBylines } from "desk/other-bylines";
import { announce } from "desk/presence";
import { markOf } from "desk/taken-words";

const form = document.getElementById("article_form");
let [isSaving, wantsAgain, isAsBefore] = [false, false, false];

const fetchSaving = () => import("desk/what-is-new").catch(() => null); // without a connection nothing is sent either

function savesInPlace(submitter) {
  const isNew = line?.dataset.article === "new";
  const isChoice = form.querySelector("[name=_met]"); // between two wordings: the page that asks it is a whole one
  const isSave = !submitter || submitter.name === "_continue";
  return line && isSave && !isNew && !isChoice && !isAsBefore && !hasOtherBylines();
}

/** Whether it is saved, with all that the form holds by now. */
function take(page, sent, mark, { drawNew, showErrors, showMessages, takeWords }) {
  // Somebody else saved first: both wordings are shown, on a page of their own.
  if (page.getElementById("wordings")) return void submitAsBefore();
  const errors = page.querySelector(".errornote[role=alert]");
  showErrors(errors);
  if (errors) return void say("refused");
  const isAll = mark === markOf(form);
  takeWords(page, sent, mark);
  drawNew(page);
  showMessages(page);
  forget(sent.get("autosave_key"));
  announce();
  say("saved", page.querySelector("[data-autosave]")?.dataset.now);
  form.dispatchEvent(new CustomEvent("desk:saved", { detail: { isAll } }));
  return isAll;
}

function submitAsBefore() {
  isAsBefore = true;
  form.requestSubmit(document.querySelector(".bar [name=_continue]"));
  isAsBefore = false;
}

async function save() {
  if (isSaving) {
    wantsAgain = true;
    return;
  }
  isSaving = true;
  say("saving");
  const mark = markOf(form);
  const sent = new FormData(form);
  sent.set("_continue", "1");
  hold();
  const saving = await fetchSaving();
  const page = saving ? await saving.sendForm(form, sent) : say("offline");
  const isAll = page && take(page, sent, mark, saving);
  isSaving = false;
  release(!isAll);
  if (wantsAgain) {
    wantsAgain = false;
    save();
  }
}

if (form && line) {
  form.addEventListener("input", fetchSaving, { once: true });
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form || !savesInPlace(event.submitter)) return;
      event.preventDefault();
      // After everybody else has heard of it: the editor writes its words into the form when it is sent.
      setTimeout(save);
    },
    true,
  );
}
