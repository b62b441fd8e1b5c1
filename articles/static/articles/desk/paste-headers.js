// Which cells of a pasted table are its headers: those said to be, bold above others, or words above figures.
import { rename } from "desk/paste-marks";

export const says = (part) => part.textContent.trim();
export const rowsOf = (table) => [...table.rows].filter(says);

/** The element that makes all words of a cell bold, if one does. */
function boldOf(cell) {
  const words = cell.textContent.trim();
  for (let at = cell; at.childElementCount === 1 && at.firstElementChild.textContent.trim() === words; ) {
    at = at.firstElementChild;
    if (at.localName === "strong") return at;
  }
  return null;
}

const isFigure = (cell) => /^[^\p{L}]*\d[^\p{L}]*$/u.test(says(cell));

/** Words above figures, in at least one column. */
function headsFigures([first, ...others]) {
  const isHead = (cell, column) => says(cell) && others.every(({ cells }) => cells[column] && isFigure(cells[column]));
  return ![...first.cells].some(isFigure) && [...first.cells].some(isHead);
}

export function nameHeaders(table) {
  for (const cell of [...table.querySelectorAll("thead td")]) rename(cell, "th");
  const [first, second] = rowsOf(table);
  if (!second || table.querySelector("th")) return;
  const filled = (row) => [...row.cells].filter(says);
  const isBold = filled(first).every(boldOf) && !filled(second).every(boldOf);
  if (!isBold && !headsFigures(rowsOf(table))) return;
  for (const cell of [...first.cells]) {
    boldOf(cell)?.replaceWith(...boldOf(cell).childNodes);
    rename(cell, "th");
  }
}
