// The dialog of a link: what leads nowhere is said at once, and asked again with what was typed.
import { crel, gettext, updateAttrsDialog } from "django-prose-editor/editor";
import { resolveAddress } from "desk/link-address";
import { choose, describe } from "desk/lookup";

const REASONS = {
  fragment: gettext("This leads to a place within another text. Give the whole address."),
  relative: gettext("This is a part of an address. Give the whole one, with the name of its site."),
  scheme: gettext("Readers cannot follow this kind of address. Use https, an e-mail address or tel:."),
  broken: gettext("This is no address that a browser can follow."),
};

const ask = (description) =>
  updateAttrsDialog(
    {
      href: { type: "string", title: gettext("URL"), description },
      title: { type: "string", title: gettext("Title") },
    },
    { title: gettext("Edit Link") },
  );

/** Typed at the desk, a path is one of this paper's own. */
const whole = (written) => (/^\/[^/\\]/.test(written.trim()) ? `${location.origin}${written.trim()}` : written);

/** A story of this paper is found by its words: whoever writes knows no address of it. */
function offerStories() {
  const field = document.querySelector(".prose-editor-dialog[open] input[name=href]");
  const told = crel("p", { className: "prose-editor-help", role: "status" });
  const button = crel("button", { type: "button" }, [gettext("Choose a story")]);
  button.addEventListener("click", () =>
    choose("linked", async (id) => {
      const { address, note, label } = (await describe("linked", id)) ?? {};
      if (address) field.value = location.origin + address;
      const refusal = note ? gettext("Readers cannot open that story yet.") : label; // without an answer, that it failed
      told.textContent = address ? "" : refusal;
      field.focus();
    }),
  );
  field.after(button, told);
}

export async function askForAddress(editor, rules) {
  let reason = "";
  let typed = editor.getAttributes("link");
  for (;;) {
    const asked = ask(reason)(editor, typed);
    offerStories();
    typed = await asked;
    if (!typed) return;
    const { href, refusal } = resolveAddress(whole(typed.href), rules);
    if (href) {
      const chain = editor.chain().focus();
      const attributes = { href, title: typed.title || null };
      if (editor.isActive("link")) chain.extendMarkRange("link").updateAttributes("link", attributes).run();
      else chain.setMark("link", attributes).run();
      return;
    }
    reason = REASONS[refusal];
  }
}
