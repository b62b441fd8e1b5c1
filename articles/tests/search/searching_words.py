"""The same for what is typed: words, signs, phrases, what must not be there, and where a story is filed."""

from articles.tests.search.searching import check, found, put_out

ODD = ['"', '""', "- -", "(((", "*", "\x00", "😀", "'", '"-"', "-ferry", '-"sea wall"', "", " ", "§", "·", "--", "\\"]
SPELLINGS = {
    "Market-day crowds": ["market-day", "market day", "marketday", "Market‐Day", "MARKET DAYS"],
    "Marketday prices": ["market-day", "market day", "marketday"],
    "Market day prices": ["market-day", "market day", "marketday"],
    "O’Brien wins": ["O'Brien", "O’Brien", "OBrien", "o brien", "O‘Brien's"],
    "Fire at Tŷ Gwyn": ["ty gwyn", "TŶ GWYN", "Ty\u0302 Gwyn"],
    "New cafés open": ["cafe", "café", "CAFÉS", "cafe\u0301s"],
    "N.H.S. waits grow": ["NHS", "n.h.s.", "N.H.S"],
    "1,000 walkers": ["1000", "1,000", "walker"],
    "B&Q shuts": ["B&Q", "b & q", "BQ"],
    "D’Arcy’s garden": ["d'arcy", "Darcy", "D’Arcy’s"],
    "Co-op re-opens": ["coop", "co-op", "re-open", "reopens"],
    "Lệ Quấn sings": ["le quan", "LỆ QUẤN"],
    "Ærø and Łódź": ["aero", "lodz", "ŁÓDŹ"],
    "Churches and potatoes": ["church", "potato", "churches'"],
    "Two women, two children": ["woman", "child", "womens", "children’s"],
    "Bus at 7.30pm on 3rd May": ["7.30pm", "7:30 pm", "3 May", "may 3rd", "buses"],
    "Bridge for £2.4m, up 4.9%": ["£2.4 million", "2.4m", "4.9 per cent", "4.9%", "4.9 percent"],
    "Ten thousand: the 10k, 3 million and 5bn": ["10k", "10 thousand", "3m", "5 billion"],
    "हिन्दी समाचार": ["हिन्दी"],
}


@check
def words_are_found_however_they_are_typed():
    for headline in SPELLINGS:
        put_out(headline)
    missed = [
        (headline, typed, place)
        for headline, spellings in SPELLINGS.items()
        for typed in spellings
        for place in (False, True)
        if headline not in found(typed, best=place)
    ]
    assert missed == [], missed
    assert found("quayside") == []


@check
def signs_are_no_question():
    from articles.search.question import read

    assert [typed for typed in ODD if read(typed)] == []
    assert len(read("word " * 1000).terms) == 1
    assert len(read(" ".join(f"w{chr(97 + n)}" for n in range(26))).terms) == 12
    put_out("Ferry")
    assert found("ferry " + "x" * 5000) == []


@check
def what_looks_like_syntax_is_words():
    headline = "Headline AND NOT NEAR a b x s1 words"
    put_out(headline)
    put_out("Ferry", section="Sport")
    for typed in (
        "AND",
        "NOT",
        "NEAR(a b)",
        "headline:x",
        "x*",
        "^x",
        "·x",
        "··x",
        "§s1",
        "words:x",
        "x:*",
        "'x'",
        "!x",
    ):
        assert found(typed) == [headline], typed
    for typed in ("§d2026-11-27", "·ferry", "col : x OR ferry", "a OR ferry", "a | ferry", "ferr*"):
        assert found(typed) in ([], ["Ferry"]), typed
    assert found("ferry OR quay") == []


@check
def phrases_stay_within_one_field():
    put_out(
        "Sea wall", standfirst="Holds again", body="The market is open. Day by day.", topics=["Old town", "New road"]
    )
    for typed in ('"sea wall"', '"holds again"', '"the market"', '"old town"', "“new road”", '"Day by"'):
        assert found(typed) == ["Sea wall"], typed
    for typed in ('"wall holds"', '"wall sea"', '"again the"', '"town new"', '"market day"', '"nell news"'):
        assert found(typed) == [], typed
    put_out("Market-day O’Brien", body="Co-op.")
    assert found('"marketday obrien"') == []
    assert found('"market day o brien"') == ["Market-day O’Brien"]


@check
def what_must_not_be_there_is_left_out():
    for headline in ("Wall and market-day", "Wall and sea road", "Wall and road by the sea"):
        put_out(headline)
    assert found("wall -market-day") == found("wall -marketday") == ["Wall and road by the sea", "Wall and sea road"]
    assert found('wall -"sea road" -marketday') == ["Wall and road by the sea"]
    assert found("wall -road -market") == []


@check
def stories_are_found_by_where_they_are_filed():
    from articles.models import Author, Section, Topic

    top = Section.objects.create(name="Sport", slug="sport")
    inside = Section.objects.create(name="Rugby", slug="rugby", parent=top)
    put_out("Wall one", section=inside, authors=["Ann", "Ben"], topics=["Cups"], label="opinion")
    put_out("Wall two", authors=["Ann"], standfirst="")
    topic, ann, ben = Topic.objects.get(name="Cups"), Author.objects.get(name="Ann"), Author.objects.get(name="Ben")
    for mark in (f"§s{top.pk}", f"§s{inside.pk}", f"§t{topic.pk}", f"§a{ben.pk}", "§lopinion"):
        assert found("wall", filed=(mark,)) == found("wall", filed=(mark,), best=True) == ["Wall one"], mark
    assert found("wall", filed=(f"§a{ann.pk}",)) == ["Wall two", "Wall one"]
    assert found("wall", filed=(f"§a{ann.pk}", "§lreport")) == ["Wall two"]
    assert found("ann") == ["Wall two", "Wall one"]


@check
def stories_are_found_by_their_dates():
    import datetime as dt

    from articles.search.entries import key_of

    days = [dt.datetime(2024, 5, day, 12, tzinfo=dt.UTC) for day in (1, 2, 3)]
    for number, day in enumerate(days):
        put_out(f"Wall {number}", at=day)
    assert found("wall", since=key_of(days[1])) == ["Wall 2", "Wall 1"]
    assert found("wall", until=key_of(days[1])) == found("wall", until=key_of(days[1]), best=True) == ["Wall 0"]
    assert found("wall", since=key_of(days[1]), until=key_of(days[2]), best=True) == ["Wall 1"]


@check
def the_headline_counts_most_and_then_the_date():
    put_out("Nothing else", body="The ferry. " + "More words. " * 90, hours_ago=1)
    put_out("Ferry sinks", body="A boat. " + "More words. " * 90, hours_ago=24 * 30)
    put_out("Boats", standfirst="A ferry.", body="More words. " * 90, hours_ago=24 * 20)
    assert found("ferry") == ["Nothing else", "Boats", "Ferry sinks"]
    assert found("ferry", best=True)[0] == "Ferry sinks"
    put_out("Ferry sinks again", body="A boat. " + "More words. " * 90, hours_ago=1)
    assert found("ferry", best=True)[:2] == ["Ferry sinks again", "Ferry sinks"]


@check
def a_body_beyond_all_measure_is_indexed():
    put_out("Long", body="a " * 100_000)
    put_out("Longer", body=" ".join(f"w{number}x" for number in range(30_000)) + " neverindexed")
    put_out("Odd", body="x" * 3000 + " 'quoted' back\\slash \u202eabc")
    assert found("long a") == ["Long"]
    assert found("w5x") == ["Longer"]
    assert found("neverindexed") == []
    assert found("quoted slash") == ["Odd"]
