// Where the list of the slash menu stands: beside the line that is written on, and never over it.
const ROOM = 352; // px: the height of the list and its line, as its sheet has it
const [LINE, LEAST, GAP] = [72, 96, 4]; // px: its own line and edges, what is left of it in any case, the space to the words

/** Put the list below the cursor, or above it where more of the page is seen there; it is no higher than that. */
export function besideCursor(popup, { left, top, bottom }) {
  const { clientWidth, clientHeight } = document.documentElement;
  // A keyboard on the screen covers a part of the page, which does not hear of it.
  const { offsetTop, height } = window.visualViewport || { offsetTop: 0, height: clientHeight };
  const [above, below] = [top - offsetTop - GAP, offsetTop + height - bottom - GAP];
  const isAbove = below < ROOM && above > below;
  const width = Math.min(320, clientWidth - 16);
  popup.style.left = `${Math.max(8, Math.min(left, clientWidth - width - 8))}px`;
  popup.style.top = isAbove ? "auto" : `${bottom + GAP}px`;
  popup.style.bottom = isAbove ? `${clientHeight - top + GAP}px` : "auto";
  const room = Math.max(LEAST, isAbove ? above : below) - LINE;
  popup.querySelector("ul").style.maxBlockSize = `min(17rem, ${room}px)`;
}
