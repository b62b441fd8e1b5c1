"""What it takes to open a long story's form: as it is, and as it was, in turns."""

import shutil
import time
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from demo.bench.long_story import long_body
from demo.bench.processes import cpu_seconds, listening

SCREEN = {"width": 1366, "height": 768}
PICTURES = list(range(1, 21))  # numbers that every demonstration has
READY = """document.addEventListener("prose-editor:ready", () => { window.ready = performance.now() })"""
LATE_PARAGRAPH = ".ProseMirror > :nth-child(100)"
AT_REST = 20  # seconds


@dataclass
class Form:
    address: str
    story: str = ""
    cookies: list = field(default_factory=list)
    opened: list[float] = field(default_factory=list)  # milliseconds from asking for it until one can write
    used: float = 0  # seconds of CPU of its server for all of that, with what the open form asks for at once

    @property
    def middle(self) -> float:
        return median(self.opened)

    @property
    def served(self) -> float:
        """Milliseconds of CPU of the server for one opening."""
        return 1000 * self.used / len(self.opened)


class Server:
    """The processes of a server, and what they use in a second while nobody asks, which is mostly its worker."""

    def __init__(self, address: str):
        self.pids = listening(urlsplit(address).port)
        before = cpu_seconds(self.pids)
        time.sleep(AT_REST)
        self.at_rest = (cpu_seconds(self.pids) - before) / AT_REST


def open_in_turns(addresses: list[str], *, login: tuple[str, str], rounds: int) -> list[Form]:
    """Each form in each round, with scripts that the browser has; the first round, which fetches them, is left out."""
    forms = [Form(address) for address in addresses]
    body = long_body(words=10_000, pictures=PICTURES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for form in forms:
            _write(browser, form, body, login)
        contexts = [_signed_in(browser, form) for form in forms]
        servers = [Server(form.address) for form in forms]
        for number in range(rounds + 1):
            for form, context, server in zip(forms, contexts, servers, strict=True):
                begun, before = time.monotonic(), cpu_seconds(server.pids)
                opened = _open(context, form)
                if number:
                    form.opened.append(opened)
                    form.used += cpu_seconds(server.pids) - before - server.at_rest * (time.monotonic() - begun)
        browser.close()
    return forms


def _write(browser: Browser, form: Form, body: str, login: tuple[str, str]) -> None:
    """The story, by the form as it works without scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{form.address}/admin/login/?next=/admin/articles/article/add/")
    page.locator("#id_username").fill(login[0])
    page.locator("#id_password").fill(login[1])
    page.locator("[type=submit]").click()
    page.locator("#id_headline").fill("How long a form takes to open")
    page.locator("[name=body]").fill(body)
    page.locator("[name=_continue]:not([tabindex])").first.click()
    page.wait_for_url("**/change/**")
    form.story, form.cookies = page.url, context.cookies()
    context.close()


def _signed_in(browser: Browser, form: Form) -> BrowserContext:
    context = browser.new_context(viewport=SCREEN)
    context.add_cookies(form.cookies)
    context.add_init_script(READY)
    return context


def _open(context: BrowserContext, form: Form) -> float:
    page = context.new_page()
    page.goto(form.story, wait_until="commit")
    page.locator(LATE_PARAGRAPH).wait_for(state="attached")
    opened = page.evaluate("window.ready")
    page.wait_for_load_state("networkidle")
    page.close()
    return opened
