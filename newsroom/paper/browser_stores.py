"""Everything that the site keeps in a browser, for the privacy page: a test holds the list to the code."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from common.cookie_names import cookie_name

HOST, AS_IT_IS = "/", ""  # which prefix the name of a cookie has, if any


@dataclass(frozen=True)
class Store:
    """A cookie, with the path that it is sent to, or a name in the browser's own store."""

    name: str
    path: str
    comes: str
    use: str
    lasts: str

    @property
    def printed(self) -> str:
        """As a browser lists it."""
        return cookie_name(self.name, path=self.path) if self.path else self.name


_VOTE, _VOTE_LASTS = lazy("when you vote in a poll"), lazy("90 days")
_SIGNS_IN = lazy("when one of our staff signs in")
_WORKS, _CLOSES = lazy("while one of our staff works"), lazy("until the browser closes")
READERS = [
    Store("voter", HOST, _VOTE, lazy("one vote for each reader"), _VOTE_LASTS),
    Store("vote", "/polls/", _VOTE, lazy("shows you your own vote"), _VOTE_LASTS),
    Store("recall", "/polls/", _VOTE, lazy("lets you change your vote"), _VOTE_LASTS),
    Store(
        "supporter",
        "/support/yours/",
        lazy("when you sign in to your support"),
        lazy("keeps you signed in"),
        lazy("2 hours"),
    ),
    Store(
        "saved",
        AS_IT_IS,
        lazy("when you save a story"),
        lazy("lists it for you; we are not told"),
        lazy("until you remove it"),
    ),
    Store(
        "home, stories, files",
        AS_IT_IS,
        lazy("when you ask for copies on the page of saved stories"),
        lazy("shows you what you read when you have no connection"),
        lazy("a week, or until you want none"),
    ),
]
DESK = [
    Store(settings.SESSION_COOKIE_NAME, AS_IT_IS, _SIGNS_IN, lazy("keeps them signed in"), lazy("14 days")),
    Store(settings.CSRF_COOKIE_NAME, AS_IT_IS, _SIGNS_IN, lazy("refuses forged forms"), lazy("a year")),
    Store("browser", HOST, _SIGNS_IN, lazy("knows the browser again"), lazy("180 days")),
    Store("passkey_challenge", "/admin/", _SIGNS_IN, lazy("proves a passkey"), lazy("minutes")),
    Store("messages", AS_IT_IS, _WORKS, lazy("says what was done"), lazy("until it is shown")),
    Store("desk_saved", "/admin/", _WORKS, lazy("says which words are saved"), _CLOSES),
    Store("desk:…", AS_IT_IS, _WORKS, lazy("holds words not yet saved"), lazy("until they are saved")),
    Store("desk-folded, desk-signs", AS_IT_IS, _WORKS, lazy("remembers how they write"), lazy("until they change it")),
]


def stores_as_table() -> str:
    """As HTML for the body of a page."""
    heads = (_("Name"), _("It comes"), _("What for"), _("It lasts"))
    rows = format_html_join(
        "",
        "<tr><td><p>{}</p></td><td><p>{}</p></td><td><p>{}</p></td><td><p>{}</p></td></tr>",
        ((store.printed, store.comes, store.use, store.lasts) for store in [*READERS, *DESK]),
    )
    head = format_html_join("", "<th><p>{}</p></th>", ((word,) for word in heads))
    return format_html("<table><tbody><tr>{}</tr>{}</tbody></table>", head, rows)
