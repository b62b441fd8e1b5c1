from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportersConfig(AppConfig):
    name = "supporters"
    verbose_name = _("Supporters")

    def ready(self) -> None:
        from supporters.people import permissions  # noqa: F401 - from now on can() knows the supporter desk's models
