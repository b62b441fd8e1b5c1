"""Words that a colleague suggests wait on the first page of whoever may decide on them."""

from newsroom.dashboard.home import home_of


def test_suggestion_is_told_to_who_may_decide_on_it_and_not_to_who_made_it(make_article, editor, reporter):
    make_article("Sea wall holds").proposals.create(person=reporter, html="<p>So.</p>", base_version=1)

    told = {person: [(each.tag, each.title) for each in home_of(person)["now"]] for person in (editor, reporter)}

    assert told == {editor: [("Suggestion", "Sea wall holds")], reporter: []}
