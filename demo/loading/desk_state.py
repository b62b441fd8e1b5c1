"""What lies on the Courier's desk tonight: stories on their way, unsaved words, the diary, complaints."""

import datetime as dt

from django.contrib.auth.models import User
from django.utils import timezone

from articles.comments.threads import begin_thread, passage_of
from articles.models import Article, Autosave, Complaint, PlannedStory, Section, Series, Stage
from articles.proposals.decide import suggest
from articles.publishing.draft_links import share_draft
from articles.publishing.publish import schedule
from articles.workflow.stages import assign, move
from newsroom.correspondence.report import report_mistake
from newsroom.dashboard.models import ShiftNote
from polls.models import Ballot, Poll

SERIES = ["tide-board-notebooks", "sea-wall-thorne-staithe", "fish-quay-wall-analysis", "barrier-holds-as-tide-peaks"]
# In how many days, section, working title, who has it, note
DIARY = [
    (0, "politics", "Harbour trust meets about its dues", "reporter", "Papers are under embargo until tonight."),
    (0, "whats-on", "Pictures of the night market", "pictures", "The lights go on at dusk."),
    (1, "courts", "Inquest: the second day", "", ""),
    (2, "sport", "Curlews at home: preview", "sport", ""),
    (4, "health-schools", "A year of the crossing patrol", "reporter", "Ask the school for last year’s letter."),
    (6, "business", "How the bakery’s first year went", "", "They open the books on Saturday."),
]
NOTES = {
    "hospital-parking-charges": "Please check the staff permits against the board’s paper, page 14.",
    "lifeboat-crew-medals": "Josie Carn has the draft and will ring.",
}
# What the sub-editor and the editor ask of a draft: of which words, who, and what
COMMENTS = [
    ("Staff permits stay at £11 a month", "subeditor", "The board’s paper says £11.50. @reporter, which is it?"),
    ("an hour free of charge", "editor", "Did they ask in writing? If so, let us link to the letter."),
]
# How the sub-editor would have it
SUGGESTED = [
    ("twice the present charge", "double what they pay now"),
    ("Nobody likes this", "Nobody likes this much"),
    ("blue badge holders", "drivers with a blue badge"),
]
# What readers have reported under stories
REPORTED = {
    "minor-injuries-midnight": {
        "words": "Since the autumn timetable it leaves at 9.40pm.",
        "passage": "The last bus from the hospital gates to Market Square leaves at 9.25pm",
        "source": "The timetable at the stop",
        "email": "",
    },
    "night-bus-trial": {
        "words": "The officers’ paper has five departures each way, not four.",
        "passage": "with four departures each way between 11.30pm and 3am",
        "source": "The paper for full council, page 2",
        "email": "reader@courier.example",
    },
}
WORDS = ("kicker", "headline", "standfirst", "slug", "label", "sensitivity")


def fill_story_desk(articles: dict[str, Article]) -> None:
    staff = {user.username: user for user in User.objects.all()}
    _send_stories_on_their_way(articles, staff)
    _hold_and_schedule(articles, staff)
    _leave_a_note(staff["editor"])
    _comment_on(articles["hospital-parking-charges"], staff)
    _suggest(articles["hospital-parking-charges"], staff["subeditor"])
    _leave_words_unsaved(articles["school-places-january"], staff["reporter"])
    _fill_the_diary(staff)
    _tie_together(articles)
    _complain(articles, staff["reporter"])
    _cast_in_stories()


def _send_stories_on_their_way(articles, staff):
    """One waits to be read, one for the lawyer, one is ready, one is given to a reporter."""
    parking, court, medals = (
        articles[slug] for slug in ("hospital-parking-charges", "charity-trustee-denies", "lifeboat-crew-medals")
    )
    Article.objects.filter(pk__in=[parking.pk, court.pk, medals.pk]).update(created_by=staff["reporter"])
    Article.objects.filter(pk=court.pk).update(needs_legal=True)
    for article in (parking, court, medals):
        article.refresh_from_db()
        move(article=article, to=Stage.REVIEW, by=staff["reporter"], note=NOTES.get(article.slug, ""))
    assign(article=parking, to=staff["subeditor"], by=staff["editor"])
    move(article=court, to=Stage.LEGAL, by=staff["subeditor"], note="Is his denial told fully enough?")
    move(article=medals, to=Stage.READY, by=staff["subeditor"])
    assign(article=articles["school-places-january"], to=staff["reporter"], by=staff["editor"])
    share_draft(article=medals, by=staff["editor"], note="Josie Carn, for the facts")


