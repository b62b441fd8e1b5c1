"""How a picture was made, by IPTC's list of digital source types, as files name it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceType(models.TextChoices):
    PHOTOGRAPH = "digitalCapture", _("Photograph")
    COMPUTED = "computationalCapture", _("Photograph made of several exposures")
    NEGATIVE = "negativeFilm", _("Scan of a negative")
    SLIDE = "positiveFilm", _("Scan of a slide")
    PRINT = "print", _("Scan of a print")
    EDITED_BY_HAND = "humanEdits", _("Photograph changed by hand")
    RETOUCHED = "minorHumanEdits", _("Photograph changed a little by hand")
    CORRECTED = "algorithmicallyEnhanced", _("Photograph changed a little by a program")
    COMPOSITE = "composite", _("Composite")
    COMPOSITE_OF_PHOTOGRAPHS = "compositeCapture", _("Composite of photographs")
    DRAWN = "digitalCreation", _("Drawn by a person")
    ARTWORK = "digitalArt", _("Digital artwork")
    FROM_DATA = "dataDrivenMedia", _("Drawn from data")
    ALGORITHM = "algorithmicMedia", _("Made by a program without samples")
    SCREEN = "screenCapture", _("Picture of a screen")
    VIRTUAL = "virtualRecording", _("Recording of a virtual event")
    AI = "trainedAlgorithmicMedia", _("Made with AI")
    AI_EDITED = "compositeWithTrainedAlgorithmicMedia", _("Photograph changed with AI")
    AI_PARTS = "compositeSynthetic", _("Composite with parts made with AI")


MADE_WITH_AI = {SourceType.AI, SourceType.AI_EDITED, SourceType.AI_PARTS}
BY_LOWER_CASE = {value.lower(): value for value in SourceType.values}


def known_source_type(address: str) -> str:
    """The type that a file names by its address in the list or by its last part alone; empty where it is none."""
    return BY_LOWER_CASE.get(address.rstrip("/").rpartition("/")[2].lower(), "")
