// Keeps what is typed: with the server every few seconds, and in this browser where the server cannot have it.
import { forget, keep } from "desk/browser-copy";
import { handOver, leaveToCopy, post, token } from "desk/hand-over";
import { line, say } from "desk/kept-line";
import { whenQuiet } from "desk/quiet";
import { giveUp } from "desk/send-words";

const [QUIET, LONGEST] = [3000, 5000]; // milliseconds
const form = document.getElementById("article_form");
const keyField = form?.querySelector("[name=autosave_key]"); // its value is another one after each save
const quiet = whenQuiet(save, QUIET);
let [longest, isLeaving, isHeld] = [0, false, false];

const typed = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));

const opened = form ? typed().toString() : "";

function stop() {
  quiet.stop();
  longest = clearTimeout(longest);
}

async function save() {
  stop();
  const words = typed();
  const key = keyField.value;
  const isCopied = keep(key, words);
  if (isHeld) return;
  const [state, time] = await post(words);
  if (isLeaving || isHeld) return;
  if (state === "kept") forget(key);
  say(state === "kept" || isCopied ? state : "nowhere", time);
  if (state === "offline") longest ||= setTimeout(save, LONGEST);
}

function typing() {
  quiet.soon();
  longest ||= setTimeout(save, LONGEST);
}

/** While the form is being saved, its words are kept in this browser alone: at the server they would come too late. */
export function hold() {
  keep(keyField.value, typed());
  isHeld = true;
  giveUp();
  stop();
}

/** It is saved, or not; what the server does not have by now is kept again. */
export function release(hasMore) {
  isHeld = false;
  stop();
  if (hasMore) typing();
}

if (form && line && keyField) {
  for (const event of ["input", "change"]) form.addEventListener(event, typing);
  form.addEventListener("submit", ({ submitter, defaultPrevented }) => {
    if (defaultPrevented) return; // saved in place
    // Whoever asks for the earlier words back does not want these. A form in which nothing was typed, from which the
    // earlier ones are thrown away, has none: handed over by the next page, it would be offered as words again.
    const isUntouched = submitter?.name === "_discard" && typed().toString() === opened;
    if (submitter?.name !== "_restore" && !isUntouched) keep(keyField.value, typed());
    if (submitter?.formTarget === "preview") return;
    isLeaving = true;
    giveUp();
    stop();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && (quiet.isToCome || longest)) save();
  });
  new BroadcastChannel("desk").addEventListener("message", ({ data }) => {
    token.value = data;
    save();
  });
  const mayHaveMore = "fresh" in line.dataset || ("restored" in line.dataset && leaveToCopy(keyField));
  if (mayHaveMore && (await handOver(keyField.value)) && !quiet.isToCome && !longest)
    location.replace(location.pathname + location.search); // with its #part it would be no new page
}
