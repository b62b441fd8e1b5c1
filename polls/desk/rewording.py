"""How a slip in a poll's words is put right once votes have been cast."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from common.folding import is_same
from polls.models import PollEvent


@transaction.atomic
def correct_slip(*, poll, changes, reason, by) -> None:
    """Put a typing error right after the first vote. Counts stay; what was changed, why and by whom is logged.

    `changes` holds new words by "question", "context", or a choice.
    """
    if not reason.strip():
        raise ValidationError(_("Say why the wording is corrected."))
    for what, words in changes.items():
        holder, name = (poll, what) if isinstance(what, str) else (what, "label")
        if name not in {"question", "context", "label"} or (holder is not poll and holder.poll_id != poll.pk):
            raise ValidationError(_("These words are not the poll’s."))
        before = getattr(holder, name)
        if words == before:
            continue
        if holder is not poll and any(is_same(words, answer.label) for answer in poll.choices.exclude(pk=holder.pk)):
            raise ValidationError(_("Another answer reads alike."))
        setattr(holder, name, words)
        holder.clean_fields(exclude=[field.name for field in holder._meta.fields if field.name != name])
        holder.validate_constraints()
        holder.save(update_fields=[name, "folded"] if holder is poll else [name])
        PollEvent.objects.create(
            poll=poll, kind=PollEvent.Kind.REWORDED, before=before, after=words, reason=reason.strip(), by=by
        )
