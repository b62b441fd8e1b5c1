"""The project's own app, and Django's admin with our desk as its site."""

from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from newsroom import permissions  # noqa: F401 - from now on can() knows logins, roles and tasks

        self._answer_the_rooms_below()
        self._watch_sign_ins()
        # Django makes permissions after migrating, so this is the first moment at which roles can hold them. Logins
        # belong to auth, so its turn is ours: this app's own comes before it.
        logins = apps.get_app_config("auth")
        self._follow_migrations(logins)
        self._keep_the_log(logins)

    def _answer_the_rooms_below(self):
        """A room that needs an answer from above, which it may not import, has a name that is set here."""
        from articles.pages import old_addresses, views
        from articles.pictures import usage
        from common import area, letter_mark, paper, reserved_slugs, site_version
        from newsroom.newsletters.archive import shown_in_letters, shown_in_letters_for
        from newsroom.newsletters.bounces.owners import gone_since
        from newsroom.newsletters.counting.arrivals import count_arrivals
        from newsroom.newsletters.forgetting import forget_reader, merge_readers
        from newsroom.page_cache.changes import next_moment
        from newsroom.paper.identity import fetch_identity, fetch_outline
        from newsroom.paper.pages import shown_beside_stories, taken_slugs
        from newsroom.paper.views import own_page
        from polls.pages import views as poll_views
        from supporters.people import erase, merge, returned_mail

        site_version.next_moment = next_moment
        reserved_slugs.taken_slugs = taken_slugs
        paper.fetch = fetch_identity
        area.fetch = fetch_outline
        letter_mark.note_arrivals = count_arrivals
        views.beside_sections = own_page
        usage.beside_stories = lambda: [*shown_beside_stories(), *shown_in_letters()]
        usage.shown_for = shown_in_letters_for
        poll_views.leads_to = old_addresses.leads_to
        erase.forget_beside = forget_reader
        merge.merge_beside = merge_readers
        returned_mail.returned_since = gone_since

    def _watch_sign_ins(self):
        from newsroom.identity.proved import note_password
        from newsroom.identity.sessions import note_begin

        user_logged_in.connect(note_begin, dispatch_uid="newsroom.identity.sessions")
        user_logged_in.connect(note_password, dispatch_uid="newsroom.identity.proved")

    def _follow_migrations(self, logins):
        from newsroom.page_cache.changes import keep_triggers
        from newsroom.paper.identity import keep_its_row
        from newsroom.roles import give_roles_their_permissions

        post_migrate.connect(give_roles_their_permissions, sender=logins, dispatch_uid="newsroom.roles")
        post_migrate.connect(keep_its_row, sender=logins, dispatch_uid="newsroom.paper")
        post_migrate.connect(keep_triggers, sender=logins, dispatch_uid="newsroom.page_cache")

    def _keep_the_log(self, logins):
        from common import audit
        from newsroom.audit import middleware, tables

        pre_migrate.connect(tables.drop_audit_triggers, sender=logins, dispatch_uid="newsroom.audit")
        # After the roles, which are no change that somebody made.
        post_migrate.connect(tables.keep_audit_triggers, sender=logins, dispatch_uid="newsroom.audit")
        connection_created.connect(audit.prepare_connection, dispatch_uid="newsroom.audit")
        user_logged_in.connect(middleware.note_sign_in, dispatch_uid="newsroom.audit")
        user_logged_out.connect(middleware.note_sign_out, dispatch_uid="newsroom.audit")
        user_login_failed.connect(middleware.note_refusal, dispatch_uid="newsroom.audit")


class DeskConfig(AdminConfig):
    default_site = "newsroom.admin_site.Desk"
