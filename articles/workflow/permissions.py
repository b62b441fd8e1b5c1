"""Who may do what at the news desk: one table a model. Every view, list, button and choice asks `can()` for it."""

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    BreakingBar,
    Byline,
    Complaint,
    Correction,
    DeskLetter,
    Document,
    Front,
    HelpLine,
    HouseRule,
    ImportRun,
    Partner,
    PathRedirect,
    Picture,
    PlannedStory,
    Section,
    SectionEditor,
    Series,
    Sound,
    Stage,
    Topic,
    Video,
    WireItem,
    WireSource,
    WithheldName,
)
from articles.models.library import LibraryFile
from common.can import ANYWHERE, EVERY_ROW, NOBODY, NOWHERE, READ_ONLY, Reach, Right, can, declare, staff_who_can, usual

REACHES_ALL = Right("articles.reach_every_article")


def in_own_sections(user: User, article: Article) -> bool:
    """A section editor's rights end where the sections end; others hold theirs over every story."""
    return REACHES_ALL.is_held_by(user) or article.section_id in sections_of(user)


def is_own(user: User, article: Article) -> bool:
    """A story is its beginner's, its writers', and theirs to whom it is assigned."""
    if user.pk in {article.created_by_id, article.assigned_to_id}:
        return True
    return article.pk is not None and user.pk in _writers(article)


def _writers(article):
    """The logins in the byline; asked once, for a form asks many times, and not at all where its lines are at hand."""
    if not hasattr(article, "_writers"):
        if "bylines" in getattr(article, "_prefetched_objects_cache", ()):
            article._writers = {line.author.user_id for line in article.bylines.all()}
        else:
            article._writers = set(article.bylines.values_list("author__user", flat=True))
    return article._writers


def sections_of(user: User) -> set[int]:
    """The sections that this person edits, with those inside them."""
    if not hasattr(user, "_sections"):
        edited = Q(editors__user=user) | Q(parent__editors__user=user)
        user._sections = set(Section.objects.filter(edited).values_list("pk", flat=True))
    return user._sections


def _rows_in_own_sections(user):
    return EVERY_ROW if REACHES_ALL.is_held_by(user) else Q(section__in=sections_of(user))


def _own_rows(user):
    written = Byline.objects.filter(author__user=user).values("article")
    return Q(created_by=user) | Q(assigned_to=user) | Q(pk__in=written)


ON_DESK = Reach(lambda _, article: article.binned_at is None, lambda _: Q(binned_at=None))
IN_BIN = Reach(lambda _, article: article.binned_at is not None, lambda _: Q(binned_at__isnull=False))
IN_OWN_SECTIONS = Reach(in_own_sections, _rows_in_own_sections)
OWN = Reach(is_own, _own_rows)
WITH_LAWYER = Reach(lambda _, article: article.stage == Stage.LEGAL, lambda _: Q(stage=Stage.LEGAL))


def _story(*permissions, reach=IN_OWN_SECTIONS, at=ON_DESK):
    return Right(*(f"articles.{name}_article" for name in permissions), reach=at & reach)


LOOK_AFTER = _story("view", reach=OWN | IN_OWN_SECTIONS)
declare(
    Article,
    view=(_story("view", reach=ANYWHERE), _story("change", reach=OWN | IN_OWN_SECTIONS)),
    comment=_story("view", reach=ANYWHERE),
    suggest=_story("view", "suggest", reach=ANYWHERE),
    look_after=LOOK_AFTER,
    look_after_all=_story("view", "reach_every"),
    read_tonight=(LOOK_AFTER, _story("view", "pass_legal", reach=WITH_LAWYER)),
    add=Right("articles.add_article"),
    change=_story("change", reach=OWN | IN_OWN_SECTIONS),
    take=(_story("view", reach=OWN), _story("assign")),
    assign=_story("assign"),
    review=_story("review"),
    pass_legal=_story("pass_legal", reach=ANYWHERE),
    lift_embargo=_story("lift_embargo"),
    lift_protected_identity=_story("lift_protected_identity"),
    lift_abuse_or_suicide=_story("lift_abuse_or_suicide"),
    lift_election=_story("lift_election"),
    publish=_story("publish"),
    withdraw=_story("withdraw"),
    take_down=_story("take_down", reach=ANYWHERE),
    copy=_story("add", reach=ANYWHERE),
    make_template=_story("assign"),
    delete=_story("delete"),
    bring_back=_story("delete", at=IN_BIN),
    destroy=_story("destroy", at=IN_BIN),
)
# What guards a story, once it is set: whoever may change the story may set it, and this right takes it off again.
LIFTED_BY = {
    "needs_legal": "pass_legal",
    "active_proceedings": "pass_legal",
    "embargoed_until": "lift_embargo",
    "protected_identity": "lift_protected_identity",
    "abuse_or_suicide": "lift_abuse_or_suicide",
    "election": "lift_election",
}

