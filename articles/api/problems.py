"""What went wrong, told to programs: RFC 9457's `application/problem+json`."""

from django.http import JsonResponse
from django.utils.functional import Promise


class Problem(Exception):
    """Why there is no other answer: a status, one line for people, and facts for programs."""

    def __init__(self, status: int, title: str | Promise, *, headers: dict[str, str] | None = None, **facts: object):
        super().__init__(str(title))
        self.status, self.title, self.headers, self.facts = status, title, headers or {}, facts

    def as_response(self) -> JsonResponse:
        told = {"type": "about:blank", "status": self.status, "title": str(self.title), **self.facts}
        return JsonResponse(
            told, status=self.status, content_type="application/problem+json", headers=dict(self.headers)
        )
