"""The Courier's sections, topics and authors."""

from articles.models import Author, HelpLine, HouseRule, Section, Topic

SECTIONS = [
    ("news", "News", "What happened in Saltmere, Wendham and the villages."),
    ("politics", "Politics", "The district and town councils, and what they spend."),
    ("courts", "Courts", "From the magistrates’ and crown courts, and the coroner."),
    ("business", "Business", "Shops, boats, jobs and the market."),
    ("health-schools", "Health & Schools", "St Audrey’s, the surgeries and the classrooms."),
    ("coast-country", "Coast & Country", "The Saltings, the sea wall and the fields."),
    ("sport", "Sport", "The Curlews, and everyone else who plays."),
    ("whats-on", "What’s On", "Stage, music, books and things to do."),
]

# Words to avoid, what the Courier writes instead, why, and whether capitals count.
HOUSE_RULES = [
    ("advisor*", "", "The Courier spells it adviser, advisers.", False),
    ("per cent", "%", "In figures and in words.", False),
    ("prior to", "before", "It is shorter.", False),
    ("Internet", "internet", "Small, but at the start of a sentence.", True),
    ("passed away", "died", "Say it plainly, also of our own.", False),
]

TOPICS = {
    "flooding": "Flooding",
    "harbour": "The harbour",
    "transport": "Transport",
    "housing": "Housing",
    "council-tax": "Council tax",
    "high-street": "High street",
    "market": "The market",
    "schools": "Schools",
    "st-audreys": "St Audrey’s Hospital",
    "nhs": "Health service",
    "wildlife": "Wildlife",
    "climate": "Climate",
    "wind-farm": "Hallam Bank wind farm",
    "fishing": "Fishing",
    "saltmere-town-fc": "Saltmere Town FC",
    "cricket": "Cricket",
    "rugby": "Rugby",
    "playhouse": "The Playhouse",
    "library": "Lowgate Library",
    "festivals": "Festivals",
    "food": "Food",
    "planning": "Planning",
    "policing": "Policing",
    "magistrates": "Magistrates’ court",
    "child-protection": "Child protection",
    "volunteers": "Volunteers",
    "history": "History",
    "jobs": "Jobs",
    "beach": "North Beach",
    "weather": "Weather",
}

AUTHORS = [
    ("Bethan Rusk", "politics reporter", "Sits through the council meetings and reads the appendices."),
    ("Idris Calloway", "chief reporter", "Has covered the harbour and the floods for the Courier for nineteen years."),
    ("Nell Thackaberry", "news reporter", "Reports on transport, housing and whatever rings first in the morning."),
    ("Seun Fairlight", "courts reporter", "Is on the press bench at the magistrates’ court four days a week."),
    ("Priya Venn", "business reporter", "Writes about shops, boats and the people who are paid to work in them."),
    ("Tomasz Garrity", "health and schools reporter", "Taught chemistry for eight years before he joined the paper."),
    ("Agnes Loosemore", "environment reporter", "Counts waders on the Saltings and writes about them."),
    ("Dougal Tresk", "sports editor", "Has missed two Curlews home games since the old stand came down."),
    ("Farah Winslade", "arts editor", "Reviews everything the Playhouse puts on, and the choir in the car park too."),
    ("Cormac Ilderton", "photographer", "Takes the pictures, most of them before breakfast."),
    ("June Abbotsway", "columnist", "Has written her column every week since the ferry stopped."),
    ("Wren Halloran", "trainee reporter", "Joined the Courier this year from the Wendham college course."),
]


def create_subjects() -> None:
    """Make the sections, topics and authors."""
    Section.objects.bulk_create(
        Section(slug=slug, name=name, standfirst=standfirst, position=place)
        for place, (slug, name, standfirst) in enumerate(SECTIONS)
    )
    Topic.objects.bulk_create(Topic(slug=slug, name=name) for slug, name in TOPICS.items())
    Author.objects.bulk_create(
        Author(
            slug=name.lower().replace(" ", "-"),
            name=name,
            title=title,
            biography=biography,
            email=f"{name.split()[0].lower()}@courier.example",
        )
        for name, title, biography in AUTHORS
    )


def create_house_rules() -> None:
    for words, suggestion, reason, matches_case in HOUSE_RULES:
        HouseRule.objects.create(words=words, suggestion=suggestion, reason=reason, matches_case=matches_case)


def create_help_lines() -> None:
    """Where readers of the Courier's hardest stories can turn."""
    HelpLine.objects.create(
        name="The Lantern Room",
        phone="01632 960 114",
        url="https://example.org/support",
        words="For adults who were harmed as children. Every evening from six to ten, free and in confidence.",
    )
    HelpLine.objects.create(
        name="Wending Listening Ear", phone="01632 960 180", position=1, words="For anybody, at any hour."
    )
