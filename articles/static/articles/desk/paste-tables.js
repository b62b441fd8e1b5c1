// Tables of figures stay tables, with their headers and as wide in every row; what only places things goes.
import { nameHeaders, rowsOf, says } from "desk/paste-headers";
import { rename } from "desk/paste-marks";

const IN_CELLS = "ul, ol, li, dl, dt, dd, h2, h3, blockquote, figure, pre";
const MOST_ROWS = 200;
const MOST_SPANNED = 50;

function isLayout(table) {
  const isSaid = /^(presentation|none)$/.test(table.getAttribute("role"));
  return isSaid || table.querySelector("table") || rowsOf(table).every((row) => [...row.cells].filter(says).length < 2);
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
