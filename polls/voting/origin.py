"""How a vote came to us."""

from dataclasses import dataclass

from polls.models import Ballot
from polls.voting.rate_limit import Sender


@dataclass(frozen=True)
class Origin:
    """Page or story, the number of that story, with script or without: that is on the ballot. And who sent it.

    Of the sender nothing is stored. A vote that names none is counted against no limit.
    """

    channel: str = Ballot.Channel.ARTICLE
    story: int | None = None
    with_script: bool = False
    sender: Sender | None = None

    @property
    def columns(self) -> dict[str, str | int | bool | None]:
        return {"channel": self.channel, "story": self.story, "with_script": self.with_script}


UNSAID = Origin()
