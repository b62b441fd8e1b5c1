"""Where every kind of thing has a row: each screen opens, and nobody writes by direct request what they may not."""

import pytest

from newsroom.tests.desk.test_desk_matrix import GENERIC, MODELS, ask, at_a_row, expected, made_by_django
from newsroom.tests.desk.test_every_desk_screen_browser import is_closed, screens
from newsroom.tests.desk_rows import PERSONAS, ROWS


def test_every_model_of_the_desk_has_a_row_to_open(full_desk):
    assert [name for name, model in MODELS.items() if not model._default_manager.exists()] == []


def test_every_screen_of_the_desk_opens_without_a_browser_too(client, full_desk, administrator):
    client.force_login(administrator)

    answers = {name: (path, client.get(path).status_code) for name, path in screens(full_desk).items()}

    shut = {name: said for name, said in answers.items() if said[1] != 200 and not is_closed(name, said[1])}
    assert shut == {}
    assert len(answers) > 150


@pytest.mark.usefixtures("bare_refusals")
def test_no_row_is_written_by_a_direct_request_of_who_may_not(client, full_desk, request):
    """Refused, not merely missed: the row is there, so that a right too many would show."""
    wrong = []

    for role in PERSONAS:
        client.force_login(request.getfixturevalue(role))
        for name, path in GENERIC:
            made = made_by_django(name)
            if not made or made[1] not in {"add", "change", "delete"} or expected(role, name, writes=True):
                continue
            answer = ask(client, "post", at_a_row(name, path)).status_code
            if answer != 403:
                wrong.append(f"{role}: POST {name} answers {answer}")

    assert wrong == []


@pytest.mark.usefixtures("bare_refusals")
def test_no_act_of_the_desk_is_done_by_a_direct_request_of_who_may_not(client, full_desk, request):
    addresses, wrong = screens(full_desk), []

    for role in PERSONAS:
        client.force_login(request.getfixturevalue(role))
        for name, path in GENERIC:
            if name not in ROWS or expected(role, name, writes=True):
                continue
            response = ask(client, "post", addresses.get(name, path))
            to_the_door = response.status_code == 302 and response.url in {"/admin/", "/admin/login/"}
            if response.status_code not in {403, 404, 405} and not to_the_door:
                wrong.append(f"{role}: POST {name} answers {response.status_code}")

    assert wrong == []
