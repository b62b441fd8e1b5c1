"""A poll as an export holds it: what its page shows anybody, and what it takes to show the same page again."""

from articles.exporting.facts import PollFacts
from articles.exporting.stories import moment
from polls.models import Poll


def poll_record(poll: Poll) -> dict:
    """As `PollFacts` tells it, with how the ballot was made; figures are those that the policy of results shows."""
    told = PollFacts.of(poll).as_dict()
    result = poll.public_result()
    if result:
        destroyed = moment(poll.tally_or_empty.keys_destroyed_at)
        told["result"] |= {"changed": result.changed, "withdrawn": result.withdrawn}
        told["result"] |= {"keys_destroyed_at": destroyed} if destroyed else {}
    return (
        told
        | {
            "slug": poll.slug,
            "least": poll.least,
            "most": poll.most,
            "scale": {"low": poll.scale_low, "high": poll.scale_high},
            "choices": [_choice(choice) for choice in poll.answers],  # in the order of the rows of its result
            "outcome": poll.outcome,
        }
        | ({"counted_by": poll.counted_by} if poll.counted_by else {})
    )


def _choice(choice):
    told = {"label": choice.label, "role": choice.role}
    return told if choice.value is None else told | {"value": choice.value}
