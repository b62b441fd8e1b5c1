// A chart, written as a small table with a heading and where its numbers are from. The page draws it above the table.
import { Node, Plugin, gettext } from "django-prose-editor/editor";
import { framed, line } from "desk/box-frame";
import { goTo } from "desk/box-places";
import { fixed, insertBlock, lineBelow } from "desk/card";
import { intoTable, newTable } from "desk/new-table";

const WITHIN = 'section[data-kind="chart"]';
const LABEL = gettext("Chart");
const SORTS = ["bar", "line", "share", "table"];

const Title = line("chartTitle", "h3", WITHIN, gettext("What the chart shows"));
const Source = line("chartSource", "footer", WITHIN, gettext("Where the numbers are from"));

/** The choice of its sort, fetched for stories that have a chart. */
function chooser(props) {
  const chosen = { dom: fixed("span", "desk-box__choice") };
  import("desk/chart-sort").then(({ sortChooser }) => Object.assign(chosen, sortChooser(props, chosen.dom)));
  return chosen;
}

const content = (headings) => [{ type: "chartTitle" }, newTable(headings, { names: true }), { type: "chartSource" }];

export const Chart = Node.create({
  name: "chart",
  group: "block",
  content: "chartTitle table chartSource",
  isolating: true,
  defining: true,

  addAttributes: () => ({
    sort: {
      default: "bar",
      parseHTML: ({ dataset }) => (SORTS.includes(dataset.chart) ? dataset.chart : "bar"),
      renderHTML: ({ sort }) => ({ "data-chart": sort }),
    },
  }),
  addExtensions: () => [Title, Source],
  parseHTML: () => [{ tag: WITHIN, priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["section", { "data-kind": "chart", ...HTMLAttributes }, 0],
  addNodeView: () => framed("chart", LABEL, (props) => [chooser(props)]),

  addProseMirrorPlugins: () => [new Plugin({ props: { handlePaste: intoTable } })],

  addKeyboardShortcuts() {
    const { editor } = this;
    const on = () => {
      if (editor.isActive("chartTitle")) return goTo(editor, editor.state.selection.$from.after(), 1);
      return editor.isActive("chartSource") && lineBelow(editor);
    };
    return { Enter: on, Escape: () => editor.isActive("chart") && lineBelow(editor) };
  },

  addMenuItems({ menu, buttons }) {
    const item = (name, label, say, synonyms, start, sort) =>
      menu.defineItem({
        name,
        groups: "kinds",
        button: buttons.text(label, say),
        synonyms,
        command: (editor) => insertBlock(editor, { type: "chart", attrs: { sort }, content: content(start) }),
      });
    const numbers = ["", gettext("Number")];
    item("chart", LABEL, gettext("Insert a chart"), "graph bars line share pie figures data", numbers, "bar");
    const captioned = gettext("Table with a heading");
    item(
      "captioned",
      captioned,
      gettext("Insert a table with a heading"),
      "grid caption source",
      ["", "", ""],
      "table",
    );
  },
});
