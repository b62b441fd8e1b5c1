// The dialog of a link: what leads nowhere is said at once, and asked again with what was typed.
import { gettext, updateAttrsDialog } from "django-prose-editor/editor";
import { resolveAddress } from "desk/link-address";

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

export async function askForAddress(editor, rules) {
  let reason = "";
  let typed = editor.getAttributes("link");
  for (;;) {
    typed = await ask(reason)(editor, typed);
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
