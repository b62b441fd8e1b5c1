// A map as the server will draw it, asked anew in a pause.
import { crel, gettext } from "django-prose-editor/editor";
import { addresses } from "desk/lookup";
import { ask, tokenNow } from "desk/page-dialog";

const PAUSE = 500; // milliseconds

/** `read` says what the map holds by now. */
export function previewOf(read) {
  const dom = crel("div", { className: "desk-map__preview" });
  let waiting = 0;
  let asked = 0;
  async function draw() {
    asked += 1;
    const mine = asked;
    const { title, places } = read();
    const lines = places.flatMap(([name, at, words]) => [
      ["dt", name],
      ["dd", at],
      ["dd", words],
    ]);
    const parts = lines.map(([tag, textContent]) => crel(tag, { textContent }));
    const section = crel("section", {}, [crel("h3", { textContent: title }), crel("dl", {}, parts)]);
    section.dataset.kind = "map";
    const body = new URLSearchParams({ html: section.outerHTML, csrfmiddlewaretoken: tokenNow() });
    const drawn = await ask(addresses.map, { method: "POST", body });
    if (mine === asked) dom.replaceChildren(...(drawn ?? [gettext("It cannot be drawn at the moment.")]));
  }
  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(draw, PAUSE);
  }
  draw();
  return { dom, soon };
}