ARRANGE_ALL = Right("articles.arrange_front")
EDITED = Reach(lambda user, section: section.pk in sections_of(user), lambda user: Q(pk__in=sections_of(user)))
FRONT_OF_EDITED = Reach(
    lambda user, front: front.section_id in sections_of(user), lambda user: Q(section__in=sections_of(user))
)
ARRANGE = (ARRANGE_ALL, Right("articles.arrange_section_front", reach=FRONT_OF_EDITED))
declare(Front, view=ARRANGE, change=ARRANGE, add=NOBODY, delete=NOBODY)
declare(
    Section,
    **usual(Section),
    arrange=(ARRANGE_ALL, Right("articles.arrange_section_front", reach=EDITED)),
)
declare(SectionEditor, **usual(SectionEditor))

# What readers have seen of a bar stays in the list as it was.
NOT_OVER = Reach(lambda _, bar: bar.ends_at > timezone.now(), lambda _: Q(ends_at__gt=timezone.now()))
NOT_BEGUN = Reach(lambda _, bar: not bar.has_begun, lambda _: Q(starts_at__gt=timezone.now()))
declare(
    BreakingBar,
    view=ARRANGE_ALL,
    add=ARRANGE_ALL,
    change=Right(*ARRANGE_ALL.permissions, reach=NOT_OVER),
    delete=Right(*ARRANGE_ALL.permissions, reach=NOT_BEGUN),
)


def is_seen_by_readers(row: Picture | LibraryFile) -> bool:
    """Asked of the row where it was read `with_use`, and of the database else."""
    if hasattr(row, "is_live"):
        return row.is_live
    return row.pk is not None and type(row).objects.with_use().filter(pk=row.pk, is_live=True).exists()


def unseen(model: type[Picture | LibraryFile]) -> Reach:
    return Reach(
        lambda _, row: not is_seen_by_readers(row),
        lambda _: ~Q(pk__in=model.objects.with_use().filter(is_live=True).values("pk")),
    )


# Its credit and its rights act at once, so a file that readers see is as good as published.
for held in (Picture, Document, Sound):
    change, change_live = (f"articles.{act}_{held._meta.model_name}" for act in ("change", "change_live"))
    declare(held, **usual(held) | {"change": (Right(change, reach=unseen(held)), Right(change, change_live))})
for model in (Author, HelpLine, HouseRule, Series, Topic, Video, WithheldName):
    declare(model, **usual(model))
declare(PlannedStory, **usual(PlannedStory))
declare(PathRedirect, **usual(PathRedirect))
# A run is begun, gone on with and taken back by acts of its own; nobody writes its rows by hand.
RUN_IMPORT = Right("articles.run_importrun")
declare(ImportRun, **READ_ONLY, view=Right("articles.view_importrun"), run=RUN_IMPORT)
declare(Partner, **usual(Partner))
# An item is its source's: nobody writes it at the desk.
declare(
    WireItem,
    **READ_ONLY,
    view=Right("articles.view_wireitem"),
    draft=Right("articles.view_wireitem", "articles.add_article"),
    release=Right("articles.release_wireitem"),
)
declare(WireSource, **usual(WireSource))
declare(Complaint, **usual(Complaint) | {"delete": NOBODY})
# A correction is replaced by a newer one; whoever may do that sees the form, and no row is changed by it.
UNCHANGED = Right("articles.change_correction", reach=NOWHERE)
declare(Correction, **usual(Correction) | {"change": UNCHANGED, "delete": NOBODY})
# Whoever may send letters again may read them; nobody writes or burns one at the desk.
declare(DeskLetter, **READ_ONLY, view=Right("articles.resend_deskletter"), resend=Right("articles.resend_deskletter"))


def locked_fields(user: User, article: Article) -> list[str]:
    """The guards that are set on this story and that this person may not take off.

    Nor can whoever has the right in other sections move the story there first.
    """
    locked = [name for name, act in LIFTED_BY.items() if getattr(article, name) and not can(user, act, article)]
    would_gain = any(can(user, LIFTED_BY[name], Article) for name in locked)
    return [*locked, "section"] if would_gain else locked


def people_who_may(act: str, article: Article) -> list[User]:
    """The staff who may do that to this story. Where its section has editors of its own, only they are asked."""
    able = staff_who_can(act, article)
    return [person for person in able if article.section_id in sections_of(person)] or able
