"""The desk: Django's admin under the paper's name, with the policy that its editor needs."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override

from newsroom.desk_home import home_of


class Desk(AdminSite):
    site_title = _("Desk")
    index_title = _("The desk")
    site_url = "/"

    @property
    def site_header(self):
        return settings.PAPER_NAME

    def admin_view(self, view, cacheable=False):
        return csp_override(settings.DESK_CSP)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return csp_override(settings.DESK_CSP)(super().login)(request, extra_context)

    def index(self, request, extra_context=None):
        return super().index(request, {"home": home_of(request.user), **(extra_context or {})})
