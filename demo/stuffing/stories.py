"""Thousands of stories, or a million, over eight years: nearly all published, a third updated, some withdrawn.

What a story is follows from its number alone, so the same number of stories makes the same paper every time.
"""

import datetime as dt
from random import Random

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from articles.models import (
    Article,
    ArticlePlacement,
    Author,
    AuthorListing,
    Byline,
    Correction,
    Edition,
    EditionByline,
    EditionPlacement,
    ReadHour,
    ReadTotal,
    Section,
    Series,
    SeriesPart,
    StageMove,
    Topic,
    TopicListing,
)
from articles.pages.most_read import rank_readers
from articles.publishing.months import derive_months
from demo.stuffing.bulk import count_on, insert, look_at_sizes, make_table, moment, run, uuid_of
from polls.models import Choice, Poll, PollSecret, Tally

YEARS = 8
AT_ONCE = 50_000  # stories a transaction
TEXTS = 2000
POLL_EVERY = 500
RARE = 5  # stories of the section, the author and the topic that have few
WORDS = (
    "harbour",
    "tide",
    "ferry",
    "quay",
    "river",
    "lifeboat",
    "wall",
    "bridge",
    "council",
    "vote",
    "budget",
    "school",
    "police",
    "market",
    "fire",
    "award",
)
# The share of each kind in ten thousand: never out, scheduled, withdrawn, then published once, then updated.
NEVER, SCHEDULED, WITHDRAWN, ONCE = 200, 205, 225, 7000
PLACED_POLL = """'<div data-embed="poll" data-id="' || poll || '"></div>'"""


def write_stories(count: int, *, seed: int = 1, paragraphs: int = 12) -> None:
    """Add so many stories. The database need not be empty of stories, but only these may have written any."""
    first = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    now = timezone.now()
    User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    _make_subjects()
    _make_texts(Random(seed), paragraphs)  # noqa: S311 - the same paper every time
    for begin in range(first, first + count, AT_ONCE):
        with transaction.atomic():
            _choose(begin, min(begin + AT_ONCE, first + count), first=first, count=count, now=now)
            _write_polls(now)
            _write_desk()
            _write_record()
            _write_readers(now)
    count_on(Article, Edition)
    _add_up_readers()
    derive_months(now)
    rank_readers(now)
    look_at_sizes()


def _make_subjects():
    def made(model, name, **fields):
        return model.objects.get_or_create(name=name, slug=name.lower().replace(" ", "-"), **fields)[0].pk

    sections = [made(Section, f"Section {number}", position=number) for number in range(12)]
    sections += [made(Section, f"Part {number}", parent_id=sections[0]) for number in range(2)]
    authors = [made(Author, f"Author {number}") for number in range(40)]
    topics = [made(Topic, f"Topic {number}") for number in range(200)]
    rare = [made(model, f"Rare {model.__name__}") for model in (Section, Author, Topic, Series)]
    for name, ids in {"section": sections, "author": authors, "topic": topics}.items():
        make_table(f"stuff_{name}", "place INTEGER PRIMARY KEY, id BIGINT", list(enumerate(ids)))
    make_table("stuff_rare", "section BIGINT, author BIGINT, topic BIGINT, series BIGINT", [rare])


def _make_texts(chance, paragraphs):
    folded = Article._meta.get_field("folded").folded
    rows = []
    for number in range(TEXTS):

        def words(count):
            return " ".join(chance.choices(WORDS, k=count)).capitalize()

        headline = words(8) if number else f"Quillfeather {words(8).lower()}"
        body = "".join(f"<p>{words(40)}.</p>" for _ in range(paragraphs))
        text = Article(headline=headline, standfirst=words(20), body=body)
        rows.append((number, text.headline, text.standfirst, text.body, folded(text)))
    columns = "place INTEGER PRIMARY KEY, headline TEXT, standfirst TEXT, body TEXT, folded TEXT"
    make_table("stuff_text", columns, rows)


