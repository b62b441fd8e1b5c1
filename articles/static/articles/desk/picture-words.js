// Asks for the words of pictures in a dialog: what they show, captions, credits. They are saved to the library's rows.
import { crel, gettext } from "django-prose-editor/editor";
import { addresses, forget } from "desk/lookup";
import { ask, openDialog, tokenNow } from "desk/page-dialog";
import { draw } from "desk/picture-figure";

const LOST = gettext("There is no connection, or your login has run out. What you typed stays here.");

function drawAgain(id) {
  forget("picture", id);
  for (const figure of document.querySelectorAll(`.desk-figure[data-shown="${id}"]`)) draw(figure, id);
}

/** The form for those pictures, in that place. `shown` is called when it is there, `saved` once it is saved. */
async function wordsForm(place, ids, saved, shown) {
  const address = `${addresses.words}?in_place&${new URLSearchParams(ids.map((id) => ["picture", id]))}`;
  const told = crel("p", { className: "errornote", role: "alert", hidden: true });
  const refuse = () => {
    told.textContent = LOST;
    told.hidden = false;
    if (!told.isConnected) place.prepend(told);
  };
  const show = (parts) => {
    place.replaceChildren(...parts);
    shown?.(place);
    (
      place.querySelector(".errors :is(textarea, input)") || place.querySelector("textarea, input:not([type=hidden])")
    )?.focus();
  };
  const parts = await ask(address);
  if (!parts) return refuse();
  show(parts);
  place.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = new FormData(event.target);
    words.set("csrfmiddlewaretoken", tokenNow());
    const save = event.target.querySelector("[type=submit]");
    const said = save.textContent;
    Object.assign(save, { disabled: true, textContent: gettext("Saving…") });
    const answered = await ask(address, { method: "POST", body: words });
    Object.assign(save, { disabled: false, textContent: said });
    if (!answered) return refuse();
    if (answered.length) return show(answered);
    for (const id of ids) drawAgain(id);
    document.dispatchEvent(new Event("desk:words"));
    saved();
  });
}

const typed = (place) => [...place.querySelectorAll("textarea, input:not([type=hidden])")];
const isChanged = (field) =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;

/** Ends when the dialog is closed, with whether the words are saved. */
export async function askForWords(ids, shown) {
  const isLost = (field) => isChanged(field) || body.querySelector(".errornote");
  const mayClose = () => !typed(body).some(isLost) || window.confirm(gettext("Leave these words without saving them?"));
  const title = ids.length > 1 ? gettext("Words of the pictures") : gettext("Words of the picture");
  const { body, close, closed } = openDialog(title, "desk-dialog--words", mayClose);
  let isSaved = false;
  const saved = () => {
    isSaved = true;
    close();
  };
  await wordsForm(body, ids, saved, shown);
  await closed;
  return isSaved;
}
