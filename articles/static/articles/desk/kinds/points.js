// The key points of a story, as a list.
import { gettext } from "django-prose-editor/editor";
import { empty, makeBox } from "desk/box";

export const KeyPoints = makeBox({
  name: "keyPoints",
  kind: "points",
  label: gettext("Key points"),
  say: gettext("Insert key points"),
  synonyms: "summary bullets tldr at a glance",
  lines: [gettext("Another heading than “Key points”")],
  start: [empty.list],
});
