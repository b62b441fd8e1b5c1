"""What advice finds in a question, and what it leaves in peace."""

from polls.questions.advice import Answer, advice_on, asks_about_a_past_vote, asks_about_guilt

YES_NO = [Answer("Yes"), Answer("No")]
WITH_DONT_KNOW = [*YES_NO, Answer("Don’t know", is_dont_know=True)]

FINDINGS = {
    "Don't you agree that the pier should be saved?": {"leading", "negation"},
    "Should the council finally mend the pier?": {"leading"},
    "Should the council mend the pier and close the car park?": {"double"},
    "Is the pier safe? And would you walk on it?": {"double"},
    "Is the council’s pier fiasco a disgrace?": {"loaded"},
    "Should the pier not be mended?": {"negation"},
    "Who did you vote for in the county election?": {"past_vote"},
    "Should the harbour master be sacked over the dredging bill?": {"presuming", "one_measure"},
    "Should the harbour car park be free on Sundays?": set(),
    "Should market day move from Thursday to Saturday?": set(),
    "How safe do you feel between the station and the quay at night?": set(),
}


def kinds(question, answers=WITH_DONT_KNOW, **how):
    return {advice.kind for advice in advice_on(question, answers=answers, **how)}


def test_finds_what_is_wrong_and_no_more():
    assert {question: kinds(question) for question in FINDINGS} == FINDINGS


def test_says_what_is_wrong_with_the_headline_that_it_was_made_for():
    question = "Should public officials be jailed for neglecting child abuse?"

    advice = advice_on(question, answers=YES_NO)

    assert [line.kind for line in advice] == ["presuming", "loaded", "one_measure", "vague", "no_dont_know"]
    assert "“jailed”, “neglecting”, “abuse” carry a judgement" in advice[1].words
    assert asks_about_guilt(question)


def test_misses_a_dont_know_under_any_name():
    assert kinds("Raise the wall?", YES_NO) == {"no_dont_know"}
    assert kinds("Raise the wall?", [*YES_NO, Answer("Not sure")]) == set()


def test_weighs_the_answers_against_each_other():
    uneven = [Answer("Agree"), Answer("Strongly agree"), Answer("Disagree"), Answer("Don’t know")]
    wordy = [Answer("No"), Answer("Yes, because everybody who lives here wants it"), Answer("Don’t know")]

    assert kinds("The wall should be higher.", uneven) == {"unequal"}
    assert kinds("Raise the wall?", wordy) == {"unequal_length"}


def test_does_not_weigh_the_points_of_a_scale():
    points = [Answer(str(point)) for point in range(1, 6)]

    assert kinds("How safe is the quay?", [*points, Answer("Don’t know")], is_scale=True) == set()


def test_knows_questions_about_how_people_have_voted_from_other_election_questions():
    past = [
        "How did you vote?",
        "Which party did you vote for on Thursday?",
        "Have you already voted?",
        "Which candidate have you voted for by post?",
        "What made you cast your ballot as you did?",
    ]
    others = ["Will you vote on Thursday?", "Should voting be compulsory?", "Which issue matters most to you?"]

    assert [question for question in past + others if asks_about_a_past_vote(question)] == past


def test_knows_words_about_guilt_from_others():
    guilt = ["Is the defendant guilty?", "Not guilty", "Should the driver go to prison?"]

    assert [text for text in [*guilt, "Should court hearings be broadcast?"] if asks_about_guilt(text)] == guilt
