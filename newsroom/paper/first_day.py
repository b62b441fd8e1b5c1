"""What a new paper still needs before it meets its readers. Facts say when a step is done, never a click."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import DeskLetter, Edition, Section
from newsroom.identity.link_letters import LinkLetter
from newsroom.paper.identity import Paper
from newsroom.paper.models import Page
from supporters.models import ContributionPage

SECTIONS = {
    "news": gettext_lazy("News"),
    "politics": gettext_lazy("Politics"),
    "business": gettext_lazy("Business"),
    "community": gettext_lazy("Community"),
    "sport": gettext_lazy("Sport"),
    "whats-on": gettext_lazy("What’s On"),
    "opinion": gettext_lazy("Opinion"),
}
# Pages that the law, a regulator or plain decency wants of every paper.
NEEDED = ("about", "contact", "complaints", "privacy", "accessibility", "terms")
UNNAMED = "Newsroom"  # what settings call a paper that nobody has named


@dataclass(frozen=True)
class Step:
    """One thing to be done, where it is done, and whether it is."""

    key: str
    title: str
    words: str
    url: str
    is_done: bool
    act: str = ""  # the button beside it, if any

    @property
    def act_url(self) -> str:
        return reverse(f"admin:first_{self.key}")


def first_day() -> list[Step]:
    """All steps in the order in which one takes them."""
    known = _facts()
    return [
        _look(known),
        _sections(known),
        _people(known),
        _mail(known),
        _money(known),
        _pages(known),
        _stories(known),
        _address(),
    ]


def _facts():
    """What the tables say, asked in one query."""
    staff = User.objects.filter(is_staff=True, is_active=True, is_superuser=False, groups__isnull=False)
    ways = ("account_number", "cheque_payee", "front_desk")
    where_to_pay = ContributionPage.objects.filter(is_default=True).exclude(**dict.fromkeys(ways, ""))
    letters = [Exists(model.objects.filter(sent_at__isnull=False)) for model in (DeskLetter, LinkLetter)]
    found = Paper.objects.filter(pk=1).annotate(
        has_icon=Q(icon__isnull=False),
        has_sections=Exists(Section.objects.all()),
        has_people=Exists(staff),
        has_letter=letters[0] | letters[1],
        has_ways_to_pay=Exists(where_to_pay),
        has_stories=Exists(Edition.objects.all()),
        **{kind: Exists(Page.objects.live().filter(kind=kind)) for kind in NEEDED},
    )
    return found.defer("icon").get()


def _look(known):
    is_done = bool((known.name or settings.PAPER_NAME != UNNAMED) and known.has_icon)
    words = _("Say what the paper is called, and give it an icon.")
    return Step("look", _("Name and look"), words, reverse("admin:newsroom_paper_change", args=[1]), is_done)


def _sections(known):
    words = _("Stories stand in sections. Begin with ours (%(names)s) and change them, or make your own.")
    words %= {"names": ", ".join(map(str, SECTIONS.values()))}
    url = reverse("admin:articles_section_changelist")
    return Step("sections", _("Sections"), words, url, known.has_sections, _("Make these sections"))


def _people(known):
    words = _("Invite those who make the paper, each with a role. Keep your own login for what only it can do.")
    return Step("people", _("People and roles"), words, reverse("admin:auth_user_changelist"), known.has_people)


def _mail(known):
    has_server = settings.MAILERS["default"]["BACKEND"].endswith("smtp.EmailBackend")
    words = _("Have a letter sent to yourself. It is sent when the mail server has taken it.")
    if not has_server:
        words = _("Name a mail server in the settings (EMAIL_HOST): until then every letter is a file.")
    url, act = reverse("admin:articles_deskletter_changelist"), _("Send me a letter") if has_server else ""
    return Step("mail", _("Mail"), words, url, has_server and known.has_letter, act)


def _money(known):
    is_done = bool(settings.STRIPE_SECRET_KEY) or known.has_ways_to_pay
    words = _("Say where money can be sent: a bank account, cheques, the front desk; or set the keys for cards.")
    url = reverse("admin:supporters_contributionpage_changelist")
    return Step("money", _("How supporters pay"), words, url, is_done)


def _pages(known):
    missing = [str(Page.Kind(kind).label) for kind in NEEDED if not getattr(known, kind)]
    words = _("Readers cannot see these yet: %(pages)s. There is a text to begin each from.")
    url = reverse("admin:newsroom_page_changelist")
    return Step("pages", _("The paper’s own pages"), words % {"pages": ", ".join(missing)}, url, not missing)


def _stories(known):
    words = _("Publish a first story.")
    return Step("stories", _("Stories"), words, reverse("admin:articles_article_changelist"), known.has_stories)


def _address():
    is_done = settings.HTTPS and settings.SITE_HOST not in settings.LOCAL_HOSTS
    words = _("Set SITE_URL to the paper’s own address, with a certificate (https://). The operations page says how.")
    return Step("address", _("Address and certificate"), words, reverse("admin:status"), is_done)


@transaction.atomic
def make_sections() -> int:
    """Make the usual sections of a paper that has none; how many there are of them now."""
    if Section.objects.exists():
        return 0
    rows = [Section(slug=slug, name=str(name), position=place) for place, (slug, name) in enumerate(SECTIONS.items())]
    return len(Section.objects.bulk_create(rows))
