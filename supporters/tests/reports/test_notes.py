"""Notes of the desk: added, read in the list of what happened, never changed, and gone with the person."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from supporters.models import StaffNote
from supporters.people.erase import erase
from supporters.people.merge import merge_supporters
from supporters.reports.timeline import timeline


@pytest.fixture
def desk(client, supporter_desk):
    client.force_login(supporter_desk)
    return client


def test_a_note_stands_in_the_list_of_what_happened(desk, make_pledge, supporter_desk):
    pledge = make_pledge()

    desk.post(f"/admin/supporters/pledge/{pledge.pk}/note/", {"text": "Rang about the reference."})
    desk.post(f"/admin/supporters/supporter/{pledge.supporter.pk}/note/", {"text": "Prefers letters."})

    notes = [(line.text, line.by) for line in timeline(pledge) if line.kind == "Note"]
    assert notes == [("Rang about the reference.", str(supporter_desk)), ("Prefers letters.", str(supporter_desk))]
    assert "Prefers letters." in desk.get(f"/admin/supporters/supporter/{pledge.supporter.pk}/change/").content.decode()


def test_an_empty_note_is_none(desk, make_pledge):
    assert desk.post(f"/admin/supporters/pledge/{make_pledge().pk}/note/", {"text": " "}).status_code == 200
    assert not StaffNote.objects.exists()


@pytest.mark.parametrize("change", [{"text": "other"}, {"by": None}])
def test_what_was_noted_stands(make_pledge, supporter_desk, change):
    StaffNote.objects.create(pledge=make_pledge(), text="Rang.", by=supporter_desk)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StaffNote._base_manager.update(**change)


def test_a_merger_takes_notes_along(make_supporter, supporter_desk):
    kept, gone = make_supporter(), make_supporter()
    StaffNote.objects.create(supporter=gone, text="Prefers letters.", by=supporter_desk)

    merge_supporters(kept=kept, gone=gone, reason="by telephone", by=supporter_desk)

    assert StaffNote.objects.get().supporter == kept


def test_erasing_removes_them(make_pledge, supporter_desk):
    pledge = make_pledge()
    StaffNote.objects.create(supporter=pledge.supporter, text="Prefers letters.", by=supporter_desk)
    StaffNote.objects.create(pledge=pledge, text="Rang.", by=supporter_desk)

    erase(supporter=pledge.supporter, stop_first=True)

    assert not StaffNote.objects.exists()


def test_is_about_a_pledge_or_a_supporter_and_says_something(make_pledge):
    pledge = make_pledge()

    for wrong, rule in [
        ({"text": "x"}, "staff_note_about_one"),
        ({"text": "x", "pledge": pledge, "supporter": pledge.supporter}, "staff_note_about_one"),
        ({"text": "", "pledge": pledge}, "staff_note_says_something"),
    ]:
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            StaffNote.objects.create(**wrong)


def test_seeing_pledges_is_not_writing_notes(client, make_staff, make_pledge):
    client.force_login(make_staff("supporters.view_pledge", "supporters.view_supporter"))

    assert client.post(f"/admin/supporters/pledge/{make_pledge().pk}/note/", {"text": "x"}).status_code == 403