def _choose(begin, end, *, first, count, now):
    """The facts of each story of this batch, from which all of its rows are written."""
    seconds, apart = int(now.timestamp()), first + count if first else max(count // RARE, 1)
    at = f"{seconds} - (number - {first}) * {YEARS * 365 * 86_400} / {count}"
    goes_out = f"{seconds} + 3600 * (1 + number %% 90)"
    run("DROP TABLE IF EXISTS stuff_story")
    run(f"""
        CREATE TEMPORARY TABLE stuff_story AS
        WITH RECURSIVE numbers (number) AS (
          SELECT CAST({begin + 1} AS BIGINT) UNION ALL SELECT number + 1 FROM numbers WHERE number < {end}
        ), thrown AS (
          SELECT number, {at} AS at, number * 2654435761 %% 4294967291 %% 10000 AS dice,
                 number * 40503 %% 65521 %% 10000 AS other, number %% {apart} AS turn
          FROM numbers
        )
        SELECT number AS id, at, dice, turn, number %% {TEXTS} AS text,
          CASE WHEN dice >= {NEVER} AND dice < {SCHEDULED} THEN {goes_out} ELSE at END AS starts,
          CASE WHEN dice >= {ONCE} THEN at + ({seconds} - at) / 50 ELSE at END AS updated,
          CASE WHEN other < 10 THEN 'review' WHEN other < 1000 THEN 'draft' ELSE 'ready' END AS stage,
          CASE WHEN other %% 100 = 7 THEN 2 ELSE 1 END AS version,
          CASE WHEN other %% 20 = 3 THEN 'opinion' ELSE 'report' END AS label,
          CASE WHEN number %% {POLL_EVERY} = 0 THEN number / {POLL_EVERY} END AS poll,
          CASE WHEN turn = 0 THEN rare.section ELSE section.id END AS section,
          CASE WHEN turn = 1 THEN rare.author ELSE author.id END AS author,
          CASE WHEN turn = 2 THEN rare.topic ELSE topic.id END AS topic, other_topic.id AS other_topic
        FROM thrown CROSS JOIN stuff_rare rare
        JOIN stuff_section section ON section.place = number %% 14
        JOIN stuff_author author ON author.place = number %% 40
        JOIN stuff_topic topic ON topic.place = number %% 100
        JOIN stuff_topic other_topic ON other_topic.place = 100 + number * 7 %% 100
    """)  # noqa: S608 - numbers of ours


def _write_polls(now):
    """One in so many stories asks something: with a result, and still open if the story is of this week."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT poll, at FROM stuff_story WHERE poll IS NOT NULL AND dice >= %s", [SCHEDULED])
        asked = [(pk, dt.datetime.fromtimestamp(at, tz=dt.UTC)) for pk, at in cursor.fetchall()]
    polls = Poll.objects.bulk_create(
        Poll(
            pk=pk,
            question=f"Is the {WORDS[pk % len(WORDS)]} good as it is?",
            slug="question",
            state=Poll.State.LIVE,
            opens_at=at,
            closes_at=at + dt.timedelta(days=7),
            locked_at=at,
        )
        for pk, at in asked
    )
    answers = [Choice(poll=poll, label=label, position=n) for poll in polls for n, label in enumerate(("Yes", "No"))]
    counts = {}
    for choice in Choice.objects.bulk_create(answers):
        counts.setdefault(choice.poll_id, {})[str(choice.pk)] = 40 + choice.position * 20
    PollSecret.objects.bulk_create(PollSecret(poll=poll) for poll in polls)
    Tally.objects.bulk_create(
        Tally(poll=poll, counts=counts[poll.pk], ballots=100, as_of=now, frozen_at=now if poll.is_closed(now) else None)
        for poll in polls
    )
    run("UPDATE stuff_story SET poll = NULL WHERE dice < %s", [SCHEDULED])
    count_on(Poll)


def _write_desk():
    """The desk's own rows: stories with their bylines, topics and moves."""
    bench = User.objects.get(username="bench").pk
    words = {"headline": "headline", "standfirst": "standfirst", "folded": "folded"}
    insert(
        Article,
        "stuff_story story JOIN stuff_text text ON text.place = story.text",
        **words,
        body=f"body || CASE WHEN poll IS NULL THEN '' ELSE {PLACED_POLL} END",
        id="id",
        uuid=uuid_of("id"),
        slug="'story'",
        section_id="section",
        stage="stage",
        version="version",
        label="label",
        created_at=moment("at"),
        changed_at=moment("at"),
        created_by_id=f"CASE WHEN text = 0 THEN {bench} END",
        assigned_to_id=f"CASE WHEN id %% 5000 = 0 THEN {bench} END",
        withdrawn_at=f"CASE WHEN dice >= {SCHEDULED} AND dice < {WITHDRAWN} THEN {moment('at')} END",
    )
    insert(Byline, "stuff_story", article_id="id", author_id="author")
    for topic in ("topic", "other_topic"):
        insert(Article.topics.through, "stuff_story", article_id="id", topic_id=topic)
    insert(ArticlePlacement, "stuff_story WHERE poll IS NOT NULL", article_id="id", poll_id="poll")
    insert(SeriesPart, "stuff_story, stuff_rare WHERE turn = 3", series_id="series", article_id="id")
    insert(StageMove, "stuff_story", article_id="id", from_stage="'draft'", to_stage="'review'", at=moment("at"))
    corrected = f"stuff_story WHERE dice >= {WITHDRAWN} AND id %% 100 = 1"
    insert(Correction, corrected, article_id="id", wording="'It was six.'", made_at=moment("updated"))


def _write_record():
    """What readers have and had: the second edition of a story, or its only one, has twice its number."""
    copied = {name: name for name in ("headline", "standfirst", "label")} | {"slug": "'story'", "version": "1"}
    source = "stuff_story story JOIN stuff_text text ON text.place = story.text WHERE dice >= {}"
    copied |= {"article_id": "id", "section_id": "section", "first_published_at": moment("starts")}
    insert(
        Edition,
        source.format(ONCE),
        **copied,
        body="body",
        id="2 * id - 1",
        starts_at=moment("starts"),
        ends_at=moment("updated"),
        updated_at=moment("starts"),
    )
    over = f"CASE WHEN dice >= {SCHEDULED} AND dice < {WITHDRAWN} THEN {moment('at + 1')} END"
    at = f"CASE WHEN dice >= {ONCE} THEN {moment('updated')} ELSE {moment('starts')} END"
    body = f"body || CASE WHEN poll IS NULL THEN '' ELSE {PLACED_POLL} END"
    current = {"id": "2 * id", "starts_at": at, "updated_at": at, "ends_at": over, "body": body}
    insert(Edition, source.format(NEVER), **copied, **current)
    for pk, least in {"2 * id - 1": ONCE, "2 * id": NEVER}.items():
        published = f"stuff_story WHERE dice >= {least}"
        insert(EditionByline, published, edition_id=pk, author_id="author")
        for topic in ("topic", "other_topic"):
            insert(Edition.topics.through, published, edition_id=pk, topic_id=topic)
    listed = f"stuff_story WHERE dice >= {NEVER} AND NOT (dice >= {SCHEDULED} AND dice < {WITHDRAWN})"
    listing = {"edition_id": "2 * id", "first_published_at": moment("starts")}
    insert(AuthorListing, listed, **listing, author_id="author")
    for topic in ("topic", "other_topic"):
        insert(TopicListing, listed, **listing, topic_id=topic)
    placed = f"stuff_story WHERE poll IS NOT NULL AND dice >= {NEVER}"
    insert(EditionPlacement, placed, edition_id="2 * id", poll_id="poll")


def _add_up_readers():
    ReadTotal.objects.all().delete()
    insert(
        ReadTotal,
        "(SELECT hour, SUM(readers) AS readers FROM articles_readhour GROUP BY hour) hours",
        hour="hour",
        readers="readers",
    )


def _write_readers(now):
    """One story in fifty was read in each of the last 24 hours; every other one in the hour that it came out."""
    seconds = int(now.timestamp()) // 3600 * 3600
    lately = f"""
        stuff_story JOIN stuff_text ON stuff_text.place < 24 WHERE id %% 50 = 0 AND dice >= {WITHDRAWN}
    """
    readers = {"article_id": "id", "readers": "1 + (dice + place * 7) %% 49"}
    insert(ReadHour, lately, **readers, hour=moment(f"{seconds} - place * 3600"))
    once = f"stuff_story WHERE id %% 50 > 0 AND dice >= {WITHDRAWN}"
    insert(ReadHour, once, article_id="id", readers="1 + dice %% 49", hour=moment("starts / 3600 * 3600"))
