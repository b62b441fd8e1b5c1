// The checklist beside the form, asked anew once the writer has paused.
import { whenQuiet } from "desk/quiet";

const PAUSE = 1500;
const box = document.querySelector("[data-checklist]");
const form = box?.closest("form");
let asked = 0;

/** What somebody has open stays so. */
function draw(fresh) {
  const open = [...box.querySelectorAll("details[open]")].map(({ dataset }) => dataset.remark);
  for (const each of fresh.querySelectorAll("details")) each.open = open.includes(each.dataset.remark);
  box.replaceChildren(...fresh.childNodes);
  box.dispatchEvent(new Event("desk:drawn", { bubbles: true }));
}

async function ask() {
  asked += 1;
  const mine = asked;
  try {
    const answer = await fetch(box.dataset.checklist, { method: "POST", body: new FormData(form) });
    if (!answer.ok || mine !== asked) return;
    draw(document.createRange().createContextualFragment(await answer.text()));
  } catch {
    // No connection: the list stays as it is, and the gate asks again when the story is published.
  }
}

box?.addEventListener("desk:fresh", ({ detail }) => draw(detail));
box?.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-act]");
  if (button) (await import("desk/passages")).act(button);
});
const { soon } = whenQuiet(ask, PAUSE);
if (form) for (const event of ["input", "change", "keyup"]) form.addEventListener(event, soon);
