// Sends a whole form as its button would, and reads the page that the server answers.
import { say } from "desk/kept-line";

const PATIENCE = 60_000; // milliseconds

/** The page that is answered; or nothing, and the line says why. */
export async function sendForm(form, words) {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(form.action, { method: "POST", body: words, signal }).catch(() => null);
  if (!response) return say("offline");
  if (response.status === 403) return say("signedOut");
  if (!response.ok) return say("failed", response.status);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (page.getElementById("article_form")) return page;
  if (page.querySelector("#login-form, [name=password]")) return say("signedOut");
  // It is saved, and is not theirs any more.
  form.dispatchEvent(new CustomEvent("desk:saved", { detail: { isAll: true } }));
  location.assign(response.url);
}
