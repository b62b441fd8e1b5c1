// The editor of a story's words. The editor's own way writes the whole document into the form's field at every key.
import * as bundle from "django-prose-editor/editor";
import { whenQuiet } from "desk/quiet";
import { writeInto } from "desk/words-field";

const SETTING = "data-django-prose-editor-desk";
const TOOLBAR = 150; // milliseconds
const made = new WeakSet();

/** An editor whose toolbar, which asks of every button whether it may be pressed, waits until one has typed. */
class StoryEditor extends bundle.Editor {
  emit(name, ...said) {
    if (name !== "transaction") return super.emit(name, ...said);
    this.draw = () => this.isDestroyed || super.emit(name, ...said);
    this.toolbar ??= whenQuiet(() => this.draw(), TOOLBAR);
    if (said[0].transaction.docChanged) this.toolbar.soon();
    else if (!this.toolbar.isToCome) this.draw();
    return this;
  }
}

async function extensionsFor({ extensions, js_modules: modules }) {
  const ours = await Promise.all(modules.map((module) => import(module)));
  const known = Object.assign({}, bundle, ...ours);
  return Object.entries(extensions)
    .filter(([name]) => known[name])
    .map(([name, options]) => (typeof options === "object" ? known[name].configure(options) : known[name]));
}

function makeEditor(textarea, extensions) {
  const isDisabled = textarea.disabled;
  const element = bundle.crel("div", { className: `prose-editor ${isDisabled ? "disabled" : ""}` });
  textarea.before(element);
  element.append(textarea);
  return new StoryEditor({ element, editable: !isDisabled, extensions, content: textarea.value });
}

async function create(textarea) {
  if (made.has(textarea)) return;
  made.add(textarea);
  const editor = makeEditor(textarea, await extensionsFor(JSON.parse(textarea.getAttribute(SETTING))));
  writeInto(textarea, editor);
  textarea.dispatchEvent(new CustomEvent("prose-editor:ready", { detail: { editor, textarea }, bubbles: true }));
}

bundle.initializeEditors(create, `[${SETTING}]`);
