"""What moves which pages: a table's rows by trigger, and the clock at the moments that stand in rows.

A table that is not here is private: no page that is kept shows anything of it. A test asks that of every new one.
"""

import datetime as dt

from django.db import connections
from django.utils import timezone

from articles.models import BreakingBar, Edition, EntryEdition, FrontArrangement, Video
from common.dates import end_of_day
from common.site_triggers import Moves, install
from polls.models import Poll

STORY = "'story:' || {row}.article_id"
ENTRIES = "'entries:' || {row}.article_id"
POLL = "'poll:' || {row}.poll_id"
COUNTED = ("counts", "ballots", "held", "voided", "moved", "changed", "withdrawn", "frozen_at")
GONE = ("withdrawn_at", "withdrawal_notice", "withdrawn_to_id")

MOVES = [
    *(
        Moves(f"articles_{table}")
        for table in ("section", "topic", "author", "video", "series", "seriespart", "helpline", "breakingbar")
    ),
    Moves("articles_subtitles"),
    Moves("newsroom_page"),
    Moves("newsroom_formeraddress"),
    Moves("newsroom_newsletter"),
    Moves("newsroom_issue", scope="'letters'", columns=("state",)),
    Moves("newsroom_event", scope="'events'"),
    Moves("newsroom_paper"),
    Moves("newsroom_paper", scope="'paper'"),
    *(Moves(f"articles_{table}", operations=("UPDATE", "DELETE")) for table in ("picture", "document", "sound")),
    # One by one, for the parts of pages that are kept in the database: they outlive what happens to another picture.
    *(
        Moves(f"articles_{kind}", scope=f"'{kind}:' || {{row}}.id", operations=("UPDATE", "DELETE"))
        for kind in ("section", "topic", "author", "video", "series", "picture", "document", "sound")
    ),
    Moves("articles_seriespart", scope="'series:' || {row}.series_id"),
    Moves("articles_seriespart", scope=STORY),
    *(Moves("articles_translation", scope=scope) for scope in (STORY, "'lists'")),
    Moves("articles_helpline", scope="'helplines'"),
    Moves("articles_topiclisting", scope="'listed:' || {row}.topic_id", operations=("INSERT",)),
    *(
        Moves(f"articles_{table}", scope=scope)
        for table in ("edition", "correction", "takedown")
        for scope in (STORY, "'lists'")
    ),
    *(
        Moves("articles_runningstory", scope=scope, columns=("newest_first", "ended_at"))
        for scope in (STORY, "'lists'")
    ),
    Moves("articles_runningstory", scope=ENTRIES),
    Moves("articles_runningstory", scope="'running'", columns=("changed_at",)),
    Moves("articles_entrytakedown"),
    # The page of older entries that one stands on, and for the first of a page the one before it, which leads there.
    *(
        Moves(
            "articles_entryedition", scope=f"'entries:' || {{row}}.story_id || ':' || (({{row}}.position - {n}) / 20)"
        )
        for n in (1, 2)
    ),
    Moves("articles_article", scope="'story:' || {row}.id", operations=("UPDATE",), columns=GONE),
    *(Moves(f"articles_{table}", scope="'partners'") for table in ("partner", "partner_sections")),
    Moves("articles_mostread", scope="'read'"),
    Moves("articles_pathredirect", scope="'lists'"),  # a page that says that nothing is there may be kept
    Moves("articles_frontarrangement", scope="'fronts'", when="{row}.published_at IS NOT NULL"),
    Moves("polls_poll", scope="'poll:' || {row}.id"),
    Moves("polls_poll", scope="'polls'"),
    Moves("polls_choice", scope=POLL),
    Moves("polls_choice", scope="'polls'"),
    Moves("polls_tally", scope=POLL, columns=COUNTED),
    Moves("polls_tally", scope="'tallies'", columns=COUNTED),
    *(Moves(f"supporters_{table}", scope="'appeals'") for table in ("ask", "askvariant", "campaign")),
    *(Moves(f"supporters_{table}", scope="'money'") for table in ("payment", "refund", "dispute", "recognition")),
]
# Rows that never change but with one of those above, in the same transaction.
PARTS = {
    *(
        f"articles_{table}"
        for table in (
            "edition_topics",
            "editionbyline",
            "editionplacement",
            "entryeditionplacement",
            "front",
            "frontslot",
            "monthchange",
            "authorlisting",
            "readycard",
            "readypage",
            "searchentry",
            "searchpassage",
            "searchword",
            "searchslip",
        )
    ),
    "supporters_pledge",
    "supporters_acquisition",
}


def next_moment(now: dt.datetime) -> dt.datetime:
    """The next moment at which the clock alone changes a page: local midnight, or one that stands in a row."""
    found = [end_of_day(timezone.localdate(now))]
    for model, field in (
        (Edition, "starts_at"),
        (Edition, "ends_at"),
        (EntryEdition, "starts_at"),  # both lie ahead where the clock was put back
        (EntryEdition, "ends_at"),
        (Poll, "opens_at"),
        (Poll, "closes_at"),
        (BreakingBar, "starts_at"),
        (BreakingBar, "ends_at"),
        (Video, "published_at"),
        (FrontArrangement, "published_at"),  # which lies ahead by the clock of another machine, or one put back
    ):
        found += model.objects.filter(**{f"{field}__gt": now}).order_by(field).values_list(field, flat=True)[:1]
    return min(found)


def keep_triggers(*, using, **kwargs) -> None:
    """After each migration: a table that was made anew has lost its triggers."""
    connection = connections[using]
    if "site_version" in connection.introspection.table_names():
        install(connection, MOVES)
