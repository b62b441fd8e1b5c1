"""People who work here, for administrators: where they are signed in."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from newsroom.identity.session_views import sessions_page

admin.site.unregister(User)


@admin.register(User)
class StaffAdmin(UserAdmin):
    change_form_template = "admin/identity/person.html"

    def get_urls(self) -> list[URLPattern]:
        screens = {"sessions": sessions_view}
        return [
            *(
                path(f"<int:pk>/{name}/", self.admin_site.admin_view(self._screen(view)), name=f"auth_user_{name}")
                for name, view in screens.items()
            ),
            *super().get_urls(),
        ]

    def _screen(self, view):
        """One for a colleague, which administrators alone open: whoever changes logins could take any of them."""

        def answer(request, pk):
            if not request.user.is_superuser:
                raise PermissionDenied
            return view(self, request, get_object_or_404(User, pk=pk))

        return answer


def sessions_view(admin: UserAdmin, request: HttpRequest, person: User) -> HttpResponse:
    return sessions_page(request, admin.admin_site.each_context(request), person=person)
