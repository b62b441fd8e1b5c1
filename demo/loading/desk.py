"""The Courier's stories: written at the desk, published over the past weeks, corrected, scheduled."""

import datetime as dt
from random import Random

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Author, Byline, Correction, Picture, ReadHour, Section, Topic, Video
from articles.models.library import LibraryFile
from articles.pages.most_read import rank_readers
from articles.publishing.compose import read_placements
from articles.publishing.publish import publish, publish_update, schedule, withdraw
from articles.publishing.translations import pair_translations
from demo.loading.story_files import StoryFile, all_story_files
from polls.models import Poll

HOURS_READ = 30


def write_stories(
    *,
    pictures: dict[str, Picture],
    videos: dict[str, Video],
    polls: dict[str, Poll],
    documents: dict[str, LibraryFile],
    sounds: dict[str, LibraryFile],
) -> dict[str, Article]:
    """Bring every story_file to the desk and then, in the order of its dates, to the readers."""
    story_files = all_story_files()
    articles = {story_file.slug: _type_up(story_file, pictures) for story_file in story_files}
    placed = {"picture": pictures, "poll": polls, "watch": videos, "related": articles}
    placed |= {"document": documents, "sound": sounds}
    ids = {kind: {slug: row.pk for slug, row in rows.items()} for kind, rows in placed.items()}
    for story_file in story_files:
        article = articles[story_file.slug]
        article.body = story_file.body(ids)
        article.save(update_fields=["body", "folded"])
        read_placements(article=article)
    editor = User.objects.get(username="editor")
    for story_file in sorted(story_files, key=lambda story: -(story.hours("hours_ago") or 0)):
        _send_out(articles[story_file.slug], story_file, editor)
    for story_file in story_files:
        if story_file["translation"]:
            pair_translations(article=articles[story_file.slug], other=articles[story_file["translation"]])
    return articles


def _type_up(story_file: StoryFile, pictures) -> Article:
    article = Article.objects.create(
        slug=story_file.slug[:80],
        headline=story_file["headline"],
        kicker=story_file["kicker"],
        standfirst=story_file["standfirst"],
        label=story_file["label"] or "report",
        language=story_file["language"],
        section=Section.objects.get(slug=story_file["section"]),
        lead_picture=pictures.get(story_file["picture"]),
        lead_caption=story_file["caption"],
        sensitivity=story_file["sensitivity"] or "normal",
        **dict.fromkeys(story_file.listed("flags"), True),
    )
    article.topics.set(Topic.objects.filter(slug__in=story_file.listed("topics")))
    for position, credit in enumerate(story_file.listed("bylines")):
        slug, _, role = credit.partition("/")
        author = Author.objects.get(slug=slug)
        Byline.objects.create(article=article, author=author, role=role or "words", position=position)
    return article


def _send_out(article, story_file, editor):
    now = timezone.now()
    if story_file["standing"] in {"draft", "template"}:
        return
    if story_file["standing"] == "scheduled":
        tomorrow = timezone.localtime(now) + dt.timedelta(days=1)
        schedule(article=article, by=editor, at=tomorrow.replace(hour=6, minute=0, second=0, microsecond=0))
        return
    published = _rounded(now - dt.timedelta(hours=story_file.hours("hours_ago")))
    publish(article=article, by=editor, at=published)
    if updated := story_file.hours("updated_hours_ago"):
        at = _rounded(now - dt.timedelta(hours=updated))
        publish_update(article=article, by=editor, substantive=True, at=at)
    _put_right(article, story_file, editor)
    Article.objects.filter(pk=article.pk).update(created_at=published, changed_at=published, created_by=editor)
    _change_since(article, story_file["standing"], editor)


def _put_right(article, story_file, editor):
    """A story's correction; in one story the first of them was wrong itself."""
    earlier = None
    for name in ("first_correction", "correction"):
        if story_file[name]:
            kind, wording, hours = (part.strip() for part in story_file[name].split("|"))
            made_at = _rounded(timezone.now() - dt.timedelta(hours=float(hours)))
            earlier = Correction.objects.create(
                article=article, kind=kind, wording=wording, made_at=made_at, made_by=editor, supersedes=earlier
            )


def _change_since(article, standing, editor):
    """Some stories are not as readers have them: one was saved since, one is withdrawn."""
    if standing == "changed":
        article = Article.objects.get(pk=article.pk)
        article.standfirst = f"{article.standfirst.rstrip('.')}, the Courier has learned."
        article.version += 1
        article.save(update_fields=["standfirst", "version", "folded"])
    if standing == "withdrawn":
        withdraw(article=article, by=editor, notice="This story named the wrong firm. We have withdrawn it.")


def _rounded(moment):
    return moment.replace(second=0, microsecond=0)


def count_past_readers(articles: dict[str, Article]) -> None:
    """Readers of the past day, more for what is newer, so that the most read has something to say."""
    chance = Random("readers")
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    readers = {}
    for article in articles.values():
        edition = article.live_edition()
        if edition is None:
            continue
        interest = chance.paretovariate(1.3)
        for back in range(HOURS_READ):
            hour = this_hour - dt.timedelta(hours=back)
            age = (hour - edition.first_published_at).total_seconds() / 3600
            if age >= 0:
                readers[article.pk, hour] = 1 + int(interest * 160 / (age + 8))
    ReadHour.objects.add(readers)
    rank_readers()
