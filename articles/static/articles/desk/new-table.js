// A table to write in: a row of headings, and rows below it.
import { pm } from "django-prose-editor/editor";

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

/** Cells that are pasted into a line of the chart are meant for its table: a second one would make a second chart. */
export function intoTable(view, event, slice) {
  const { selection, tr } = view.state;
  const { $from } = selection;
  if (slice.content.firstChild?.type.name !== "table" || !/^chart/.test($from.parent.type.name)) return false;
  const first = $from.start(-1) + $from.node(-1).firstChild.nodeSize + 4; // in table, row, cell and paragraph
  view.dispatch(tr.setSelection(pm.state.TextSelection.create(tr.doc, first)));
  return view.someProp("handlePaste", (paste) => paste(view, event, slice));
}
