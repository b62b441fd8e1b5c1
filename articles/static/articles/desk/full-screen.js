// The sheet alone on the screen, and the way from the bar to the words and on to the side.
import { closeSide, openSide } from "desk/reveal";
import { editorOf } from "desk/taken-words";

const bar = document.getElementById("bar");
const alone = bar.querySelector("[data-alone]");
const root = document.documentElement;

export function setAlone(isAlone) {
  root.classList.toggle("is-alone", isAlone);
  alone.setAttribute("aria-pressed", isAlone);
  if (isAlone) root.requestFullscreen?.().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
}

/** From where the focus is to the next of bar, body and side. */
export function goOn(step) {
  const side = document.getElementById("side");
  const places = [bar, document.querySelector(".sheet"), side];
  const here = places.findIndex((place) => place.contains(document.activeElement));
  const next = (Math.max(here, 0) + step + 3) % 3;
  if (next !== 2) closeSide();
  if (next === 0) bar.querySelector("a, button, input").focus();
  if (next === 1) editorOf()?.commands.focus();
  if (next !== 2) return;
  root.classList.remove("is-alone");
  openSide();
  side.querySelector("summary").focus();
}
