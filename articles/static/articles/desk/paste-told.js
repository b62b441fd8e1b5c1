// The sentence that tells the desk what was left out of a paste.
import { gettext } from "django-prose-editor/editor";

const ngettext = globalThis.ngettext || ((one, many, count) => (count === 1 ? one : many));

const tell = {
  comments: (n) => ngettext("%d comment", "%d comments", n),
  deletions: (n) => ngettext("%d deleted passage", "%d deleted passages", n),
  hidden: (n) => ngettext("%d hidden passage", "%d hidden passages", n),
  pictures: (n) => ngettext("%d picture", "%d pictures", n),
  embeds: (n) => ngettext("%d embedded thing", "%d embedded things", n),
  links: (n) => ngettext("%d link that leads nowhere", "%d links that lead nowhere", n),
  rows: (n) => ngettext("%d row of a long table", "%d rows of a long table", n),
};

/** "2 comments, 1 deleted passage and 3 pictures were left out." */
export function inWords(count) {
  const counts = { ...count, comments: Math.max(count.comments || 0, count.commentSigns || 0) };
  const kinds = Object.keys(tell).filter((kind) => counts[kind]);
  const parts = kinds.map((kind) => tell[kind](counts[kind]).replace("%d", counts[kind]));
  const last = parts.pop();
  if (!last) return "";
  const all = parts.length ? `${parts.join(", ")} ${gettext("and")} ${last}` : last;
  const total = kinds.reduce((sum, kind) => sum + counts[kind], 0);
  return ngettext("%s was left out.", "%s were left out.", total).replace("%s", all);
}
