"""In one line, what an editor changed from one arrangement of a front to the next."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.fronts.arrange import are_alike
from articles.models import FrontSlot

NAMED = 2  # stories that the line names; of more it says how many


def changes(before: Sequence[FrontSlot], after: Sequence[FrontSlot], *, other_bands: bool = False) -> str:
    """Such as “Pinned “Barrier holds”, new order, 2 slots more”. `other_bands`: sections stand otherwise below them."""
    if are_alike(before, after) and not other_bands:
        return _("No difference")
    old, new = _pins(before), _pins(after)
    stayed = [pk for pk in new if pk in old]
    reworded = sum(_words(old[pk]) != _words(new[pk]) for pk in stayed)
    if are_alike(before, after):
        return _("Other bands")
    lines = [
        _named(_("pinned %(stories)s"), [slot for pk, slot in new.items() if pk not in old]),
        _named(_("unpinned %(stories)s"), [slot for pk, slot in old.items() if pk not in new]),
        _more(len(after) - len(before)),
        _("new order") if [pk for pk in old if pk in new] != stayed else "",
        _("other sizes") if _sizes(before, len(after)) != _sizes(after, len(before)) else "",
        ngettext("%d story under other words", "%d stories under other words", reworded) % reworded if reworded else "",
        _("other bands") if other_bands else "",
    ]
    return capfirst(", ".join(filter(None, lines))) or _("Pinned stories stand elsewhere")


def _pins(slots):
    return {slot.article_id: slot for slot in slots if slot.article_id}


def _words(slot):
    return [getattr(slot, name) for name in FrontSlot.WORDS]


def _sizes(slots, length):
    return [slot.size for slot in slots][:length]


def _named(sentence, slots):
    if not slots:
        return ""
    stories = ", ".join(f"“{slot.headline or slot.article.headline}”" for slot in slots[:NAMED])
    if len(slots) > NAMED:
        stories = _("%(stories)s and %(rest)d more") % {"stories": stories, "rest": len(slots) - NAMED}
    return sentence % {"stories": stories}


def _more(slots):
    if slots > 0:
        return ngettext("%d slot more", "%d slots more", slots) % slots
    return ngettext("%d slot fewer", "%d slots fewer", -slots) % -slots if slots else ""
