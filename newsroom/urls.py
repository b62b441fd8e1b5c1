"""Every address of the site. What is not ours by name is a section, so articles come last."""

from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from common.converters import RowNumber
from newsroom.announcing.key import indexnow_key_file
from newsroom.correspondence import views as correspondence
from newsroom.identity import link_views
from newsroom.pages import archive, robots, saved, search, search_suggest, share_cards, sitemaps, views
from newsroom.pages.oembed import oembed
from newsroom.paper import files

register_converter(RowNumber, "row")  # before the addresses that name it are read

urlpatterns = [
    path("", views.front, name="front"),
    path("admin/forgotten/", link_views.forgotten, name="admin_password_reset"),  # the door links to this name
    path("admin/password/<token>/", link_views.choose_password, name="choose_password"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("articles.api.urls")),
    path("polls/", include("polls.urls")),
    path("text/", include("newsroom.pages.text_urls")),
    path("search/", search.search, name="search"),
    path("search/suggest/", search_suggest.suggest, name="suggest"),
    path("archive/", archive.archive, name="archive"),
    path("archive/on-this-day/", archive.on_this_day, name="on_this_day"),
    path("archive/<row:year>/<row:month>/", archive.month, name="archive_month"),
    path("archive/<row:year>/<row:month>/<row:day>/", archive.day, name="archive_day"),
    path("topics/", archive.topics, name="topics"),
    path("authors/", archive.authors, name="authors"),
    path("saved/", saved.saved, name="saved"),
    path("offline.js", saved.offline_worker, name="offline_worker"),
    path("letters/new/", correspondence.new_letter, name="new_letter"),
    path("letters/yours/<token>/", correspondence.letter, name="letter"),
    path("letters/", include("newsroom.newsletters.urls")),
    path("events/", include("newsroom.events.urls")),
    path("mistake/<row:pk>/", correspondence.mistake, name="mistake"),
    path("oembed/", oembed, name="oembed"),
    path("card/<slug:kind>-<row:pk>/<slug:digest>.png", share_cards.share_card, name="share_card"),
    path("support/", include("supporters.urls")),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", files.favicon, name="favicon"),
    *(path(f"{name}.png", files.icon, {"name": name}, name=name) for name in files.PNG_SIDES),
    path("site.webmanifest", files.manifest, name="manifest"),
    path("paper.css", files.sheet, name="paper_sheet"),
    path(".well-known/tdmrep.json", robots.tdm_reservation, name="tdm_reservation"),
    path(".well-known/security.txt", views.security, name="security"),
    path("<slug:key>.txt", indexnow_key_file, name="indexnow_key"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap/sections.xml", sitemaps.sitemap_sections, name="sitemap_sections"),
    path("sitemap/topics.xml", sitemaps.sitemap_topics, name="sitemap_topics"),
    path("sitemap/authors.xml", sitemaps.sitemap_authors, name="sitemap_authors"),
    path("sitemap/polls.xml", sitemaps.sitemap_polls, name="sitemap_polls"),
    path("sitemap/films.xml", sitemaps.sitemap_films, name="sitemap_films"),
    path("sitemap/pictures-<row:year>-<row:month>.xml", sitemaps.sitemap_pictures, name="sitemap_pictures"),
    path("sitemap/<row:year>-<row:month>.xml", sitemaps.sitemap_month, name="sitemap_month"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news_sitemap"),
    re_path(r"^media/(?P<path>.+)$", views.media, name="media"),
    path("", include("articles.urls")),
]

handler404 = "newsroom.pages.views.not_found"
handler500 = "newsroom.pages.views.broken"
