"""Every address that readers have, and how to get to a page of it that is there, from one of everything (`world`)."""

from django.urls import reverse
from django.utils import timezone

from newsroom.announcing.key import indexnow_key
from newsroom.newsletters.links import LEAVE, PAGE, token_of
from newsroom.page_cache.pages import LOOK
from supporters.letters.links import sign_in_token, stop_newsletter_token, stop_pledge_token


def _published(world):
    """On which day of the paper: shortly after midnight that is not today."""
    return timezone.localtime(world["article"].live_edition().first_published_at)


PUBLIC = {
    "front": lambda world: "/",
    "livez": lambda world: "/livez",
    "readyz": lambda world: "/readyz",
    "robots": lambda world: "/robots.txt",
    "tdm_reservation": lambda world: "/.well-known/tdmrep.json",
    "indexnow_key": lambda world: f"/{indexnow_key()}.txt",
    **{name: lambda _world, name=name: reverse(name) for name in LOOK},
    "saved": lambda world: "/saved/",
    "offline_worker": lambda world: "/offline.js",
    "push_worker": lambda world: "/letters/push/worker.js",
    "share_card": lambda world: world["article"].live_edition().share_card.address,
    "security": lambda world: "/.well-known/security.txt",
    "archive": lambda world: "/archive/",
    "archive_month": lambda world: f"/archive/{_published(world):%Y/%-m}/",
    "archive_day": lambda world: f"/archive/{_published(world):%Y/%-m/%-d}/",
    "on_this_day": lambda world: "/archive/on-this-day/",
    "topics": lambda world: "/topics/",
    "authors": lambda world: "/authors/",
    "suggest": lambda world: "/search/suggest/?q=st",
    "search": lambda world: "/search/?q=story",
    "new_letter": lambda world: "/letters/new/",
    "letter": lambda world: reverse("letter", args=[world["letter"]]),
    "sign_up": lambda world: "/letters/sign-up/",
    "letters": lambda world: "/letters/",
    "events": lambda world: "/events/",
    "events_calendar": lambda world: "/events/calendar.ics",
    "newsletter": lambda world: world["newsletter"].get_absolute_url(),
    "newsletter_feed": lambda world: f"{world['newsletter'].get_absolute_url()}feed/",
    "issue": lambda world: world["issue"].get_absolute_url(),
    "confirm_letters": lambda world: reverse("confirm_letters", args=[world["asked"]]),
    "leave_letter": lambda world: reverse("leave_letter", args=[token_of(world["subscription"], LEAVE)]),
    "ask_own_letters": lambda world: "/letters/mine/",
    "own_letters": lambda world: reverse("own_letters", args=[token_of(world["subscription"], PAGE)]),
    "move_letters": lambda world: reverse("move_letters", args=[world["move"]]),
    "mistake": lambda world: f"/mistake/{world['article'].pk}/",
    "sitemap": lambda world: "/sitemap.xml",
    "sitemap_sections": lambda world: "/sitemap/sections.xml",
    "sitemap_month": lambda world: f"/sitemap/{_published(world):%Y-%-m}.xml",
    "sitemap_topics": lambda world: "/sitemap/topics.xml",
    "sitemap_authors": lambda world: "/sitemap/authors.xml",
    "sitemap_polls": lambda world: "/sitemap/polls.xml",
    "sitemap_films": lambda world: "/sitemap/films.xml",
    "sitemap_pictures": lambda world: f"/sitemap/pictures-{_published(world):%Y-%-m}.xml",
    "news_sitemap": lambda world: "/news-sitemap.xml",
    "media": lambda world: world["picture"].file.url,
    "articles:article": lambda world: world["article"].get_absolute_url(),
    "articles:author": lambda world: world["author"].get_absolute_url(),
    "articles:corrections": lambda world: "/corrections/",
    "articles:draft": lambda world: f"/draft/{world['draft']}/",
    "articles:section": lambda world: world["section"].get_absolute_url(),
    "articles:republish": lambda world: f"{world['article'].get_absolute_url()}republish/",
    "articles:embed": lambda world: f"{world['article'].get_absolute_url()}embed/",
    "articles:entries": lambda world: f"{world['running'].get_absolute_url()}entries/1/",
    "articles:entry_news": lambda world: f"{world['running'].get_absolute_url()}news/",
    "articles:entries_since": lambda world: f"{world['running'].get_absolute_url()}since/0/",
    "articles:video_embed": lambda world: f"{world['video'].get_absolute_url()}embed/",
    "articles:series": lambda world: world["series"].get_absolute_url(),
    "articles:topic": lambda world: world["topic"].get_absolute_url(),
    "articles:videos": lambda world: "/videos/",
    "articles:video": lambda world: world["video"].get_absolute_url(),
    "polls:archive": lambda world: "/polls/",
    "oembed": lambda world: f"/oembed/?url=http://localhost:8000{world['poll'].get_absolute_url()}",
    "polls:embed": lambda world: world["poll"].embed_url,
    "polls:json": lambda world: world["poll"].json_url,
    "polls:poll": lambda world: world["poll"].get_absolute_url(),
    "polls:voted": lambda world: world["poll"].voted_url,
    "text:front": lambda world: "/text/",
    "text:poll": lambda world: f"/text{world['poll'].get_absolute_url()}",
    "text:search": lambda world: "/text/search/?q=story",
    "text:section": lambda world: f"/text{world['section'].get_absolute_url()}",
    "text:topic": lambda world: f"/text{world['topic'].get_absolute_url()}",
    "text:author": lambda world: f"/text{world['author'].get_absolute_url()}",
    "text:story": lambda world: f"/text{world['article'].get_absolute_url()}",
    "supporters:newsletter": lambda world: reverse("supporters:newsletter", args=[world["token"]]),
    "supporters:pledge": lambda world: world["pledge"].get_absolute_url(),
    "supporters:sign_in": lambda world: reverse("supporters:sign_in", args=[sign_in_token(world["pledge"].supporter)]),
    "supporters:stop": lambda world: reverse("supporters:stop", args=[stop_pledge_token(world["pledge"])]),
    "supporters:stop_newsletter": lambda world: reverse(
        "supporters:stop_newsletter", args=[stop_newsletter_token(world["pledge"].supporter)]
    ),
    "supporters:support": lambda world: "/support/",
    "supporters:wall": lambda world: "/support/supporters/",
    "supporters:yours": lambda world: "/support/yours/",
}


