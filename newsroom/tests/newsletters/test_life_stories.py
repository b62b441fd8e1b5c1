"""Whatever happens to readers in whatever order: nobody is written to whose consent is not confirmed and current.

The story of each mailbox and letter is told twice, by the rows and by a few lines here that know no row.
"""

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from common import limits
from common.prepared import Prepared
from newsroom.newsletters.bounces.take import note_bounce
from newsroom.newsletters.leaving import choose, leave, leave_every_letter, undo_leaving
from newsroom.newsletters.lists.bring_in import begin_import, read_in
from newsroom.newsletters.models import Newsletter, Subscription
from newsroom.newsletters.models.keys import hmac_of_address
from newsroom.newsletters.moving import move_letters
from newsroom.newsletters.subscribing import confirm_letters, read_confirm_token, request_letters
from newsroom.tests.newsletter_builders import make_newsletter
from supporters.letters.newsletter import ConsentOutOfDate, withdraw_every_consent
from supporters.models import Supporter
from supporters.people.erase import erase
from supporters.people.merge import CannotMerge, merge_supporters

LIVES = int(os.environ.get("LIVES", "60"))
MAILBOXES = [f"reader-{number}@example.org" for number in range(3)]
LETTERS = ["morning", "sport"]
TOKEN = re.compile(r"/letters/confirm/([^/\s]+)/")
ACTS = ["ask", "confirm", "leave", "undo", "leave_all", "choose", "bounce", "complain", "erase", "merge", "move"]
ACTS += ["bring", "correct", "confirm", "ask"]
# Asked after every step, and so written once.
WRITTEN_TO = Prepared(
    lambda at, ids: Subscription.objects.may_be_written_to(Newsletter(pk=ids[0]), at).values_list("supporter__email")
)
STEPS = st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 1), st.integers(0, 2))


@dataclass
class Told:
    """What was agreed to and refused, by mailbox and letter; no row is looked at."""

    agreed: set = field(default_factory=set)
    left: set = field(default_factory=set)  # said no since they last said yes
    asked: dict = field(default_factory=dict)  # the links that still count, by mailbox and letter
    suppressed: set = field(default_factory=set)
    moved: set = field(default_factory=set)  # left for another mailbox, which is no “no”

    def may(self):
        return {(box, letter) for box, letter in self.agreed if box not in self.suppressed}

    def says_yes(self, box, letter):
        """Of the links that were mailed before, none says it again: not after a complaint, for example."""
        self.agreed.add((box, letter))
        self.asked[box, letter] = []
        self.left.discard((box, letter))
        self.moved.discard((box, letter))
        self.suppressed.discard(box)

    def says_no(self, box, letter):
        if (box, letter) in self.agreed or self.asked.get((box, letter)):
            self.left.add((box, letter))
            self.moved.discard((box, letter))
        self.agreed.discard((box, letter))
        self.asked.pop((box, letter), None)

    def is_gone(self, box):
        """Whoever has the mailbox from now on is somebody else, and has said neither yes nor no."""
        self.suppressed.add(box)
        for letter in LETTERS:
            self.agreed.discard((box, letter))
            self.left.discard((box, letter))
            self.moved.discard((box, letter))
            self.asked.pop((box, letter), None)


