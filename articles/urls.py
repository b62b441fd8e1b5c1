from django.urls import path

from articles.pages import embed, feeds, republish, views
from articles.pages.running import views as running
from articles.pages.running.feed import EntriesFeed

STORY = "<slug:section>/<slug:slug>-<row:pk>/"

app_name = "articles"

urlpatterns = [
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("series/<slug:slug>/", views.series, name="series"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("videos/", views.videos, name="videos"),
    path("videos/<slug:slug>-<row:pk>/", views.video, name="video"),
    path("videos/<slug:slug>-<row:pk>/embed/", embed.video_embed, name="video_embed"),
    path("draft/<str:token>/", views.draft, name="draft"),
    path("corrections/", views.corrections, name="corrections"),
    path("read/<row:pk>/", views.read, name="read"),
    *feeds.feed_paths("", feeds.SiteFeed, "feed"),
    *feeds.feed_paths("topics/<slug:slug>/", feeds.TopicFeed, "topic_feed"),
    *feeds.feed_paths("series/<slug:slug>/", feeds.SeriesFeed, "series_feed"),
    *feeds.feed_paths("authors/<slug:slug>/", feeds.AuthorFeed, "author_feed"),
    *feeds.feed_paths("<slug:slug>/", feeds.SectionFeed, "section_feed"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:section>/<slug:slug>-<row:pk>/", views.article, name="article"),
    path("<slug:section>/<slug:slug>-<row:pk>/embed/", embed.story_embed, name="embed"),
    path("<slug:section>/<slug:slug>-<row:pk>/republish/", republish.republish, name="republish"),
    path(f"{STORY}entries/<row:number>/", running.older, name="entries"),
    path(f"{STORY}entry/<uuid:uuid>/", running.entry, name="entry"),
    path(f"{STORY}news/", running.news, name="entry_news"),
    *feeds.feed_paths(STORY, EntriesFeed, "entries_feed"),
    path(f"{STORY}since/<row:number>/", running.since, name="entries_since"),
]
