// Objects that stories show: choosing one, and asking for its title and picture.
import { gettext } from "django-prose-editor/editor";

export const addresses = JSON.parse(document.getElementById("desk-addresses")?.textContent || "{}");
const known = new Map();
let waiting = null;

/** Open the list of that kind in a dialog; what is chosen, or brought there, is handed to `then` as its id. */
export const choose = (kind, then) =>
  import("desk/picker").then(
    ({ pick }) => pick(kind, then),
    () => window.alert(gettext("There is no connection.")),
  );

async function ask(wanted) {
  const query = new URLSearchParams([...wanted.keys()].map((name) => name.split(" ")));
  const answer = await fetch(`${addresses.placed}?${query}`, { credentials: "same-origin" })
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  for (const [name, tell] of wanted) {
    const [kind, id] = name.split(" ");
    // A server that does not answer is no reason to call a picture missing.
    if (!answer) known.delete(name);
    tell(answer ? (answer[kind]?.[id] ?? null) : { label: gettext("Cannot be shown at the moment") });
  }
}

/** Its words have changed: they are asked for once more. */
export const forget = (kind, id) => known.delete(`${kind} ${id}`);

/** What is known of an object: label, note, thumbnail, caption; or null when it is missing. */
export function describe(kind, id) {
  const name = `${kind} ${id}`;
  if (!known.has(name)) {
    known.set(
      name,
      new Promise((tell) => {
        if (!waiting) {
          const wanted = new Map();
          waiting = wanted;
          // One request for all that a page shows.
          setTimeout(() => {
            waiting = null;
            ask(wanted);
          });
        }
        waiting.set(name, tell);
      }),
    );
  }
  return known.get(name);
}
