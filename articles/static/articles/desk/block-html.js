// The HTML of a whole document, put together from that of its blocks. The editor never changes a block in place: one
// that was not touched is the same object as before, and is not written out again.
import { getHTMLFromFragment, pm } from "django-prose-editor/editor";

const { Fragment } = pm.model;

/** A function from a document of this schema to its HTML, which is the editor's own to the byte. */
export function blockwise(schema) {
  const made = new WeakMap();
  const htmlOf = (block) => {
    if (!made.has(block)) made.set(block, getHTMLFromFragment(Fragment.from(block), schema));
    return made.get(block);
  };
  return (doc) => doc.content.content.map(htmlOf).join("");
}