def _feed(of, form):
    return lambda world: f"{world[of].get_absolute_url() if of else '/'}feed/{form}"


PUBLIC |= {
    f"articles:entries_feed{name}": _feed("running", form)
    for name, form in {"": "", "_atom": "atom/", "_json": "json/"}.items()
}
PUBLIC |= {
    "_".join(filter(None, [f"articles:{of}_feed" if of else "articles:feed", form.strip("/")])): _feed(of, form)
    for of in ("", "section", "topic", "author", "series")
    for form in ("", "atom/", "json/")
}
# These show nothing themselves and lead to a page that is there.
LEAD_ON = {"articles:entry": lambda world: f"{world['running'].get_absolute_url()}entry/{world['entry'].uuid}/"}
# These take a reader's POST and show nothing.
PUBLIC_POST = {
    "push": lambda world: "/letters/push/",
    "mail_service": lambda world: "/letters/service/",
    "articles:read": lambda world: f"/read/{world['article'].pk}/",
    "polls:change": lambda world: world["poll"].change_url,
    "polls:withdraw": lambda world: world["poll"].withdraw_url,
    "supporters:checkout": lambda world: f"{world['pledge'].get_absolute_url()}checkout/",
    "supporters:webhook": lambda world: "/support/webhooks/sandbox/",
    "polls:vote": lambda world: f"{world['poll'].get_absolute_url()}vote/",
    "supporters:sign_out": lambda world: "/support/yours/out/",
}