def _hold_and_schedule(articles, staff):
    """Papers that may not go out yet, with nothing scheduled after them; and a story that goes out by itself."""
    now = timezone.now().replace(second=0, microsecond=0)
    dues, market = articles["harbour-dues-papers"], articles["night-market-lights"]
    soon = now + dt.timedelta(minutes=50)
    Article.objects.filter(pk=dues.pk).update(created_by=staff["reporter"], embargoed_until=soon)
    on_the_quarter = now - dt.timedelta(minutes=now.minute % 15)
    schedule(article=market, by=staff["editor"], at=on_the_quarter + dt.timedelta(hours=1))
    Article.objects.filter(slug="match-report-template").update(is_template=True, created_by=staff["sport"])


def _leave_a_note(editor):
    words = "The harbour dues are under embargo; Hester Vane rings if the meeting ends early. Parking is being read."
    ShiftNote.objects.create(words=words, by=editor)


def _comment_on(article, staff):
    for quote, who, words in COMMENTS:
        begin_thread(article=article, by=staff[who], place=passage_of(article, quote), words=words)


def _suggest(article, person):
    words = article.body
    for old, new in SUGGESTED:
        words = words.replace(old, new)
    suggest(article=article, person=person, base=article.body, html=words, seen=0)


def _leave_words_unsaved(article, reporter):
    """The reporter has typed a paragraph and gone to the telephone: the form offers it on return."""
    byline = article.bylines.get()
    typed = article.body + "<p>“We could open that room tomorrow,” the head teacher at Oxley Green said.</p>"
    credit = {"id": byline.pk, "article": article.pk, "author": byline.author_id, "role": byline.role, "position": 0}
    said = {name: [getattr(article, name)] for name in WORDS}
    said |= {"body": [typed], "section": [str(article.section_id)], "version": [str(article.version)]}
    said |= {"topics": [str(topic.pk) for topic in article.topics.all()]}
    said |= {"bylines-TOTAL_FORMS": ["1"], "bylines-INITIAL_FORMS": ["1"]}
    said |= {f"bylines-0-{name}": [str(value)] for name, value in credit.items()}
    Autosave.objects.create(user=reporter, article=article, key="demonstration", version=article.version, fields=said)


def _fill_the_diary(staff):
    today = timezone.localdate()
    for days, section, title, who, note in DIARY:
        PlannedStory.objects.create(
            title=title,
            section=Section.objects.get(slug=section),
            planned_for=today + dt.timedelta(days=days),
            assigned_to=staff.get(who),
            note=note,
        )


def _tie_together(articles):
    series = Series.objects.create(
        name="The sea and the wall",
        slug="the-sea-and-the-wall",
        standfirst="What keeps Saltmere dry, and who pays for it.",
    )
    for position, slug in enumerate(SERIES):
        series.parts.create(article=articles[slug], position=position)


def _complain(articles, reporter):
    now = timezone.now()
    Complaint.objects.create(
        article=articles["council-tax-five-pounds"],
        due_at=now - dt.timedelta(hours=2),
        noted_by=reporter,
        words="The parish share is left out, so that the rise for Cold Ash End is £7 and not £5.",
    )
    Complaint.objects.create(
        article=articles["river-path-reopens"],
        due_at=now + dt.timedelta(hours=20),
        noted_by=reporter,
        words="The gate at the mill end is still locked before eight.",
    )
    for slug, told in REPORTED.items():
        report_mistake(edition=articles[slug].live_edition(), **told)


def _cast_in_stories():
    """Votes in a story were cast in the first that shows the poll."""
    for poll in Poll.objects.filter(articleplacements__isnull=False).distinct():
        story = poll.articleplacements.order_by("pk").first().article_id
        Ballot.objects.filter(poll=poll, channel=Ballot.Channel.ARTICLE).update(story=story)
