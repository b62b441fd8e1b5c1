// What is pasted from elsewhere keeps what a story can hold; what was left out is said below the words.
// The rules are fetched once the words have the cursor: until then nobody pastes, and the form is there sooner.
import { awaitInWords } from "desk/awaited";
import { Extension, Plugin, pm } from "django-prose-editor/editor";

let cleanPaste = null;

async function fetchRules(status) {
  ({ cleanPaste } = await import("desk/clean-html"));
  status.dataset.ready = "";
}

/** Paste once the rules are there. Where they cannot be fetched the words come without their form: none is lost. */
function pasteLater(view, status, data) {
  const [html, text] = ["text/html", "text/plain"].map((type) => data.getData(type));
  const pasted = fetchRules(status).then(
    () => view.pasteHTML(html),
    () => view.pasteText(text),
  );
  awaitInWords(pasted);
}

const isTooSoon = (data) => !cleanPaste && Boolean(data?.getData("text/html"));

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  onCreate() {
    this.storage.status = document.createElement("p");
    this.storage.status.className = "desk-paste";
    this.storage.status.setAttribute("role", "status");
    this.editor.view.dom.closest(".prose-editor").append(this.storage.status);
  },

  onFocus() {
    if (!cleanPaste) fetchRules(this.storage.status).catch(() => {}); // a paste tries again
  },

  addProseMirrorPlugins() {
    const { storage } = this;
    const paste = (view, event) => {
      if (!isTooSoon(event.clipboardData)) return false;
      event.preventDefault();
      pasteLater(view, storage.status, event.clipboardData);
      return true;
    };
    const drop = (view, event) => {
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
      if (view.dragging || !at || !isTooSoon(event.dataTransfer)) return false;
      event.preventDefault();
      view.dispatch(view.state.tr.setSelection(pm.state.TextSelection.near(view.state.doc.resolve(at.pos))));
      pasteLater(view, storage.status, event.dataTransfer);
      return true;
    };
    return [new Plugin({ props: { handleDOMEvents: { paste, drop } } })];
  },

  transformPastedHTML(html) {
    const { html: clean, told } = cleanPaste(html, this.options);
    this.storage.status.textContent = told;
    return clean;
  },
});
