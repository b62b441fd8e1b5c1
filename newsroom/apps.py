"""The project's own app, and Django's admin with our desk as its site."""

from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from newsroom.roles import give_roles_their_permissions

        # Django makes permissions after migrating, so this is the first moment at which roles can hold them. Logins
        # belong to auth, so its turn is ours; an app without models, like this one, gets none.
        post_migrate.connect(
            give_roles_their_permissions, sender=apps.get_app_config("auth"), dispatch_uid="newsroom.roles"
        )


class DeskConfig(AdminConfig):
    default_site = "newsroom.admin_site.Desk"
