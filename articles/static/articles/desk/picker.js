// Chooses a picture, a poll, a film, a document, a sound or a story in a dialog of the page: found as one types, or made on the way.
import { crel, gettext } from "django-prose-editor/editor";
import { addresses, forget } from "desk/lookup";
import { openDialog } from "desk/page-dialog";
import { showChoices } from "desk/picker-list";
import { makes } from "desk/picker-makes";
import { takesSeveral } from "desk/picker-several";
import { uploads } from "desk/picker-upload";

const KINDS = {
  picture: [gettext("Choose a picture"), gettext("Words of the picture, a credit, the name of a file")],
  pictures: [gettext("Choose pictures"), gettext("Words of the picture, a credit, the name of a file")],
  poll: [gettext("Choose a poll"), gettext("Words of the question"), gettext("New poll")],
  video: [gettext("Choose a film"), gettext("Words of the title"), gettext("New film")],
  document: [gettext("Choose a document"), gettext("Words of the title, the name of a file"), gettext("Upload")],
  sound: [gettext("Choose a sound"), gettext("Words of the title or of what is said"), gettext("Upload")],
  correction: [
    gettext("Choose a correction of this story"),
    gettext("Words of the correction"),
    gettext("New correction"),
  ],
  linked: [gettext("Choose a story"), gettext("Words of the headline or the text")],
};

const NOT_YOURS = gettext("Choose one that is there: new ones are added by an editor.");

/** `then` is called with the id that is chosen, or with several, joined by commas. */
export async function pick(kind, then) {
  const [title, looksFor, making] = KINDS[kind];
  const { dialog, body, close, closed } = openDialog(title, "desk-dialog--picker");
  const shelf = kind === "pictures" ? "picture" : kind;
  const take = (ids) => {
    close();
    for (const id of ids) forget(shelf, id);
    then(ids.join(","));
  };
  const search = crel("input", { type: "search", placeholder: looksFor, autocomplete: "off", "aria-label": title });
  const bar = crel("div", { className: "choices__bar" }, [search]);
  const several = kind === "pictures" ? takesSeveral(take) : null;
  body.append(bar);
  const list = showChoices({
    address: addresses[shelf],
    search,
    place: body,
    isWall: shelf === "picture",
    choose: (id) => (several ? several.turn(id) : take([id])),
    shown: () => several?.mark(body),
  });
  if (making && addresses.make[kind]) bar.append(makes(kind, making, dialog, take));
  else if (making) bar.after(crel("p", { className: "choices__said" }, [NOT_YOURS]));
  if (shelf === "picture" && addresses.bring) bar.append(...uploads({ dialog, bar, list, several, take }));
  if (several) body.append(several.foot);
  search.focus();
  await closed;
}
