"""What a browser is roughly called: enough for its owner to know it again, and nothing of what it wrote itself."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

# The first that stands in the header wins: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_of(request: HttpRequest) -> str:
    agent = request.headers.get("User-Agent", "")
    browser = _first(BROWSERS, agent) or _("Another browser")
    system = _first(SYSTEMS, agent)
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


def _first(names, agent):
    return next((name for sign, name in names.items() if sign in agent), "")
