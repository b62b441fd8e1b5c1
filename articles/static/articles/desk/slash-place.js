// Where the list of the slash menu stands.
const ROOM = 352; // px: the height of the list and its line, as its sheet has it

/** Put the list beside the cursor, above it where there is no room below. */
export function besideCursor(popup, { left, top, bottom }) {
  const width = Math.min(320, window.innerWidth - 16);
  const height = window.visualViewport?.height || window.innerHeight;
  const isAbove = bottom + ROOM > height && top > ROOM;
  popup.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  popup.style.top = isAbove ? "auto" : `${bottom + 4}px`;
  popup.style.bottom = isAbove ? `${window.innerHeight - top + 4}px` : "auto";
}
