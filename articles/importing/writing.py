"""The passes that write stories: first without their text, then, once every address is known, with it and for readers.

It alone knows the models of stories. What became of a row is written in the transaction of its story, so a run that
fell goes on where it was; a batch that was cut off was never there.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.body.document import things_placed
from articles.importing.attached import attach, attach_in_public, correct
from articles.importing.batches import in_batches
from articles.importing.body import FindThing, Written, places_in, to_body
from articles.importing.entries import Entries
from articles.importing.fields import LONGEST, copy_fields, fields_of
from articles.importing.items import Kind, OldStory, Visibility
from articles.importing.library import Library
from articles.importing.old_links import OldLinks
from articles.importing.past import past_story
from articles.importing.subjects import Subjects
from articles.importing.words import compare, words_of
from articles.models import Article, ArticlePlacement, Edition, Picture, SourceKey
from articles.models.importing import ImportRow, ImportRun
from articles.models.workflow import Stage
from articles.publishing.compose import compose_edition, existing_things
from articles.publishing.past import publish_past
from common.text import clean_text

AT_ONCE = 40  # stories a transaction
Status = ImportRow.Status
FOLDED = Article._meta.get_field("folded")


class Writer:
    def __init__(
        self, run: ImportRun, subjects: Subjects, library: Library, links: OldLinks, things: Mapping[str, FindThing]
    ):
        self.run, self.subjects, self.library, self.links = run, subjects, library, links
        self.things = things
        self.entries = Entries(run, subjects, self._words)

    def write_drafts(self) -> Iterator[int]:
        """Every planned story as an article without its text, with its old addresses; how many, again and again."""
        yield from self._in_batches(Status.PLANNED, self._write)

    def give_to_readers(self) -> Iterator[int]:
        """Their texts, with links to each other, and an edition for each that was public."""
        yield from self._in_batches(Status.DRAFTED, self._finish)

    def _in_batches(self, status, act):
        return in_batches(self.run, status, act, self, at_once=AT_ONCE)

    def bring_for(self, stories: Sequence[OldStory]) -> None:
        """The files that they show."""
        self.library.bring_for(stories)

    def forget(self) -> None:
        """Sections, names and addresses of a batch that was cut off."""
        self.subjects.forget()
        self.links.forget()

    # What the desk knows of them

    def _write(self, stories: Sequence[tuple[ImportRow, OldStory]]):
        ids = [row.old_id for row, _story in stories]
        keys = SourceKey.objects.filter(site=self.run.site, kind=Kind.STORY, old_id__in=ids)
        keys = keys.select_related("article").prefetch_related("article__placements")
        known = {key.old_id: key for key in keys}
        new = []
        for row, story in stories:
            if row.old_id in known:
                self._meet_again(row, story, known[row.old_id])
            else:
                new.append((row, story, self._article(row, story)))
        made = Article.objects.bulk_create(article for *_old, article in new)
        self._hang_on(new)
        SourceKey.objects.bulk_create(
            SourceKey(
                site=self.run.site,
                kind=Kind.STORY,
                old_id=row.old_id,
                run=self.run,
                source_sha=row.sha256,
                article=article,
                written_version=article.version,
            )
            for (row, _story, _article), article in zip(new, made, strict=True)
        )

    def _meet_again(self, row, story, key):
        """What came before: skipped, brought up to date, or, where an editor changed it too, left as it is here.

        Where nothing changed but pictures that were missing are there now, these are put in.
        """
        is_same = key.source_sha == row.sha256
        if is_same and not self._has_more_pictures(story, key.article):
            row.status = Status.SAME
        elif is_same and self._is_ours(key):
            row.status = Status.KEPT
            row.problem = _("It shows fewer pictures than at the source. None was put in: the story was changed here.")
        elif key.article.live_edition() and not self._html(story)[1]:
            row.status = Status.KEPT
            row.problem = _(
                "It is not public at the source any more. Readers have it here: withdraw it, if that is right."
            )
        elif self._is_ours(key):
            row.status, row.problem = Status.KEPT, _("It was changed here and at the source.")
        else:
            copy_fields(self._fields(row, story), key.article)
            key.article.version += 1
            key.article.save()
            row.facts["filled"] = is_same
            key.article.bylines.all().delete()
            key.article.topics.clear()
            self._hang_on([(row, story, key.article)])
            key.source_sha, key.written_version = row.sha256, key.article.version
            key.save(update_fields=["source_sha", "written_version"])

    def _has_more_pictures(self, story, article):
        """Whether there are pictures now that the story here would show, and does not."""
        shown = {row.picture_id for row in article.placements.all()}
        shown |= {article.lead_picture_id, article.social_picture_id}
        around = filter(None, [self.library.lead_of(story), self.library.social_of(story)])
        if any(picture.pk not in shown for picture in around):
            return True
        places = map(self.library.picture, places_in(self._html(story)[0]))
        if all(found is None or found.pk in shown for found in places):
            return False
        placed = things_placed(self._body(story).html)
        return any(thing.kind == "picture" and thing.pk not in shown for thing in placed)

    @staticmethod
    def _is_ours(key):
        """A story that somebody saved here since is not written over; one that was withdrawn here stays so."""
        article = key.article
        return article.version != key.written_version or not (article.live_edition() or not article.editions.exists())

    def _article(self, row, story: OldStory) -> Article:
        at = story.updated_at or story.published_at or timezone.now()
        is_public = self._html(story)[1]
        return Article(
            **self._fields(row, story),
            needs_legal=story.care.get("needs_legal") is True,
            stage=Stage.READY if is_public else Stage.DRAFT,
            version=1 + len(story.earlier) if is_public else 1,
            uuid=_uuid_of(story) if is_public else uuid.uuid4(),
            created_by=self.run.started_by,
            created_at=story.published_at or at,
            changed_at=at,
        )

    def _fields(self, row, story):
        fields, cut = fields_of(story, subjects=self.subjects, library=self.library)
        if cut:
            row.facts["cut"] = {**row.facts.get("cut", {}), **cut}
        return fields

    def _html(self, story) -> tuple[str, bool]:
        """The words to bring, and whether readers get them."""
        if story.visibility == Visibility.PUBLIC:
            return story.html, story.published_at is not None
        if story.visibility == Visibility.PART and self.run.choices["parts"] == "public":
            return story.html, story.published_at is not None
        return story.whole_html or story.html, False

    def _body(self, story: OldStory) -> Written:
        return self._words(self._html(story)[0], lead=None if story.is_lead_apart else self.library.lead_of(story))

    def _words(self, html: str, lead: Picture | None = None) -> Written:
        return to_body(
            html,
            picture=self.library.picture,
            address=self.links.address,
            old_hosts=self.links.hosts,
            lead=lead,
            things=self.things,
        )

    def _hang_on(self, stories):
        """What goes with them, of those that readers get and of drafts."""
        attach(self.run, self.subjects, stories)
        attach_in_public(self.run, self.subjects, [line for line in stories if self._html(line[1])[1]])
        for row, _story, _article in stories:
            row.status = Status.DRAFTED

    # As readers had them

    def _finish(self, stories: Sequence[tuple[ImportRow, OldStory]]):
        ids = [row.old_id for row, _story in stories]
        keys = SourceKey.objects.filter(site=self.run.site, kind=Kind.STORY, old_id__in=ids)
        articles = {key.old_id: key.article for key in keys.select_related("article__section")}
        live = {edition.article_id: edition for edition in Edition.objects.live().filter(article__in=articles.values())}
        past, replaced = [], []
        for row, story in stories:
            article = articles[row.old_id]
            written = self._body(story)
            row.facts["pictures"] = self.library.told_of(story)
            article.body = written.html
            article.lead_caption = article.lead_caption or clean_text(written.lead_caption)[: LONGEST["lead_caption"]]
            FOLDED.pre_save(article, add=False)
            is_public = self._html(story)[1]
            told = self.entries.bring(article, story.course, is_public=is_public)
            if is_public:
                correct(self.run, story, article, told.entries)
            source = [*(story.source_words.split() or words_of(written.source)), *told.source]
            row.facts |= _compared(source, f"{article.body}<p>{escape(written.lead_caption)}</p>{told.html}")
            row.facts["entries"] = told.facts
            if is_public and article.pk not in live:
                past.append(past_story(article, story, self._earlier))
            elif article.pk in live and is_public:
                replaced.append((live[article.pk], article, not row.facts.get("filled")))
            row.status = Status.WRITTEN
        Article.objects.bulk_update(articles.values(), ["body", "folded", "lead_caption"])
        self._place(articles.values())
        for edition, article, is_news in replaced:
            self._replace(edition, article, is_news)
        keys.filter(article__in=[article for _live, article, _news in replaced]).update(written_at=timezone.now())
        publish_past(stories=past, by=self.run.started_by)

    def _earlier(self, story: OldStory) -> tuple[dict, str, list, list]:
        """What an edition of before needs: its fields, its body, who made it and what it was filed under."""
        fields, _cut = fields_of(story, subjects=self.subjects, library=self.library)
        _section, topics = self.subjects.filed(story.terms, story.primary_term)
        return fields, self._body(story).html, self.subjects.signed(story), topics

    def _replace(self, live, article, is_news):
        """What readers have, by what the source has now. It is new to them now, unless it is pictures alone."""
        if live.version != article.version:
            placed = things_placed(article.body)
            facts = {"by": self.run.started_by, "leaves_at": live.leaves_at, "placed": placed}
            compose_edition(article, starts_at=timezone.now(), substantive=is_news, **facts)

    @staticmethod
    def _place(articles):
        """The rows that say what their texts show, anew."""
        ArticlePlacement.objects.filter(article__in=articles).delete()
        ArticlePlacement.objects.bulk_create(
            ArticlePlacement(article=article, **{f"{thing.kind}_id": thing.pk})
            for article in articles
            for thing in existing_things(things_placed(article.body))
        )


def _uuid_of(story) -> uuid.UUID:
    """Its own, by which feeds know it, where the source says so in the way that ours do and nobody has it here."""
    kind, _sign, written = story.guid.rpartition(":")
    try:
        own = uuid.UUID(written) if kind == "urn:uuid" else uuid.uuid4()
    except ValueError:
        own = uuid.uuid4()
    return uuid.uuid4() if Article.objects.filter(uuid=own).exists() else own


def _compared(source, body):
    """How the words here compare with those of the source."""
    found = compare(source, words_of(body))
    facts = {"words_in": found.words_in, "words_out": found.words_out, "share": round(found.share, 4)}
    return facts | ({"first_difference": found.first_difference} if found.share < 1 else {})
