// Which sort of chart the numbers of a table are drawn as.
import { crel, gettext } from "django-prose-editor/editor";

const SORTS = {
  bar: gettext("Bars"),
  line: gettext("Lines"),
  share: gettext("Shares of a whole"),
  table: gettext("Table alone"),
};

/** A list of them at the chart itself, in the place that was kept for it. */
export function sortChooser({ editor, getPos }, place) {
  const dom = crel("select", { className: "desk-card__role", "aria-label": gettext("Sort of chart") });
  dom.append(...Object.entries(SORTS).map(([value, words]) => crel("option", { value, textContent: words })));
  dom.addEventListener("change", () =>
    editor
      .chain()
      .command(({ tr }) => Boolean(tr.setNodeAttribute(getPos(), "sort", dom.value)))
      .run(),
  );
  const show = ({ attrs }) => {
    dom.value = attrs.sort;
  };
  show(editor.state.doc.nodeAt(getPos()));
  place.append(dom);
  return { show };
}
