"""How much one network, one address or one supporter may do, and what they read beyond that: all in one table.

The numbers are generous to a school or an office that has one address. A network is an IPv4 address or the /56 of an
IPv6 one. Ask for the network first: then what a stranger makes up, such as addresses, is counted no more often than it.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.client_network import home_of, network_of
from common.counters import count_all
from common.rate_limit import HOUR, counter_name, is_within_limit


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds. `what` names the counter, so it is never given to another limit."""

    what: str
    number: int
    message: str | Promise = ""  # for people; none where they notice nothing
    seconds: int = HOUR

    def allows(self, who: str) -> bool:
        """Count one more, and say whether that is still allowed."""
        return is_within_limit(what=self.what, who=who, limit=self.number, seconds=self.seconds)

    def allows_network_of(self, request: HttpRequest) -> bool:
        return self.allows(home_of(network_of(request)))

    def allowed_of(self, numbers: Mapping[str, int]) -> set[str]:
        """Count for many at once, each so many times, and say who of them is still allowed it."""
        names = {counter_name(what=self.what, who=who, seconds=self.seconds): who for who in numbers}
        found = count_all({name: numbers[who] for name, who in names.items()}, seconds=self.seconds)
        return {names[name] for name, number in found.items() if number <= self.number}


@dataclass
class ProcessLimit:
    """So many a second in this process, whoever asks: beyond that a crowd gets something plainer. Nobody is counted."""

    number: int
    second: int = 0
    done: int = 0

    def allows(self) -> bool:
        """Count one more, and say whether that is still allowed."""
        now = int(time.monotonic())
        self.second, self.done = now, self.done + 1 if now == self.second else 1
        return self.done <= self.number


LOST = ProcessLimit(20)  # searches for what an address may have meant
SUGGESTIONS = ProcessLimit(50)  # beyond that readers type on alone
CARDS = ProcessLimit(20)  # drawings, of some 30 ms each; what was drawn is kept
PLEDGES = Limit("network", 20, _("Many pledges came from here in a short time. Please try again in an hour."))
PLEDGES_OF_ADDRESS = Limit("address", 5, PLEDGES.message)
CHECKOUTS = Limit("checkout", 20)  # beyond that the supporter's page shows the ways to pay, as it does before
FREE_CHECKOUTS = Limit("card-network", 3)  # beyond that the browser works for it, or a letter is sent
LINKS = Limit(
    "sign-in-network", 20, _("Many links were asked for from here in a short time. Please try again in an hour.")
)
LINKS_OF_ADDRESS = Limit("sign-in", 5)  # silent: it would tell who is a supporter
ACTS_OF_SUPPORTER = Limit("supporter-acts", 60)  # the page says it
OPENINGS = Limit("draft-openings", 200)  # of one link: then it is shown, and its openings are not all on record
CLICKS = Limit("appeal-clicks", 120)
PARTNER_CALLS = Limit("partner-calls", 3600)  # of one partner; the answer says it. 304s are free
PARTNER_TOKENS = Limit("partner-tokens", 60)  # wrong ones from one network; the answer says it
READERS = Limit("readers", 5000)
SEARCHES = Limit("searches", 1200, _("Many searches came from here in a short time. Please try again in an hour."))
MISTAKES = Limit(
    "mistakes-network",
    20,
    _("Many reports came from here in a short time. What you wrote is still in the form: please try again in an hour."),
)
LETTERS = Limit(
    "letters-network",
    10,
    _("Many letters came from here in a short time. Yours is still in the form: please try again in an hour."),
)
LETTERS_OF_ADDRESS = Limit("letters", 3, LETTERS.message)
LETTER_FORMS = Limit(
    "letter-forms-network",
    20,
    _("This form was sent often from here in a short time. Your address is still in it: please try again in an hour."),
)
LETTER_FORMS_OF_ALL = Limit("letter-forms", 1000, LETTER_FORMS.message)  # so that no crowd mails a list of strangers
PUSH_FORMS = Limit("push-network", 60)  # the page says it
LETTER_MAILS_OF_ADDRESS = Limit("letter-mails", 3, seconds=24 * HOUR)  # silent: it would tell who is a reader
HELD_VOTES = Limit("held-votes", 1000, _("Many votes came from here in a short time. Please try again in an hour."))
# Tries of a password at the desk. The page says when tries are counted from nothing again.
PASSWORDS = Limit("passwords-network", 200)
PASSWORDS_OF_NAME = Limit("passwords", 20)  # of one name from one network
PASSWORDS_OF_BROWSER = Limit("passwords-browser", 20)  # of one name in a browser that its owner has used before
PASSWORDS_ASKED_AGAIN = Limit("passwords-again", 20)  # of whoever is signed in
CODES = Limit("factor-codes", 20)  # of one login: each is right once in 330,000 times. The page says it
# Refused tries that are written down of one network, and of all: what strangers try must not fill the database.
REFUSALS = Limit("audit-refusals-network", 30)
REFUSALS_OF_ALL = Limit("audit-refusals", 200)
PASSWORD_LINKS = Limit("password-links-network", 20)  # the page says it
PASSWORD_LINKS_OF_PERSON = Limit("password-links", 5)  # silent: it would tell who works here
