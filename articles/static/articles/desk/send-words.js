// Sends what is typed to the server, and gives up after a while.
import { hear } from "desk/presence";

const PATIENCE = 10000; // milliseconds
let sending = null;

/** "kept", "signedOut" or "offline"; and the time at which the server has it. */
export async function send(address, words) {
  sending = new AbortController();
  const timer = setTimeout(() => sending.abort(), PATIENCE);
  try {
    const options = { method: "POST", body: words, redirect: "manual", signal: sending.signal };
    const response = await fetch(address, options);
    if (response.ok) return ["kept", hear(await response.json()).time];
    return [response.type === "opaqueredirect" || response.status === 403 ? "signedOut" : "offline"];
  } catch {
    return ["offline"];
  } finally {
    clearTimeout(timer);
  }
}

export const giveUp = () => sending?.abort();
