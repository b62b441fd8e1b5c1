// What is typed while the server writes a suggestion into the story: both come together.
import { createNodeFromContent, pm } from "django-prose-editor/editor";

/** Follows what is typed from now on. */
export function follow(editor) {
  const { doc } = editor.state;
  const typed = new pm.transform.Mapping();
  const note = ({ transaction }) => typed.appendMapping(transaction.mapping);
  editor.on("transaction", note);
  return { doc, typed, stop: () => editor.off("transaction", note) };
}

const isWithin = (typed, start, end) =>
  typed.maps.some((map, at) => {
    const [from, to] = [typed.slice(0, at).map(start, -1), typed.slice(0, at).map(end, 1)];
    let found = false;
    map.forEach((first, last) => {
      found ||= first <= to && last >= from;
    });
    return found;
  });

/** Puts the words that were accepted among those that are there; false where somebody typed at that very place. */
export function takeBody(editor, { doc, typed }, body) {
  const theirs = createNodeFromContent(body, editor.schema, { slice: false });
  const start = doc.content.findDiffStart(theirs.content);
  if (start === null) return true;
  let { a: end, b: last } = doc.content.findDiffEnd(theirs.content);
  const overlap = Math.max(0, start - Math.min(end, last));
  [end, last] = [end + overlap, last + overlap];
  if (isWithin(typed, start, end)) return false;
  const { tr } = editor.state;
  tr.replace(typed.map(start, -1), typed.map(end, 1), theirs.slice(start, last));
  editor.view.dispatch(tr.setMeta("addToHistory", false));
  return true;
}
