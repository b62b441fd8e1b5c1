"""What the file of a picture said when it came in, beyond what is printed under it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.imaging.source_types import MADE_WITH_AI, SourceType
from common.fields import CleanCharField, CleanTextField, CleanURLField


class FileWords(models.Model):
    """The words of photographers and agencies to the desk. Readers see none of them."""

    headline = CleanCharField(_("headline"), max_length=200, blank=True)
    keywords = CleanCharField(_("keywords"), max_length=1000, blank=True, help_text=_("Divided by commas."))
    instructions = CleanTextField(_("instructions"), max_length=1000, blank=True)
    usage_terms = CleanTextField(_("terms of use"), max_length=1000, blank=True)
    web_statement = CleanURLField(
        _("address of the rights"),
        max_length=500,
        blank=True,
        help_text=_("A page that says who may use the picture and how. Every copy of the picture names it."),
    )
    source_type = models.CharField(_("made as"), max_length=60, blank=True, choices=SourceType.choices)
    ai_system = CleanCharField(_("AI system"), max_length=200, blank=True)
    ai_prompt = CleanTextField(_("AI prompt"), max_length=2000, blank=True)
    ai_prompt_writer = CleanCharField(_("writer of the AI prompt"), max_length=120, blank=True)
    file_name = CleanCharField(_("name of the file"), max_length=255, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_made_with_ai(self) -> bool:
        """Whether the file, or somebody at the desk, says so."""
        return self.source_type in MADE_WITH_AI or bool(self.ai_system or self.ai_prompt)
