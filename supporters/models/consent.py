"""Who agreed to what, in which words and when. Nobody is written to who has not confirmed."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from common.text import clean_text
from supporters.models.append_only import AppendOnlyQuerySet
from supporters.models.people import Supporter


class Purpose(models.TextChoices):
    NEWSLETTER = "newsletter", _("Newsletter")


class ConsentWordingQuerySet(AppendOnlyQuerySet):
    def current(self, purpose, topic="") -> "ConsentWording | None":
        """The newest wording, which is the one beside the box; None where the paper asks for nothing."""
        return self.filter(purpose=purpose, topic=topic).order_by("-since", "-pk").first()

    def in_words(self, purpose, topic, text) -> "ConsentWording":
        """The row of these words, which stood beside a form: written down when somebody first agrees to them."""
        words = clean_text(text)
        known = self.filter(purpose=purpose, topic=topic, text=words).order_by("pk").first()
        return known or self.create(purpose=purpose, topic=topic, text=words)


class ConsentWording(models.Model):
    """The words beside a box. A new wording is a new row, so that what was agreed to can always be shown."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose, default=Purpose.NEWSLETTER)
    topic = models.SlugField(
        _("letter"), max_length=60, db_index=False, blank=True, default="", db_default="", editable=False
    )
    text = CleanCharField(_("wording"), max_length=300)
    since = models.DateTimeField(_("in use since"), default=timezone.now, editable=False)

    objects = ConsentWordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of a consent")
        verbose_name_plural = _("wordings of consents")

    def __str__(self):
        return self.text


class ConsentRecordQuerySet(AppendOnlyQuerySet):
    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def for_purpose(self, supporter, purpose, topic="") -> Self:
        """The steps of one consent: without a topic, that to the box of the contribution page."""
        return self.filter(supporter=supporter, wording__purpose=purpose, topic=topic)

    def held(self) -> Self:
        """The consents that stand now: confirmed, and not withdrawn since."""
        since = {"supporter": OuterRef("supporter"), "topic": OuterRef("topic"), "pk__gt": OuterRef("pk")}
        withdrawn = ConsentRecord.objects.filter(action=ConsentRecord.Action.WITHDRAWN, **since)
        return self.filter(~Exists(withdrawn), action=ConsentRecord.Action.CONFIRMED)


class ConsentRecord(models.Model):
    """One step of a consent: asked for on a page, confirmed by the mailed link, withdrawn."""

    class Action(models.TextChoices):
        ASKED = "asked", _("Asked, not confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Method(models.TextChoices):
        PAGE = "page", _("Box on the contribution page")
        LINK = "link", _("Link in a mail")
        OWN = "own", _("Supporter’s own page")
        STAFF = "staff", _("Staff")
        LETTER = "letter", _("Form for a letter")
        IMPORT = "import", _("List that was brought in")

    supporter = models.ForeignKey(Supporter, models.PROTECT, related_name="consents", verbose_name=_("supporter"))
    wording = models.ForeignKey(ConsentWording, models.PROTECT, related_name="records", verbose_name=_("wording"))
    # Which letter it is about, by its name in addresses. The newest of a supporter and topic holds.
    topic = models.SlugField(_("letter"), max_length=60, db_index=False, blank=True, default="", db_default="")
    action = models.CharField(_("action"), max_length=10, choices=Action)
    method = models.CharField(_("how"), max_length=10, choices=Method)
    source = CleanCharField(_("page"), max_length=300, blank=True)
    cause_key = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = ConsentRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [models.Index(fields=["supporter", "topic", "-at", "-id"], name="consent_newest")]

    def __str__(self):
        return f"{self.supporter}: {self.get_action_display()}"


def latest_consent(purpose, topic="") -> Subquery:
    """The action that holds now, as an annotation for a queryset of supporters."""
    records = ConsentRecord.objects.filter(supporter=OuterRef("pk"), wording__purpose=purpose, topic=topic)
    return Subquery(records.latest_first().values("action")[:1])
