"""What a key costs in the story's form: our way of writing the words down beside the editor's own, in turns."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import quantiles

from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

KEYS = "the tide turned at six and "
# The preset of django-prose-editor, which writes the whole document into the field at every change.
EVERY_KEY = """import * as bundle from "django-prose-editor/editor"
bundle.initializeEditors(async (textarea) => {
  const { extensions: wanted, js_modules } = JSON.parse(textarea.dataset.djangoProseEditorDesk)
  const known = Object.assign({}, bundle, ...(await Promise.all(js_modules.map((module) => import(module)))))
  const found = Object.entries(wanted).filter(([name]) => known[name])
  const extensions = found.map(([name, options]) =>
    typeof options === "object" ? known[name].configure(options) : known[name])
  const detail = { editor: bundle.createTextareaEditor(textarea, extensions) }
  textarea.dispatchEvent(new CustomEvent("prose-editor:ready", { detail, bubbles: true }))
}, "[data-django-prose-editor-desk]")"""

FIND = """document.addEventListener("prose-editor:ready", ({ detail }) => { window.opened = detail.editor })"""
WATCH = """() => {
  const { opened: editor, spent = (window.spent = []) } = window
  const dispatch = editor.dispatchTransaction.bind(editor)
  const dispatchTransaction = (transaction) => {
    const before = performance.now()
    dispatch(transaction)
    if (transaction.docChanged) spent.push(performance.now() - before)
  }
  editor.view.setProps({ dispatchTransaction })
}"""


@dataclass
class Way:
    name: str
    is_ours: bool = True
    slower: int = 1  # times, as a cheap machine is
    spent: list[float] = field(default_factory=list)  # milliseconds in the editor, by key
    script: list[float] = field(default_factory=list)  # CPU milliseconds of all scripts a key, by round

    def at(self, percent: int) -> float:
        return quantiles(self.spent, n=100)[percent - 1]


def measure(path: str, cookie: str, *, keys: int, rounds: int) -> list[Way]:
    ways = [Way("at every key", is_ours=False), Way("ours"), Way("ours, 4 times slower", slower=4)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(rounds):
            for way in ways:
                with _form(browser, path, cookie, way) as page:
                    spent, script = _type(page, keys)
                    way.spent += spent
                    way.script.append(script)
        browser.close()
    return ways


@contextmanager
def _form(browser: Browser, path: str, cookie: str, way: Way) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": settings.SITE_URL}])
    if not way.is_ours:
        body = {"content_type": "text/javascript", "body": EVERY_KEY}
        context.route("**/story-editor*.js", lambda route: route.fulfill(**body))
    context.add_init_script(FIND)
    page = context.new_page()
    page.goto(settings.SITE_URL + path)
    page.locator(".tiptap[aria-multiline]").wait_for()
    page.wait_for_load_state("networkidle")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": way.slower})
    yield page
    context.close()


def _type(page, keys):
    """Each key's milliseconds in the editor, and all that scripts ran for; a pause after every tenth key."""
    words = page.locator(".tiptap > p")
    words.nth(words.count() // 2).click()
    page.keyboard.type("Here ", delay=100)
    page.wait_for_timeout(1500)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(WATCH)
    before = _script(devtools)
    for number in range(keys):
        page.keyboard.press(KEYS[number % len(KEYS)].replace(" ", "Space"))
        page.wait_for_timeout(500 if number % 10 == 9 else 60)
    return page.evaluate("window.spent"), (_script(devtools) - before) / keys


def _script(devtools):
    """CPU milliseconds of all scripts of the page: what is put off until a pause counts here too."""
    figures = devtools.send("Performance.getMetrics")["metrics"]
    return next(figure["value"] for figure in figures if figure["name"] == "ScriptDuration") * 1000
