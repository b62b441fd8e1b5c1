"""What a session of the desk leaves behind: when it was last used, and that its browser is known."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from newsroom.identity.known_browser import remember_browser
from newsroom.identity.letters import Event, write_to_owner

REMEMBERED = "browser_remembered"
BY_ITSELF = "/present/"  # what an open form asks while nobody is there


def staff_session_middleware(get_response) -> Callable:
    """Public pages ask for no session, and so nothing is done for them."""

    def answer(request):
        response = get_response(request)
        if request.session.accessed and not request.path_info.endswith(BY_ITSELF):
            request.session.note_use()
            if request.method == "POST":  # as every sign-in is
                _remember(request, response)
        return response

    return answer


def _remember(request: HttpRequest, response: HttpResponse):
    """Once for each session that has come all the way in: know the browser, and tell its owner where it is new."""
    user = request.user
    if not user.is_authenticated or request.session.get(REMEMBERED):
        return
    request.session[REMEMBERED] = True
    if remember_browser(request, response, user):
        write_to_owner(user=user, event=Event.NEW_BROWSER, request=request)
