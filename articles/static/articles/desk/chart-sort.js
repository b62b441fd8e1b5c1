// Which sort of chart the numbers of a table are drawn as.
import { crel, gettext } from "django-prose-editor/editor";

export const SORTS = {
  bar: gettext("Bars"),
  line: gettext("Lines"),
  share: gettext("Shares of a whole"),
  table: gettext("Table alone"),
};

/** A list of them at the chart itself. */
export function sortChooser({ editor, getPos }) {
  const dom = crel("select", { className: "desk-card__role", "aria-label": gettext("Sort of chart") });
  dom.append(...Object.entries(SORTS).map(([value, words]) => crel("option", { value, textContent: words })));
  dom.addEventListener("change", () =>
    editor
      .chain()
      .command(({ tr }) => Boolean(tr.setNodeAttribute(getPos(), "sort", dom.value)))
      .run(),
  );
  return {
    dom,
    show: ({ attrs }) => {
      dom.value = attrs.sort;
    },
  };
}
