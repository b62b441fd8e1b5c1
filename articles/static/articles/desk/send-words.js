// Sends what is typed to the server, and gives up after a while.
import { hear } from "desk/presence";

const PATIENCE = 10000; // milliseconds
const SHORT = 4000; // signs, which go as they are
let sending = null;

/** A long story goes compressed, to a third of its size. */
async function packed(words) {
  const text = words.toString();
  if (text.length < SHORT || !globalThis.CompressionStream) return words;
  const small = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Blob([await new Response(small).arrayBuffer()], { type: "application/gzip" });
}

/** "kept", "signedOut" or "offline"; and the time at which the server has it. */
export async function send(address, words, token) {
  sending = new AbortController();
  const { signal } = sending;
  words.set("csrfmiddlewaretoken", token); // as it is now: words of an earlier page have that page's
  const timer = setTimeout(() => sending.abort(), PATIENCE);
  try {
    // From a page that is being left there is no time to pack them.
    const body = document.hidden ? words : await packed(words);
    const headers = { "X-CSRFToken": token };
    const response = await fetch(address, { method: "POST", body, headers, redirect: "manual", signal });
    if (response.ok) return ["kept", hear(await response.json()).time];
    return [response.type === "opaqueredirect" || response.status === 403 ? "signedOut" : "offline"];
  } catch {
    return ["offline"];
  } finally {
    clearTimeout(timer);
  }
}

export const giveUp = () => sending?.abort();
