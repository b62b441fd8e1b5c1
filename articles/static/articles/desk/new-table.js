// A table to write in: a row of headings, and rows below it.

const cell = (type, text) => ({
  type,
  content: [{ type: "paragraph", content: text ? [{ type: "text", text }] : [] }],
});
const row = (cells) => ({ type: "tableRow", content: cells });

/** With these headings. `names` is whether the first cell of every row is one too. */
export function newTable(headings, { rows = 2, names = false } = {}) {
  const first = cell(names ? "tableHeader" : "tableCell");
  const others = headings.slice(1).map(() => cell("tableCell"));
  const lines = Array(rows).fill(row([first, ...others]));
  return { type: "table", content: [row(headings.map((words) => cell("tableHeader", words))), ...lines] };
}
