// The kinds of card in a story: what each shows, and its name in the text and on the toolbar.
import { gettext } from "django-prose-editor/editor";

export const EMBEDS = {
  poll: { kind: "poll", name: gettext("Poll"), say: gettext("Insert a poll") },
  watch: {
    kind: "video",
    name: gettext("You may also want to watch"),
    short: gettext("Film"),
    say: gettext("Insert a film"),
    automatic: gettext("The newest films, chosen automatically"),
  },
  related: {
    kind: "linked",
    name: gettext("Read more"),
    short: gettext("Related"),
    say: gettext("Insert a link to a story"),
  },
};
