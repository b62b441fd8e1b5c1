// What happened when, in the order in which it is written.
import { gettext } from "django-prose-editor/editor";
import { empty, makeBox } from "desk/box";

export const Timeline = makeBox({
  name: "timeline",
  kind: "timeline",
  label: gettext("Timeline"),
  say: gettext("Insert a timeline"),
  synonyms: "chronology history dates events",
  lines: [gettext("Another heading than “Timeline”"), gettext("When, in words")],
  start: [empty.entries("timeline", [["", [empty.line]]])],
});
