"""Suggest other words, and decide on what was suggested."""

import reversion
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.places import keep_places
from articles.editing.write import write_fields
from articles.models import Article, Proposal
from articles.proposals.standing import mark_of, standing_of, standings_of
from articles.publishing.compose import read_placements
from articles.wording.hunks import Apart, rebased
from articles.workflow.stages import note_change
from common.people import name_of


class AlreadyDecided(Exception):
    """What somebody decides on is not there any more, or is another piece by now."""


class SuggestedMeanwhile(Exception):
    """The person saved this suggestion from another page after they opened it on this one."""


@transaction.atomic
def suggest(*, article: Article, person: User, base: str, html: str, seen: int) -> Proposal | None:
    """Keep what this person would write instead, made from `base`; None where nothing is left that differs.

    `seen` is the version of their suggestion that they went on from; 0 where there was none.
    Raises SuggestedMeanwhile.
    """
    stored = Article.objects.select_for_update().get(pk=article.pk)
    proposal = Proposal.objects.filter(article=stored, person=person).first()
    if (proposal.version if proposal else 0) != seen:
        raise SuggestedMeanwhile
    fork, apart = rebased(base, html, stored.body)
    kept = [Apart(*pair) for pair in proposal.apart] if proposal else []
    return _keep(proposal or Proposal(article=stored, person=person, version=0), stored, fork, [*kept, *apart])


@transaction.atomic
def accept(*, proposal: Proposal, by: User, digest: str) -> None:
    """Write a piece, or all of them, into the story: a save of its own in the history, in the name of who accepts.

    Raises AlreadyDecided.
    """
    article = Article.objects.select_for_update().get(pk=proposal.article_id)
    standing, chosen = _chosen(proposal, article, digest)
    body = standing.difference.taken(chosen)
    _write(article, body, by, of=[proposal.person])
    _keep(standing.proposal, article, standing.fork, standing.apart)


@transaction.atomic
def refuse(*, proposal: Proposal, digest: str) -> None:
    """Take a piece, or all of them, out of the suggestion. The story stays as it is.

    Raises AlreadyDecided.
    """
    article = Article.objects.select_for_update().get(pk=proposal.article_id)
    standing, chosen = _chosen(proposal, article, digest)
    left = {*range(len(standing.difference.hunks))} - chosen
    apart = [] if digest == "all" else standing.apart
    _keep(standing.proposal, article, standing.difference.taken(left), apart)


@transaction.atomic
def accept_everybodys(*, article: Article, by: User, seen: str) -> None:
    """Write what everybody suggests into the story, as one save of its history.

    Each person's comes on what those before it have made of the words. What has no place in them any more stays, apart.
    `seen` is the `mark_of` what somebody decides on. Raises AlreadyDecided.
    """
    stored, standings = _as_seen(article, seen)
    was, apart = stored.body, []
    for standing in standings:
        standing = standing_of(standing.proposal, stored)
        stored.body = standing.fork
        apart.append((standing.proposal, standing.apart))
    body, stored.body = stored.body, was
    if body != was:
        _write(stored, body, by, of=[standing.proposal.person for standing in standings])
    for proposal, left in apart:
        _keep(proposal, stored, body, left)


@transaction.atomic
def refuse_everybodys(*, article: Article, seen: str) -> None:
    """Throw away what anybody suggests; the story stays as it is.

    Raises AlreadyDecided.
    """
    _stored, standings = _as_seen(article, seen)
    for standing in standings:
        standing.proposal.delete()


@transaction.atomic
def put_away(*, proposal: Proposal, number: int) -> None:
    """Done with a piece that has no place in the words any more.

    Raises AlreadyDecided.
    """
    article = Article.objects.select_for_update().get(pk=proposal.article_id)
    standing = standing_of(_fresh(proposal), article)
    if number >= len(standing.apart):
        raise AlreadyDecided
    apart = [each for at, each in enumerate(standing.apart) if at != number]
    _keep(standing.proposal, article, standing.fork, apart)


def _as_seen(article, seen):
    stored = Article.objects.select_for_update().get(pk=article.pk)
    standings = standings_of(stored)
    if mark_of(standings) != seen:
        raise AlreadyDecided
    return stored, standings


def _write(article, body, by, *, of):
    """A save of its own in the history."""
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(_("Accepted from %(name)s.") % {"name": ", ".join(map(name_of, of))})
        article.body = body
        write_fields(article=article, fields=["body"], seen=article.version, by=by)
        read_placements(article=article)
        note_change(article=article, by=by)
        keep_places(article=article)
        reversion.add_to_revision(article)


def _fresh(proposal):
    """The row as it is now that the story is held: somebody may have decided since it was read."""
    found = Proposal.objects.filter(pk=proposal.pk).select_related("person").first()
    if found is None:
        raise AlreadyDecided
    return found


def _chosen(proposal, article, digest):
    standing = standing_of(_fresh(proposal), article)
    chosen = standing.chosen(digest)
    if not chosen and not (digest == "all" and standing.apart):
        raise AlreadyDecided
    return standing, chosen


def _keep(proposal, article, fork, apart):
    if fork == article.body and not apart:
        if proposal.pk:
            proposal.delete()
        return None
    proposal.base_html, proposal.html, proposal.base_version = article.body, fork, article.version
    proposal.apart = [list(each) for each in apart]
    proposal.version, proposal.changed_at = proposal.version + 1, timezone.now()
    proposal.save()
    return proposal
