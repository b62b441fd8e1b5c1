"""Every screen of the desk on a phone, light and dark: usable by everyone, nothing cut off, nothing that went wrong.

The screens are those of desk_rows.py and of every model of the admin. One that is new is walked to without a line
here; if it needs a row of its own to stand on, the walk fails until desk_world.py makes one.
"""

from pathlib import Path

import axe_playwright_python
import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from reversion.models import Version

from articles.admin.story.placed_objects import KINDS
from articles.models import FrontArrangement
from newsroom.identity.models import AuthenticatorApp
from newsroom.paper.models import Page
from newsroom.tests.browser import wait_for_editor
from newsroom.tests.desk.test_desk_matrix import GENERIC, address_of, at_a_row, made_by_django
from newsroom.tests.desk_rows import POSTED, ROWS, STORY_ROWS
from polls.models import Poll
from supporters.models import Payment, Pledge, StatementLine, Supporter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
SHARES = 4  # of the walk, so that no process waits for another that has the longest
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
# Addresses that answer programs or scripts, so that nobody ever looks at a screen of theirs.
NO_SCREEN = {
    "jsi18n": "words for scripts",
    "articles_article_placed": "JSON for the editor",
    **{f"articles_article_choose_{kind}": "a part of a dialog of the story’s form" for kind in KINDS},
    "articles_article_running_entries": "a part of the screen of a running story, walked there",
    "articles_article_since": "leads on to the history, which is walked itself",
    "polls_poll_csv": "a file",
    "newsroom_auditentry_export": "a file",
    "polls_poll_advice": "a part of the poll’s form, walked there",
    "supporters_supporter_crm": "a file",
    "supporters_payment_export": "a file",
    "supporters_pledge_export": "a file",
    "supporters_supporter_export": "a file",
    "newsroom_subscription_export": "a file",
    "articles_picture_kept": "a picture",
    "second_step": "leads on whoever has taken it",
    "sign_in_with_passkey": "takes what a passkey says",
}
# Rows that are never changed, added or deleted by hand say so with 403, which is no screen of ours.
CLOSED = {"add", "change", "delete"}
# One template each, whatever the model: its rules are run once, and every page of it is opened all the same.
ALIKE = {"history", "delete"}
# The menu of the desk is the same on every screen: it is looked at on the first.
SAME_EVERYWHERE = [["#nav-sidebar"], ["#header"]]
# Without `preload`, which writes copies of the style sheets into the page that the policy of public pages refuses.
CHECK = """async ([rules, exclude]) => {
  const only = rules.length ? {runOnly: {type: "rule", values: rules}} : {}
  const found = await axe.run({exclude}, {resultTypes: ["violations"], elementRef: false, preload: false, ...only})
  return found.violations.filter(rule => ["serious", "critical"].includes(rule.impact))
    .flatMap(rule => rule.nodes.map(node => `${rule.id} ${node.target}`))
}"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


def own_rows(story):
    """What stands in an address that asks for a row of its own."""
    administrator = User.objects.get(username="admin").pk
    pledge, poll, page = Pledge.objects.first(), Poll.objects.order_by("-pk").first(), Page.objects.get()
    return {
        "articles_front_section": [story.section.slug],
        "newsroom_page_revision": [page.pk, Version.objects.get_for_object(page).get().pk],
        "articles_front_earlier": [FrontArrangement.objects.first().pk],
        "polls_poll_results": [poll.pk],
        "polls_poll_votes": [poll.pk],
        "supporters_pledge_record_payment": [pledge.pk],
        "supporters_pledge_stop": [pledge.pk],
        "supporters_pledge_note": [pledge.pk],
        "supporters_supporter_note": [pledge.supporter_id],
        "supporters_payment_refund": [Payment.objects.first().pk],
        "supporters_statementline_split": [StatementLine.objects.first().pk],
        "remove_factors": [administrator],
        "factor": ["app", AuthenticatorApp.objects.get(user=administrator).pk],
        **{f"auth_user_{name}": [administrator] for name in ("password_change", "sessions", "roles", "link", "leave")},
    }


def screens(story):
    """Each address that somebody may open and look at, by its name."""
    own = own_rows(story)
    acts = [act for act, (get, _) in STORY_ROWS.items() if get and f"articles_article_{act}" not in NO_SCREEN]
    found = {f"article_{act}": address_of(act, story) for act in acts}
    for name, path in GENERIC:
        if name not in {*NO_SCREEN, *POSTED}:
            found[name] = reverse(f"admin:{name}", args=own[name]) if name in own else at_a_row(name, path)
    found["article_without"] += "?act=publish"
    pair = Supporter.objects.known().order_by("pk")[:2]
    found["supporters_supporter_merge"] += "?" + "&".join(f"pk={supporter.pk}" for supporter in pair)
    return found


def is_closed(name, status):
    made = made_by_django(name)
    return status == 403 and made is not None and made[1] in CLOSED and name not in ROWS


@pytest.mark.parametrize("share", range(SHARES))
def test_everyone_can_use_every_screen_of_the_desk_on_a_phone(make_visit, full_desk, administrator, share):
    wanted = dict([*screens(full_desk).items()][share::SHARES])
    visit = make_visit(administrator, viewport=PHONE, color_scheme="light", reduced_motion="reduce")
    visit.page.on("dialog", lambda dialog: dialog.accept())
    visit.context.on("console", lambda message: note_error(visit, message))
    wrong, known = [], set()

    for name, path in wanted.items():
        response = visit.page.goto(visit.address + path, wait_until="load")
        if is_closed(name, response.status):
            visit.errors.clear()
            continue
        if response.status != 200 or visit.page.url != visit.address + path:
            wrong.append(f"{name}: {path} answers {response.status} at {visit.page.url}")
        look = look_of(name)
        if look not in known:
            wrong += [f"{name}: {fault}" for fault in broken_rules(visit.page, is_first=not known)]
        known.add(look)
        wrong += [f"{name}: {fault}" for fault in went_wrong(visit)]

    assert not wrong, "\n".join(wrong)
    assert len(known) > 100 / SHARES


def look_of(name):
    made = made_by_django(name)
    return made[1] if made and made[1] in ALIKE and "picture" not in name else name


def note_error(visit, message):
    """The pictures of tests have no renditions, so what is missing of them is no fault of a screen. Nor is it that a
    letter is shown in a frame without scripts, in which the one that listens for violations cannot run.
    """
    is_own = "/media/" in message.location.get("url", "") or "script execution in 'about:srcdoc'" in message.text
    if message.type == "error" and not is_own:
        visit.errors.append(message.text)


def broken_rules(page, *, is_first):
    """What axe finds on the page that is open: every rule in light, then what dark can change."""
    exclude = [] if is_first else [menu for menu in SAME_EVERYWHERE if page.locator(menu[0]).count()]
    wait_for_editor(page)
    page.evaluate(AXE)
    found = page.evaluate(CHECK, [[], exclude])
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {fault}" for fault in page.evaluate(CHECK, [["color-contrast"], exclude])]
    page.emulate_media(color_scheme="light")
    return found


def went_wrong(visit):
    """What the policy refused and what a script stumbled over since the last page, and whether this one is too wide."""
    found = [*visit.violations, *visit.errors]
    visit.violations.clear()
    visit.errors.clear()
    return [*found, "scrolls sideways"] if visit.page.evaluate(SIDEWAYS) else found
