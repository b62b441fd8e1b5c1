// Makes a poll, a film, a file or a correction without leaving the story: its own form of the desk, in a dialog.
import { crel, gettext } from "django-prose-editor/editor";
import { helpWith } from "desk/form-helps";
import { idIn, named, offer, send } from "desk/library-form";
import { openDialog, tokenNow } from "desk/page-dialog";

const TITLES = {
  poll: gettext("New poll"),
  video: gettext("New film"),
  document: gettext("New document"),
  sound: gettext("New sound"),
  correction: gettext("New correction"),
};
const LOST = gettext("There is no connection, or your login has run out. What you typed stays here.");

const PARTS = `form > input, [name=_popup], [role=note], .nonfield:not(.inline-group *), .inline-group,
  fieldset.module:not(.inline-group *), [data-question-advice]`;
const WORDS = ":is(input:not([type=hidden], [type=file]), textarea, select, [data-choose])";

/** Ends with the id of what was made, or with nothing. `file` was dropped, or is still to be chosen. */
export async function makeInPlace(kind, address, file = null) {
  const where = new URL(address, location.href);
  where.searchParams.set("_popup", "1");
  const told = crel("p", { className: "errornote", role: "alert", hidden: true }, [LOST]);
  const fields = crel("div");
  const progress = crel("progress", { max: 1, value: 0, hidden: true });
  progress.setAttribute("aria-label", gettext("How much of it has been sent"));
  const add = crel("button", { className: "button default" }, [gettext("Add")]);
  const foot = crel("div", { className: "desk-dialog__foot" }, [add, progress]);
  const form = crel("form", { className: "desk-make", noValidate: true }, [told, fields, foot]);
  let [made, isSending] = [null, false];
  const { body, dialog, close, closed } = openDialog(TITLES[kind], "desk-dialog--words", () => !isSending);
  const end = (id) => {
    made = id;
    close();
  };

  function show(page) {
    const asked = page?.querySelector("#content-main form[id$=_form]");
    told.hidden = Boolean(asked);
    if (!asked) return;
    fields.replaceChildren(...named(asked).querySelectorAll(PARTS));
    for (const link of fields.querySelectorAll(".errorlist a[href$='/change/']")) offer(link, end);
    const input = fields.querySelector("[type=file]");
    if (file && input && !fields.querySelector("[name$=-kept]")) {
      const held = new DataTransfer();
      held.items.add(file);
      input.files = held.files;
    }
    helpWith(page, fields);
    const wrong = fields.querySelector(`:is(.errors, .inline-group:has(.errorlist)) ${WORDS}`);
    const first = fields.querySelector(`${WORDS}, [type=file]`);
    (wrong || (first.files?.length ? fields.querySelector(WORDS) : first)).focus();
  }

  async function ask(method, words) {
    [isSending, add.disabled, progress.hidden] = [true, true, !words];
    const page = await send(method, where, words, progress);
    [isSending, add.disabled, progress.hidden] = [false, false, true];
    if (!dialog.open) return;
    const id = page && idIn(page);
    if (id) end(id);
    else show(page);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = new FormData(form);
    words.set("csrfmiddlewaretoken", tokenNow()); // who signed in again meanwhile has another one
    if (!isSending) ask("POST", words);
  });
  dialog.addEventListener("drop", ({ dataTransfer }) => {
    const input = fields.querySelector("[type=file]");
    if (dataTransfer.files.length && input) input.files = dataTransfer.files;
  });
  body.append(form);
  ask("GET");
  await closed;
  return made;
}
