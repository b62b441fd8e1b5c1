// Sends an entry. What does not arrive stays in the form, is said in place and sent again under the same name.
import { forget, form, keep, letGo, say, typed } from "desk/entry-kept";

const [PATIENCE, FIRST, LONGEST] = [20_000, 5000, 60_000]; // milliseconds
let [pause, again, isSending, waiting, sent] = [FIRST, 0, false, null, ""];

/** Whoever typed on meanwhile has that in the form again. */
function arrived(url) {
  if (typed() === sent) forget();
  letGo();
  // From the page of a change it is another page, and begins at its entry; else the place that was scrolled to stays.
  if (location.search) return location.replace(url);
  history.replaceState(null, "", url);
  location.reload();
}

/** The whole page is asked for, which says what is wrong with what was typed, or what somebody else wrote. */
function sendAsBefore(button) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name }));
  letGo();
  form.submit();
}

async function send(button, words) {
  [isSending, waiting] = [true, null];
  clearTimeout(again);
  say("sending");
  const signal = AbortSignal.timeout(PATIENCE);
  const options = { method: "POST", body: words, headers: { Accept: "application/json" }, redirect: "manual", signal };
  const response = await fetch(form.action, options).catch(() => null);
  isSending = false;
  if (response?.headers.get("Content-Type")?.startsWith("application/json"))
    return arrived((await response.json()).url);
  if (response?.ok) return sendAsBefore(button);
  if (response?.type === "opaqueredirect" || response?.status === 403) return say("signedOut");
  say("offline");
  waiting = () => send(button, words);
  again = setTimeout(waiting, pause);
  pause = Math.min(2 * pause, LONGEST);
}

/** Whoever types on has not finished: what they pressed for is not sent behind their back. */
function typing() {
  if (!waiting || typed() === sent) return;
  say("unsent");
  clearTimeout(again);
  waiting = null;
}

for (const event of ["input", "change"]) form?.addEventListener(event, typing);
form?.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.submitter) return;
  event.preventDefault();
  if (isSending) return;
  if (form.querySelector(".desk-upload")) return say("pictureMissing"); // which says itself why it has not come
  keep();
  sent = typed();
  const words = new FormData(form);
  words.set(event.submitter.name, "");
  send(event.submitter, words);
});
window.addEventListener("online", () => waiting?.());
new BroadcastChannel("desk").addEventListener("message", ({ data }) => {
  if (!form) return;
  form.elements.csrfmiddlewaretoken.value = data;
  say("unsent");
});
