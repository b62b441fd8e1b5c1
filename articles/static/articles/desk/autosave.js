// Keeps what is typed: with the server every few seconds, and in this browser where the server cannot have it.
import { copies, forget, forgetSaved, keep } from "desk/browser-copy";
import { giveUp, send } from "desk/send-words";

const [QUIET, LONGEST] = [3000, 5000]; // milliseconds
const form = document.getElementById("article_form");
const line = document.querySelector("[data-autosave]");
const token = form?.querySelector("[name=csrfmiddlewaretoken]");
const key = form?.querySelector("[name=autosave_key]")?.value;
let [quiet, longest, isLeaving] = [0, 0, false];

const typed = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));

const opened = form ? typed().toString() : "";

function post(words) {
  words.set("csrfmiddlewaretoken", token.value);
  return send(line.dataset.address, words);
}

function say(state, time = "") {
  line.dataset.state = state;
  line.querySelector("[data-said]").textContent = (line.dataset[state] || "").replace("{time}", time);
  line.querySelector("[data-sign-in]").hidden = state !== "signedOut";
}

async function save() {
  [quiet, longest] = [clearTimeout(quiet), clearTimeout(longest)];
  const words = typed();
  const isCopied = keep(key, words);
  const [state, time] = await post(words);
  if (isLeaving) return;
  if (state === "kept") forget(key);
  say(state === "kept" || isCopied ? state : "nowhere", time);
  if (state === "offline") longest ||= setTimeout(save, LONGEST);
}

function typing() {
  clearTimeout(quiet);
  quiet = setTimeout(save, QUIET);
  longest ||= setTimeout(save, LONGEST);
}

/** Words that an earlier page could not send go to the server, which offers them with what is different. */
async function handOver() {
  forgetSaved();
  let isNew = false;
  for (const [theirs, words] of copies(key)) {
    const [state] = await post(words);
    if (state !== "kept") return say(state);
    forget(theirs);
    isNew = true;
  }
  if (isNew && !quiet && !longest) location.replace(location.href);
}

if (form && line && key) {
  for (const event of ["input", "change"]) form.addEventListener(event, typing);
  form.addEventListener("submit", ({ submitter }) => {
    // Whoever asks for the earlier words back does not want these. A form in which nothing was typed, from which the
    // earlier ones are thrown away, has none: handed over by the next page, it would be offered as words again.
    const isUntouched = submitter?.name === "_discard" && typed().toString() === opened;
    if (submitter?.name !== "_restore" && !isUntouched) keep(key, typed());
    if (submitter?.formTarget === "preview") return;
    isLeaving = true;
    giveUp();
    [quiet, longest] = [clearTimeout(quiet), clearTimeout(longest)];
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && (quiet || longest)) save();
  });
  new BroadcastChannel("desk").addEventListener("message", ({ data }) => {
    token.value = data;
    save();
  });
  if ("fresh" in line.dataset) handOver();
}
