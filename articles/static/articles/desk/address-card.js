// What an address stands for: the server is asked, and the line that holds it becomes a card, in a step of its own.
import { gettext, pm, updateAttrsDialog } from "django-prose-editor/editor";
import { insertBlock } from "desk/card";
import { addresses } from "desk/lookup";

const PATIENCE = 15_000; // milliseconds; the server gives a site five seconds for each of two questions
const NOTHING = gettext("Nothing that a story could show was found at this address.");
const UNREACHED = gettext("The server did not answer. Try again later.");

async function ask({ view }, address, any = "") {
  const token = view.dom.closest("form").elements.csrfmiddlewaretoken.value;
  const body = new URLSearchParams({ address, any, csrfmiddlewaretoken: token });
  try {
    const response = await fetch(addresses.address, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
    return response.ok ? await response.json() : { error: UNREACHED };
  } catch {
    return { error: UNREACHED };
  }
}

/** The block that the server answered with, if it did. */
function cardOf({ schema }, { embed, id, html }) {
  if (embed) return schema.nodes.storyEmbed.create({ embed, id });
  if (!html) return null;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return pm.model.DOMParser.fromSchema(schema).parse(body).firstChild;
}

/** Where the line is that says this address and nothing else, if there still is one. */
function lineOf(doc, address) {
  let found = null;
  doc.forEach((node, place) => {
    if (node.type.name === "paragraph" && node.textContent === address) found = { node, place };
  });
  return found;
}

function replace(editor, { node, place }, card) {
  const { doc, schema, selection, tr } = editor.state;
  const end = place + node.nodeSize;
  const wasThere = selection.from > place && selection.from < end;
  // A line to go on writing on: a card below would be selected, and the next key take it away.
  const below = doc.nodeAt(end)?.isTextblock ? [] : [schema.nodes.paragraph.create()];
  tr.replaceWith(place, end, [card, ...below]);
  if (wasThere) tr.setSelection(pm.state.TextSelection.create(tr.doc, place + card.nodeSize + 1));
  editor.view.dispatch(pm.history.closeHistory(tr));
}

/** Make the line with this address the card that it stands for; one that stands for nothing stays as it is. */
export async function become(editor, address) {
  const answer = await ask(editor, address);
  const [card, line] = [cardOf(editor, answer), lineOf(editor.state.doc, address)];
  const { status } = editor.storage.cleanPaste;
  if (answer.error) status.textContent = `${gettext("The address stays a link.")} ${answer.error}`;
  if (!card || !line) return;
  replace(editor, line, card);
  status.textContent = gettext("The address is a card now. Undo makes it an address again.");
}

const dialog = (description) =>
  updateAttrsDialog(
    { address: { type: "string", title: gettext("Address of the film, sound or post"), description, required: true } },
    { title: gettext("Embed"), submitText: gettext("Insert") },
  );

/** Ask for an address until it stands for something, or until nothing is wanted any more. */
export async function askForAddress(editor) {
  for (let [typed, reason] = [{}, ""]; ; ) {
    typed = await dialog(reason)(editor, typed);
    if (!typed) return;
    const answer = await ask(editor, typed.address.trim(), "1");
    const card = cardOf(editor, answer);
    if (card) return insertBlock(editor, card.toJSON());
    reason = answer.error || NOTHING;
  }
}
