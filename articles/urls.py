from django.urls import path
from django.views.decorators.http import conditional_page

from articles.pages import feeds, views

app_name = "articles"

urlpatterns = [
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("series/<slug:slug>/", views.series, name="series"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("videos/<slug:slug>-<row:pk>/", views.video, name="video"),
    path("draft/<str:token>/", views.draft, name="draft"),
    path("corrections/", views.corrections, name="corrections"),
    path("read/<row:pk>/", views.read, name="read"),
    path("feed/", conditional_page(feeds.SiteFeed()), name="feed"),
    path("<slug:slug>/feed/", conditional_page(feeds.SectionFeed()), name="section_feed"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:section>/<slug:slug>-<row:pk>/", views.article, name="article"),
]
