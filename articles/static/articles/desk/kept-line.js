// The line that says where the words are: saved, kept, or in this browser only.
export const line = document.querySelector("[data-autosave]");

export function say(state, time = "") {
  line.dataset.state = state;
  line.querySelector("[data-said]").textContent = (line.dataset[state] || "").replace("{time}", time);
  line.querySelector("[data-sign-in]").hidden = state !== "signedOut";
}
