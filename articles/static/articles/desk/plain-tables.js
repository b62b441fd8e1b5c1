// Tables as plainly as HTML has them: paragraphs in cells, and a span only where a cell takes more than one place.
import { TableCell as AnyCell, TableHeader as AnyHeader } from "django-prose-editor/editor";

const plain = {
  content: "paragraph+",

  addAttributes() {
    const { colspan, rowspan } = this.parent();
    const ifMore = (name) => ({ renderHTML: (cell) => (cell[name] > 1 ? { [name]: cell[name] } : {}) });
    return {
      colspan: { ...colspan, ...ifMore("colspan") },
      rowspan: { ...rowspan, ...ifMore("rowspan") },
      colwidth: { default: null, rendered: false, parseHTML: () => null },
    };
  },
};

export const TableCell = AnyCell.extend(plain);
export const TableHeader = AnyHeader.extend(plain);
