// What the admin's own scripts do for a form on a page of its own, done for one that is shown in a dialog.
import { crel, gettext } from "django-prose-editor/editor";
import { bindPicture } from "desk/picture-field";

/** A slug follows the words that it is made of until somebody writes one. */
function followWords(page, fields) {
  const { prepopulatedFields: told } = page.querySelector("[data-prepopulated-fields]")?.dataset || {};
  for (const { id, dependency_ids: from, maxLength, allowUnicode } of JSON.parse(told || "[]")) {
    const [slug, ...words] = [id, ...from].map((each) => fields.querySelector(each.replace("#", "#new-")));
    let isOwn = Boolean(slug.value);
    slug.addEventListener("input", () => {
      isOwn = Boolean(slug.value);
    });
    const follow = async () => {
      await import(page.querySelector("script[src*='/urlify.']").src);
      if (!isOwn) slug.value = window.URLify(words.map(({ value }) => value).join(" "), maxLength, allowUnicode);
    };
    for (const each of words) each.addEventListener("input", follow);
  }
}

function newLine(blank, number) {
  const line = blank.cloneNode(true);
  line.classList.remove("empty-form");
  line.id = line.id.replace("empty", number);
  for (const name of ["id", "name", "for"])
    for (const part of line.querySelectorAll(`[${name}*=__prefix__]`))
      part.setAttribute(name, part.getAttribute(name).replace("__prefix__", number));
  return line;
}

/** A button below a table of lines adds another one. */
function addLines(fields) {
  for (const group of fields.querySelectorAll("[data-inline-formset]")) {
    const { prefix, addText } = JSON.parse(group.dataset.inlineFormset).options;
    const [total, blank] = [group.querySelector(`[name=${prefix}-TOTAL_FORMS]`), group.querySelector(".empty-form")];
    const button = crel("button", { type: "button", className: "button" }, [addText]);
    button.addEventListener("click", () => {
      const line = newLine(blank, total.value);
      total.value = Number(total.value) + 1;
      blank.before(line);
      line.querySelector("input:not([type=hidden])").focus();
    });
    group.append(button);
  }
}

/** Where a form asks for the number of a picture, it is chosen from the library. */
function choosePictures(fields) {
  for (const link of fields.querySelectorAll("a.related-lookup[href*='/articles/picture/']")) {
    const input = link.parentElement.querySelector("input");
    const button = (part) => crel("button", { type: "button", className: "button", [`data-${part}`]: "" });
    const frame = crel("div", { className: "picture-field__frame", "data-frame": "", "aria-live": "polite" });
    const field = crel("div", { className: "picture-field" }, [frame, button("choose"), button("remove")]);
    field.querySelector("[data-remove]").textContent = gettext("Remove");
    link.parentElement.replaceWith(field);
    input.type = "hidden";
    field.prepend(input);
    bindPicture(field);
  }
}

/** Whoever writes a question is told what to mind of it; the script is the one of the poll's own page. */
function advise(fields) {
  for (const panel of fields.querySelectorAll("[data-question-advice]"))
    import(panel.querySelector("script").src)
      .then(({ adviseOn }) => {
        adviseOn(panel);
        panel.dispatchEvent(new Event("input", { bubbles: true })); // what was written before the script was there
      })
      .catch(() => {});
}

export function helpWith(page, fields) {
  followWords(page, fields);
  addLines(fields);
  choosePictures(fields);
  advise(fields);
}
