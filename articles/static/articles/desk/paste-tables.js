// Tables of figures stay tables, with their headers and as wide in every row; what only places things goes.
import { rename } from "desk/paste-marks";

const IN_CELLS = "ul, ol, li, dl, dt, dd, h2, h3, blockquote, figure, pre";
const MOST_ROWS = 200;
const MOST_SPANNED = 50;

const says = (part) => part.textContent.trim();
const rowsOf = (table) => [...table.rows].filter(says);

function isLayout(table) {
  const isSaid = /^(presentation|none)$/.test(table.getAttribute("role"));
  return isSaid || table.querySelector("table") || rowsOf(table).every((row) => [...row.cells].filter(says).length < 2);
}

/** The element that makes all words of a cell bold, if one does. */
function boldOf(cell) {
  const words = cell.textContent.trim();
  for (let at = cell; at.childElementCount === 1 && at.firstElementChild.textContent.trim() === words; ) {
    at = at.firstElementChild;
    if (at.localName === "strong") return at;
  }
  return null;
}

function nameHeaders(table) {
  for (const cell of [...table.querySelectorAll("thead td")]) rename(cell, "th");
  const [first, second] = rowsOf(table);
  if (!second || table.querySelector("th")) return;
  const filled = (row) => [...row.cells].filter(says);
  if (!filled(first).every(boldOf) || filled(second).every(boldOf)) return;
  for (const cell of [...first.cells]) {
    boldOf(cell)?.replaceWith(...boldOf(cell).childNodes);
    rename(cell, "th");
  }
}

function cleanSpan(cell, name) {
  const span = Number(cell.getAttribute(name));
  if (!(span > 1 && span <= MOST_SPANNED)) cell.removeAttribute(name);
}

function fill(rows) {
  const widths = rows.map(() => 0);
  rows.forEach((row, at) => {
    for (const { colSpan, rowSpan } of row.cells)
      for (let below = 0; below < rowSpan && at + below < rows.length; below++) widths[at + below] += colSpan;
  });
  const widest = Math.max(...widths);
  rows.forEach((row, at) => {
    for (let width = widths[at]; width < widest; width++) row.insertCell();
  });
}

export function tables(body, count) {
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    if (isLayout(table) || table.closest("li")) {
      for (const part of [...table.querySelectorAll("tr, td, th, caption, tbody, thead, tfoot")]) rename(part, "div");
      rename(table, "div");
      continue;
    }
    if (table.caption) table.before(rename(table.caption, "p"));
    nameHeaders(table);
    for (const row of [...table.rows]) if (!says(row)) row.remove();
    for (const row of [...table.rows].slice(MOST_ROWS)) {
      row.remove();
      count.rows = (count.rows || 0) + 1;
    }
    for (const part of [...table.querySelectorAll(IN_CELLS)]) rename(part, "div");
    for (const cell of table.querySelectorAll("td, th"))
      for (const name of ["colspan", "rowspan"]) cleanSpan(cell, name);
    fill([...table.rows]);
  }
}