class Life:
    """Does each act to the rows and tells it."""

    def __init__(self, editor):
        self.told, self.editor = Told(), editor
        self.letters = {slug: make_newsletter(slug) for slug in LETTERS}
        self.links = []

    def subscription(self, box, letter):
        rows = Subscription.objects.select_related("supporter", "moved_to")
        return rows.filter(supporter__email=box, newsletter__slug=letter).first()

    def person(self, box):
        return Supporter.objects.with_address(box).first()

    def ask(self, box, letter, _other):
        mail.outbox.clear()
        request_letters(email=box, words={letter: "Send it to me."}, source="test")
        for message in mail.outbox:
            if found := TOKEN.search(message.body):
                self.links.append((box, letter, found[1]))
                self.told.asked[box, letter] = [*self.told.asked.get((box, letter), []), found[1]]

    def confirm(self, _box, _letter, other):
        if self.links:
            box, letter, token = self.links[other % len(self.links)]
            asked = read_confirm_token(token)
            with suppress(ConsentOutOfDate):
                confirm_letters(asked=asked)
            if token in self.told.asked.get((box, letter), []):
                self.told.says_yes(box, letter)

    def leave(self, box, letter, _other):
        if subscription := self.subscription(box, letter):
            newest = leave(subscription=subscription, source="test")
            if newest.supporter.email:
                self.told.says_no(newest.supporter.email, letter)
            self.told.says_no(box, letter)

    def undo(self, box, letter, _other):
        subscription = self.subscription(box, letter)
        if subscription and subscription.moved_to is None and subscription.can_be_undone:
            undo_leaving(subscription=subscription)
            self.told.agreed.add((box, letter))
            self.told.left.discard((box, letter))

    def leave_all(self, box, _letter, _other):
        if person := self.person(box):
            leave_every_letter(supporter=person, source="test")
            for letter in LETTERS:
                self.told.says_no(box, letter)

    def choose(self, box, letter, _other):
        person = self.person(box)
        if person and person.subscriptions.running().exists():
            had = {each for each in LETTERS if (box, each) in self.told.agreed}
            choose(supporter=person, letters=[self.letters[letter]], source="test")
            for each in LETTERS:
                if each != letter:
                    self.told.says_no(box, each)
            if letter not in had:
                self.told.says_yes(box, letter)

    def bounce(self, box, _letter, _other, kind="hard"):
        key = f"{kind}:{len(self.links)}:{timezone.now().timestamp()}"
        note_bounce(event_key=key, kind=kind, address_hmac=hmac_of_address(box), source="reply")
        self.told.suppressed.add(box)

    def complain(self, box, letter, other):
        self.bounce(box, letter, other, kind="complaint")

    def erase(self, box, _letter, _other):
        if person := self.person(box):
            erase(supporter=person)
            self.told.is_gone(box)

    def merge(self, box, _letter, other):
        kept, gone = self.person(box), self.person(MAILBOXES[other])
        if kept and gone and kept.pk != gone.pk:
            try:
                merge_supporters(kept=kept, gone=gone, reason="test", by=None)
            except CannotMerge:
                return
            for letter in LETTERS:
                if (gone.email, letter) in self.told.left - self.told.moved:
                    self.told.says_no(box, letter)
            self.told.is_gone(MAILBOXES[other])

    def move(self, box, _letter, other):
        there, person = MAILBOXES[other], self.person(box)
        if person and there != box:
            move_letters(supporter=person, email=there)
            for letter in LETTERS:
                if (box, letter) in self.told.agreed:
                    self.told.says_no(box, letter)
                    self.told.moved.add((box, letter))
                    self.told.says_yes(there, letter)

    def bring(self, box, letter, _other):
        proof = {"wording": "Yes.", "proof": "A form.", "collected_on": timezone.localdate(), "file_name": "list.csv"}
        text = f"email\n{box}\n"
        found = begin_import(newsletter=self.letters[letter], text=text, by=self.editor, **proof)
        read_in(found=found)
        if found.lines.taken().exists():
            assert box not in self.told.suppressed
            assert (box, letter) not in self.told.left
            self.told.agreed.add((box, letter))

    def correct(self, box, _letter, _other):
        """The desk corrects an address: nobody who had the wrong one goes on."""
        if person := self.person(box):
            withdraw_every_consent(supporter=person, method="staff")
            for letter in LETTERS:
                self.told.says_no(box, letter)


def written_to(letters):
    return {(address, slug) for slug, letter in letters.items() for (address,) in WRITTEN_TO.rows([letter.pk])}


@pytest.mark.at_length
@pytest.mark.django_db
@settings(max_examples=LIVES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEPS, max_size=25))
@example(steps=[("ask", 0, 1, 0), ("bring", 0, 1, 0), ("complain", 0, 0, 0), ("confirm", 0, 0, 0)])
@example(steps=[("ask", 1, 1, 0), ("bring", 2, 1, 0), ("move", 2, 0, 1), ("complain", 1, 0, 0), ("confirm", 0, 0, 0)])
@example(steps=[("ask", 0, 1, 0), ("confirm", 0, 0, 0), ("bounce", 0, 0, 0), ("ask", 0, 1, 0), ("confirm", 0, 0, 0)])
@example(steps=[("ask", 1, 1, 0), ("leave_all", 1, 0, 0)] * 2 + [("confirm", 0, 0, 1)])
@example(
    steps=[("ask", 1, 1, 0), ("confirm", 0, 0, 0), ("leave", 1, 1, 0), ("ask", 1, 0, 0), ("confirm", 0, 0, 1)]
    + [("ask", 1, 1, 0), ("choose", 1, 0, 0), ("confirm", 0, 0, 2)]
)
@example(
    steps=[("ask", 2, 0, 0), ("ask", 1, 0, 0), ("ask", 0, 1, 0), ("merge", 0, 0, 1)]
    + [("ask", 1, 0, 0), ("merge", 2, 0, 1), ("confirm", 0, 0, 0)]
)
def test_nobody_is_written_to_without_a_confirmed_and_current_consent(steps, editor, monkeypatch):
    many = replace(limits.LETTER_MAILS_OF_ADDRESS, number=10**6)
    monkeypatch.setattr("newsroom.newsletters.subscribing.LETTER_MAILS_OF_ADDRESS", many)
    with transaction.atomic():
        life = Life(editor)
        for act, box, letter, other in steps:
            getattr(life, act)(MAILBOXES[box], LETTERS[letter], other)
            assert written_to(life.letters) == life.told.may(), (act, MAILBOXES[box], LETTERS[letter], other)
        transaction.set_rollback(True)
