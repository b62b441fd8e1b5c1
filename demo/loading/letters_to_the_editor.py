"""What readers have written to the Courier's editor: one letter that is new, one accepted, one in a draft story."""

import datetime as dt

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article
from newsroom.correspondence.forms import LetterForm
from newsroom.correspondence.letters import LetterToTheEditor
from newsroom.correspondence.make_story import make_story

# By name: town, hours ago, the story that it answers, the letter
LETTERS = {
    "Maud Pellingham": (
        "Wendham",
        3,
        "night-bus-trial",
        "The night bus is costed as if nobody would ride it home from work. My daughter finishes at midnight and walks"
        " to the rank with two others; three fares are nine pounds, and one taxi is thirty-four.\n\n"
        "Count them for a week before you count the empty seats.",
    ),
    "Albert Croft": (
        "Cold Ash End",
        20,
        "council-tax-five-pounds",
        "Five pounds a year is a loaf a month. I would pay it without a word if somebody told me what it is for. The"
        " leaflet had a photograph of the leader on every page and no figure on any.",
    ),
    "Ines Whitlow": (
        "Saltmere",
        30,
        "river-path-reopens",
        "Thank you for walking the whole of the river path before you wrote that it is open. I push a chair, and had"
        " been turned back at two gates since Easter.",
    ),
}


def write_letters(articles: dict[str, Article]) -> None:
    wordings = {name: LetterForm.base_fields[name].label for name in ("may_print", "may_edit")}
    for name, (town, hours_ago, slug, words) in LETTERS.items():
        at = timezone.now() - dt.timedelta(hours=hours_ago)
        LetterToTheEditor.objects.create(
            name=name,
            town=town,
            email=f"{name.split()[0].lower()}@courier.example",
            words=words,
            answers=articles[slug],
            print_wording=wordings["may_print"],
            edit_wording=wordings["may_edit"],
            fingerprint=name,
            sent_at=at,
            confirmed_at=at,
        )
    accepted = LetterToTheEditor.objects.filter(name__in=["Albert Croft", "Ines Whitlow"])
    accepted.update(accepted_at=timezone.now())
    make_story(letters=list(accepted.filter(name="Ines Whitlow")), by=User.objects.get(username="editor"))
