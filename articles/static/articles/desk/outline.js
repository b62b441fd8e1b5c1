// The outline at the side is fetched once the editor is there, which is made a moment after the page.
import { editorOf } from "desk/taken-words";

function beginSoon(left = 100) {
  const editor = editorOf();
  if (editor)
    import("desk/outline-list").then(({ begin }) => begin(editor)).catch(() => {}); // it is not missed
  else if (left) setTimeout(beginSoon, 100, left - 1);
}

if (document.querySelector("[data-outline]")) beginSoon();
