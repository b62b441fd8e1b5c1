// What is known and what is not: two lists, whose headings can be written otherwise.
import { gettext } from "django-prose-editor/editor";
import { empty, makeBox } from "desk/box";

export const KnownUnknown = makeBox({
  name: "known",
  kind: "known",
  label: gettext("What we know, and what we don’t"),
  say: gettext("Insert what we know and what we don’t"),
  synonyms: "unknown confirmed unclear breaking facts",
  lines: [gettext("Heading of the box, if it needs one"), gettext("Heading of the list")],
  many: "{2}",
  start: [
    empty.entries("known", [
      ["What we know", [empty.list]],
      ["What we don’t know", [empty.list]],
    ]),
  ],
});
