// Asks in which language the selected words are. Fetched when it is first wanted.
import { gettext, updateAttrsDialog } from "django-prose-editor/editor";

const CODES = "cy en ga gd fr de es it pt nl pl cs sk hu ro bg el uk ru lt tr ar fa he ur hi pa bn ta so zh ja ko la";
const names = new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language" });
const OWN = gettext("That of the story");
const byName = new Map(CODES.split(" ").map((code) => [names.of(code), code]));

const ask = updateAttrsDialog(
  { language: { title: gettext("Language"), enum: [OWN, ...[...byName.keys()].toSorted()] } },
  { title: gettext("Language of the selected words") },
);

export async function askForLanguage(editor) {
  const { lang } = editor.getAttributes("passage");
  const language = [...byName].find(([, code]) => code === lang)?.[0] || OWN;
  const asked = await ask(editor, { language });
  if (!asked) return;
  const code = byName.get(asked.language);
  const { from, to } = editor.state.selection;
  const chain = editor.chain().focus().extendMarkRange("passage");
  (code ? chain.setMark("passage", { lang: code }) : chain.unsetMark("passage")).setTextSelection({ from, to }).run();
}
