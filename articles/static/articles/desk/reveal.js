// Brings a part or a field of a story's form into sight: out of a folded part, out of the sheet from below.
import { editorOf } from "desk/taken-words";

const side = document.getElementById("side");
let cameFrom = null;

const isSheet = () => side?.classList.contains("side--sheet") && matchMedia("(max-width: 1024px)").matches;

export function openSide() {
  if (!isSheet() || side.classList.contains("is-open")) return;
  cameFrom = document.activeElement;
  side.classList.add("is-open");
  side.scrollTop = 0;
  side.focus();
}

/** True if it was open. The focus goes back to where it came from. */
export function closeSide() {
  if (!side?.classList.contains("is-open")) return false;
  side.classList.remove("is-open");
  cameFrom?.focus({ preventScroll: true });
  return true;
}

function unfold(element) {
  for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  if (side?.contains(element)) {
    document.documentElement.classList.remove("is-alone");
    openSide();
  }
}

/** The part with that heading, unfolded, with the focus on its first line. */
export function revealPart(id) {
  const heading = document.getElementById(id);
  if (!heading) return false;
  unfold(heading);
  const part = heading.closest("details");
  (part?.querySelector("summary") || heading).focus();
  part?.scrollIntoView({ block: "nearest" });
  return true;
}

export function revealField(id) {
  const field = document.getElementById(id);
  if (!field) return false;
  if (field.closest(".prose-editor")) editorOf()?.commands.focus();
  unfold(field);
  field.focus();
  return true;
}

/** What leads to a part, to the side and back, or to an act on what is marked. */
export const ways = {
  part: ({ hash }) => revealPart(hash.slice(1)),
  side: openSide,
  words: closeSide,
  section: () => revealField("id_section") && document.activeElement.showPicker?.(),
  comment: async () => (await import("desk/comments")).begin(),
};
