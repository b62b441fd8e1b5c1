"""The letter that an issue makes: what stands in it, as HTML, as text, and byte for byte."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from articles.models import Correction, ReadHour
from articles.pages.most_read import rank_readers
from articles.publishing.publish import withdraw
from newsroom.newsletters.composing.checks import check_issue
from newsroom.newsletters.models import IssueSlot
from newsroom.newsletters.rendering.letter import CLIPPED_AT, SOUND, render_letter
from newsroom.tests.issue_builders import CORRECTIONS, content_of, make_issue, sent_issue
from newsroom.tests.newsletter_builders import make_newsletter

pytestmark = pytest.mark.django_db


def letter_of(issue):
    return render_letter(issue, content_of(issue))


def sent_before(newsletter, *stories):
    """An issue that readers got an hour ago, with these stories."""
    return sent_issue(newsletter, *stories, at=timezone.now() - dt.timedelta(hours=1))


def test_pinned_story_stands_under_its_own_words_in_both_forms(make_live_article):
    story = make_live_article("The wall", standfirst="It held.")
    slot = IssueSlot(article=story, headline="A wall that holds", words="All night long.")

    letter = letter_of(make_issue(slots=[slot]))

    for form in (letter.html, letter.text):
        assert "A wall that holds" in form
        assert "All night long." in form
        assert "It held." not in form


def test_only_what_readers_have_is_in_it(make_article, make_live_article):
    live, gone, draft = make_live_article("Here"), make_live_article("Withdrawn"), make_article("Draft")
    withdraw(article=gone, by=None)

    letter = letter_of(make_issue(stories=[live, gone, draft]))

    assert "Here" in letter.text
    assert "Withdrawn" not in letter.html + letter.text
    assert "Draft" not in letter.html + letter.text


def test_place_without_a_story_takes_the_newest_since_the_last_issue(make_live_article):
    morning = make_newsletter()
    old, new = make_live_article("Old", hours_ago=5), make_live_article("New", hours_ago=0.5)
    sent_before(morning, old)

    places = content_of(make_issue(morning, slots=[IssueSlot(), IssueSlot()])).stories

    assert [place["article"] for place in places] == [new.pk]


def test_section_fills_a_place_and_nothing_stands_twice(make_live_article, make_section):
    sport = make_section("Sport")
    news, cup = make_live_article("News", hours_ago=1), make_live_article("Cup", section=sport, hours_ago=2)
    slots = [IssueSlot(rule="section", section=sport), IssueSlot(), IssueSlot(rule="section", section=sport)]

    places = content_of(make_issue(slots=slots)).stories

    assert [place["article"] for place in places] == [cup.pk, news.pk]


def test_links_name_the_letter_and_no_reader(make_live_article):
    issue = make_issue(stories=[make_live_article()], note='<p>See <a href="/corrections/">them</a>.</p>')

    letter = letter_of(issue)
    addresses = re.findall(r'href="(http[^"]*)"', letter.html)

    assert any(f"/corrections/?from={issue.newsletter.slug}" in address for address in addresses)
    assert all("from=" in address or "/letters/" in address or address.endswith("/") for address in addresses)
    assert "<img" not in letter.html  # no pixel, and no picture was chosen


class Pictures(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.alts = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.alts.append(dict(attrs).get("alt"))


def test_pictures_say_what_they_show_and_leave_with_their_rights(make_live_article, make_picture):
    picture = make_picture(alt="A gate")
    issue = make_issue(
        stories=[make_live_article(lead_picture=picture), make_live_article(lead_picture=make_picture())]
    )

    assert Pictures(letter_of(issue).html).alts[0] == "A gate"
    assert "A gate" in letter_of(issue).text
    kinds = re.findall(r'src="[^"]*\.(\w+)"', letter_of(issue).html)
    assert kinds == ["jpg", "jpg"]  # mail programs know no other for certain
    picture.rights_until = timezone.localdate() - dt.timedelta(days=1)
    picture.save()
    assert "A gate" not in Pictures(letter_of(issue).html).alts


def test_twelve_stories_with_pictures_stay_light(make_live_article, make_picture):
    words = {"standfirst": "The tide came in at six and nobody was there to see it. " * 5, "kicker": "Flooding"}
    stories = [make_live_article("A headline of a usual length for a paper", **words) for _ in range(12)]
    for story in stories:
        story.editions.update(lead_picture=make_picture())
    slots = [*(IssueSlot(article=story) for story in stories), IssueSlot(kind="most_read", rule="")]

    letter = letter_of(make_issue(slots=slots, note="<p>Good morning.</p>" * 5))

    assert 10_000 < letter.size <= SOUND


def test_letter_that_would_be_cut_is_refused_and_says_why(make_live_article):
    stories = [make_live_article(f"Story {number}", standfirst="ŵ" * 300) for number in range(40)]

    checked = check_issue(make_issue(slots=[IssueSlot(article=story, words="ŵ" * 600) for story in stories]))

    assert checked.letter.size > CLIPPED_AT
    assert any("The heaviest" in reason for reason in checked.reasons)


def test_html_is_ascii_in_short_lines_whatever_was_typed(make_live_article):
    story = make_live_article("Tŷ", standfirst="Ymwelwyr â’r môr " * 17)

    letter = letter_of(make_issue(slots=[IssueSlot(article=story, words="日" * 590)], note=f"<p>{'ŵ ' * 2000}</p>"))

    assert letter.html.isascii()
    assert max(len(line) for line in letter.html.split("\n")) <= 900
    assert letter.html.count("&#26085;") == 590
    assert "T&#375;" in letter.html


def test_what_people_typed_is_escaped(make_live_article):
    story = make_live_article("<b>Loud</b>", standfirst="5 < 6 & 7")

    html = letter_of(make_issue(stories=[story], preheader="<i>At six</i>")).html

    assert "&lt;b&gt;Loud" in html
    assert "5 &lt; 6 &amp; 7" in html
    assert "<i>At six" not in html


def test_note_keeps_words_and_loses_what_only_a_page_can_show(make_picture):
    note = (
        f'<p>Good <strong>morning</strong></p><figure data-picture="{make_picture().pk}"></figure><ul><li>One</li></ul>'
    )

    letter = letter_of(make_issue(note=note))

    assert "<strong>morning</strong>" in letter.html
    bare = re.findall(r"<(?:p|ul|ol|h[1-3]|a)(?![^>]*class=)[^>]*>", letter.html.partition("<body")[2])
    assert bare == []  # nothing stays black in the dark
    assert "data-picture" not in letter.html
    assert "Good morning" in letter.text
    assert "- One" in letter.text


def test_corrections_since_the_last_issue_stand_in_the_next(make_live_article):
    morning, story = make_newsletter(), make_live_article("The tide", hours_ago=3)
    sent_before(morning, story)
    Correction.objects.create(article=story, wording="At six, not at seven.")
    Correction.objects.create(article=make_live_article("Never sent"), wording="Nobody was told.")

    letter = letter_of(make_issue(morning, slots=[]))

    for form in (letter.html, letter.text):
        assert "At six, not at seven." in form
        assert "Nobody was told." not in form


def test_most_read_and_the_line_for_supporters_stand_where_they_are_put(make_live_article):
    story = make_live_article("Much read")
    ReadHour.objects.create(article=story, hour=timezone.now().replace(minute=0, second=0, microsecond=0), readers=9)
    rank_readers()
    slots = [IssueSlot(kind=kind, rule="") for kind in ("most_read", "support")]

    letter = letter_of(make_issue(slots=slots))

    assert letter.text.index("1. Much read") < letter.text.index("Become a supporter")


def test_nobody_is_asked_for_money_where_the_first_story_is_one_of_grief(make_live_article):
    slots = [IssueSlot(article=make_live_article(sensitivity="none")), IssueSlot(kind="support", rule="")]

    assert "Become a supporter" not in letter_of(make_issue(slots=slots)).text
    slots[0] = IssueSlot(article=make_live_article())
    assert "Become a supporter" in letter_of(make_issue(slots=slots)).text


def test_empty_issue_says_what_stops_it():
    reasons = check_issue(make_issue(slots=[CORRECTIONS], subject="", preheader="")).reasons

    assert len(reasons) == 3
    assert "no subject" in reasons[0]


def test_story_that_is_pinned_twice_is_named(make_live_article):
    wall, tide = make_live_article("The wall"), make_live_article("The tide")

    assert any(
        "“The wall” stands in it twice" in said for said in check_issue(make_issue(stories=[wall, wall])).reasons
    )
    assert check_issue(make_issue(stories=[wall, tide])).reasons == []


def test_checks_name_dead_links_and_the_wrong_day(make_live_article):
    gone = make_live_article()
    note = f'<p><a href="{gone.live_edition().get_absolute_url()}">It</a> <a href="/corrections/">them</a></p>'
    day = dt.date(2026, 3, 4)
    issue = make_issue(stories=[make_live_article()], note=note, goes_out_on=day, subject="Your Tuesday letter")

    assert check_issue(issue).reasons == []
    withdraw(article=gone, by=None)
    checked = check_issue(issue)

    assert len(checked.reasons) == 1
    assert "leads nowhere" in checked.reasons[0]
    assert "Tuesday" in checked.warnings[0]


def test_name_that_is_withheld_from_a_story_stands_in_no_words_of_its_letter(make_live_article):
    story = make_live_article()
    story.withheld_names.create(name="Ada Quill")

    reasons = check_issue(make_issue(stories=[story], subject="Ada Quill is free")).reasons

    assert any("withheld name" in reason for reason in reasons)
    assert not any("Quill" in reason for reason in reasons)
