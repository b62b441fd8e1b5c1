"""The Courier's stories: written at the desk, published over the past weeks, corrected, scheduled."""

import datetime as dt
from random import Random

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Author, Byline, Correction, ReadHour, Section, Topic
from articles.publishing.publish import publish, publish_update, read_placements, schedule, withdraw
from newsroom.demo.manuscript import Manuscript, all_manuscripts

HOURS_READ = 30


def write_stories(*, pictures, videos, polls) -> dict[str, Article]:
    """Bring every manuscript to the desk and then, in the order of its dates, to the readers."""
    manuscripts = all_manuscripts()
    articles = {manuscript.slug: _type_up(manuscript, pictures) for manuscript in manuscripts}
    ids = {
        kind: {slug: row.pk for slug, row in rows.items()}
        for kind, rows in {"picture": pictures, "poll": polls, "watch": videos, "related": articles}.items()
    }
    for manuscript in manuscripts:
        article = articles[manuscript.slug]
        article.body = manuscript.body(ids)
        article.save(update_fields=["body", "folded"])
        read_placements(article=article)
    editor = User.objects.get(username="editor")
    for manuscript in sorted(manuscripts, key=lambda story: -(story.hours("hours_ago") or 0)):
        _send_out(articles[manuscript.slug], manuscript, editor)
    return articles


def _type_up(manuscript: Manuscript, pictures) -> Article:
    article = Article.objects.create(
        slug=manuscript.slug[:80],
        headline=manuscript["headline"],
        kicker=manuscript["kicker"],
        standfirst=manuscript["standfirst"],
        label=manuscript["label"] or "report",
        section=Section.objects.get(slug=manuscript["section"]),
        lead_picture=pictures.get(manuscript["picture"]),
        lead_caption=manuscript["caption"],
        sensitivity=manuscript["sensitivity"] or "normal",
        **dict.fromkeys(manuscript.listed("flags"), True),
    )
    article.topics.set(Topic.objects.filter(slug__in=manuscript.listed("topics")))
    for position, credit in enumerate(manuscript.listed("bylines")):
        slug, _, role = credit.partition("/")
        author = Author.objects.get(slug=slug)
        Byline.objects.create(article=article, author=author, role=role or "words", position=position)
    return article


def _send_out(article, manuscript, editor):
    now = timezone.now()
    if manuscript["standing"] in {"draft", "template"}:
        return
    if manuscript["standing"] == "scheduled":
        tomorrow = timezone.localtime(now) + dt.timedelta(days=1)
        schedule(article=article, by=editor, at=tomorrow.replace(hour=6, minute=0, second=0, microsecond=0))
        return
    published = _rounded(now - dt.timedelta(hours=manuscript.hours("hours_ago")))
    publish(article=article, by=editor, at=published)
    if updated := manuscript.hours("updated_hours_ago"):
        at = _rounded(now - dt.timedelta(hours=updated))
        publish_update(article=article, by=editor, substantive=True, at=at)
    _put_right(article, manuscript, editor)
    Article.objects.filter(pk=article.pk).update(created_at=published, changed_at=published, created_by=editor)
    _change_since(article, manuscript["standing"], editor)


def _put_right(article, manuscript, editor):
    """A story's correction; in one story the first of them was wrong itself."""
    earlier = None
    for name in ("first_correction", "correction"):
        if manuscript[name]:
            kind, wording, hours = (part.strip() for part in manuscript[name].split("|"))
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


def count_past_readers(articles: dict[str, Article]):
    """Readers of the past day, more for what is newer, so that the most read has something to say."""
    chance = Random("readers")  # noqa: S311 - the same paper every time
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    rows = []
    for article in articles.values():
        edition = article.live_edition()
        if edition is None:
            continue
        interest = chance.paretovariate(1.3)
        for back in range(HOURS_READ):
            hour = this_hour - dt.timedelta(hours=back)
            age = (hour - edition.first_published_at).total_seconds() / 3600
            if age >= 0:
                rows.append(ReadHour(article=article, hour=hour, readers=1 + int(interest * 160 / (age + 8))))
    ReadHour.objects.bulk_create(rows)
