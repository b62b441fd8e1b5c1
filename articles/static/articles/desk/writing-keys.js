// The keys of a story's form, each of which has a button too; the list of them; and full screen.
import { closeSide } from "desk/reveal";
import { editorOf } from "desk/taken-words";

const form = document.getElementById("article_form");
const bar = document.getElementById("bar");
const list = document.getElementById("keys");
const alone = bar?.querySelector("[data-alone]");
const root = document.documentElement;
const press = (selector) => form.requestSubmit(bar.querySelector(selector));
const isText = (element) =>
  element?.isContentEditable || element?.matches("textarea, select, input:not([type=submit], [type=checkbox])");

/** Full screen and the way about are fetched when somebody wants them. */
const about = (act) => import("desk/full-screen").then(act);
const setAlone = (isAlone) => about((ways) => ways.setAlone(isAlone));
const goOn = (step) => () => about((ways) => ways.goOn(step));

const KEYS = {
  "Ctrl+KeyS": () => press("[name=_continue]"),
  "Ctrl+Enter": () => press("[formtarget=preview]"),
  "Ctrl+Alt+Digit1": () => editorOf()?.isFocused && editorOf().chain().setParagraph().run(),
  "Ctrl+Alt+KeyM": async () => (await import("desk/comments")).begin(),
  F6: goOn(1),
  "Shift+F6": goOn(-1),
};

function nameOf(event) {
  const held = [
    event.ctrlKey || event.metaKey ? "Ctrl+" : "",
    event.altKey ? "Alt+" : "",
    event.shiftKey ? "Shift+" : "",
  ];
  return held.join("") + (event.code === "NumpadEnter" ? "Enter" : event.code);
}

function pressed(event) {
  // With AltGr, Windows says Ctrl and Alt: that is somebody who types a sign.
  if (document.querySelector("dialog[open]") || event.getModifierState("AltGraph")) return;
  if (event.key === "Escape" && !event.defaultPrevented && (closeSide() || root.classList.contains("is-alone"))) {
    if (root.classList.contains("is-alone")) setAlone(false);
    return;
  }
  if (event.key === "?" && !isText(document.activeElement)) list.showModal();
  else if (!KEYS[nameOf(event)]) return;
  else KEYS[nameOf(event)]();
  event.preventDefault();
}

if (form && alone) {
  for (const button of bar.querySelectorAll("[hidden]:is([data-alone], [data-show-keys])")) button.hidden = false;
  bar.querySelector("[data-show-keys]").addEventListener("click", () => list.showModal());
  alone.addEventListener("click", () => setAlone(!root.classList.contains("is-alone")));
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) setAlone(false);
  });
  document.addEventListener("keydown", pressed, true);
}
