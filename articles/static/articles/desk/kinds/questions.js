// Questions and their answers.
import { gettext } from "django-prose-editor/editor";
import { empty, makeBox } from "desk/box";

export const Questions = makeBox({
  name: "questions",
  kind: "questions",
  label: gettext("Question and answer"),
  say: gettext("Insert questions and answers"),
  synonyms: "q&a faq interview explainer",
  lines: [gettext("Questions and answers"), gettext("Question")],
  start: [empty.entries("questions", [["", [empty.line]]])],
});
