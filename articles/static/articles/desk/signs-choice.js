// Whether signs are made typographic in this browser, and by the rules of which language.
const SIGNS = "desk-signs";
let isChosen = true;
try {
  isChosen = localStorage.getItem(SIGNS) !== "off";
} catch {
  /* forbidden: it is on, until it is turned off */
}

export const isOn = () => isChosen;

export function turn() {
  isChosen = !isChosen;
  try {
    localStorage.setItem(SIGNS, isChosen ? "on" : "off");
  } catch {
    /* it holds for this page */
  }
}

/** The story's own language, else the paper's. */
export const language = () =>
  (document.getElementById("id_language")?.value || document.documentElement.lang || "en").slice(0, 2);
