// A fact box: a heading, and what a reader may want to know beside the story.
import { gettext } from "django-prose-editor/editor";
import { empty, makeBox } from "desk/box";

export const FactBox = makeBox({
  name: "factBox",
  kind: "facts",
  label: gettext("Fact box"),
  say: gettext("Insert a fact box"),
  synonyms: "info sidebar background explainer",
  lines: [gettext("Heading of the box")],
  start: [empty.line],
});
