// The kinds of card in a story: what each shows, and its name in the text and on the toolbar.
import { gettext } from "django-prose-editor/editor";

// Some stand in the list of things to insert alone.
const groups = "slash";
export const EMBEDS = {
  poll: { kind: "poll", name: gettext("Poll"), say: gettext("Insert a poll") },
  watch: {
    kind: "video",
    name: gettext("You may also want to watch"),
    short: gettext("Film"),
    say: gettext("Insert a film"),
    automatic: gettext("The newest films, chosen automatically"),
  },
  document: { kind: "document", name: gettext("Document"), say: gettext("Insert a document"), groups },
  sound: { kind: "sound", name: gettext("Sound"), say: gettext("Insert a sound"), groups },
  related: {
    kind: "linked",
    name: gettext("Read more"),
    short: gettext("Related"),
    say: gettext("Insert a link to a story"),
  },
  correction: {
    kind: "correction",
    name: gettext("Correction"),
    say: gettext("Show a correction of this story here"),
    groups,
  },
};
