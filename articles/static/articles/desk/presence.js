// Says every minute that this form is open, and shows who else has the story open or has taken it over.
const EVERY = 60_000; // milliseconds
const form = document.getElementById("article_form");
const place = document.querySelector("[data-presence]");
const said = (name) => form.querySelector(`[name=${name}]`).value;
const words = (more) =>
  new URLSearchParams({
    csrfmiddlewaretoken: said("csrfmiddlewaretoken"),
    autosave_key: said("autosave_key"),
    ...more,
  });

/** Drawn anew only where it says something else, or a screen reader would hear it every minute. */
function draw(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  if (body.textContent.trim() !== place.textContent.trim()) place.replaceChildren(...body.childNodes);
  sayWho();
}

/** In the bar, which is always in sight: who else is here, and the way to what can be done about it. */
function sayWho() {
  const who = document.querySelector("[data-who]");
  if (!who) return;
  const names = [...place.querySelectorAll("[data-name]")].map((each) => each.dataset.name);
  who.hidden = !names.length;
  who.textContent =
    names.length === 1
      ? who.dataset.one.replace("{name}", names[0])
      : who.dataset.more.replace("{count}", names.length);
}

/** What the server tells of others while it keeps our words. */
export function hear(answer) {
  if (place && answer.presence !== undefined) draw(answer.presence);
  return answer;
}

async function send(address, more) {
  try {
    const response = await fetch(address, { method: "POST", body: words(more), redirect: "error" });
    if (response.ok) draw(await response.text());
    return response.ok;
  } catch {
    return false; // no connection: it is told again in a minute
  }
}

const tell = (more) => send(place.dataset.presence, more);

/** The form was saved in place: it goes on as one that was opened again. */
export function announce() {
  if (form && place) tell({ fresh: 1 });
}

if (form && place) {
  sayWho();
  tell("fresh" in place.dataset ? { fresh: 1 } : {});
  setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) tell();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) tell({ fresh: 1 });
  });
  window.addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.presence, words({ leave: 1 })));
  place.addEventListener("click", async (event) => {
    const button = event.target.closest("[name=_take_over]");
    if (!button) return;
    event.preventDefault();
    button.disabled = true;
    // In place, so that what is typed here stays; where that fails the button sends the form as without a script.
    if (!(await send(button.formAction, { _take_over: button.value, _in_place: 1 }))) button.disabled = false;
  });
}
