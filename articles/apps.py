from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Stories")

    def ready(self) -> None:
        from articles.poll_stories import registry  # noqa: F401 - from now on polls are told which stories show them
        from articles.publishing import publish
        from articles.workflow import permissions  # noqa: F401 - from now on can() knows the desk's models

        publish.draw_ahead = _draw_ahead


def _draw_ahead(edition):
    from articles.pages.ready_story import draw_ahead  # here, so that no command reads the pages before it publishes

    draw_ahead(edition)
