"""Under /text/: the paper without pictures, for slow lines, old telephones and whoever likes it so."""

from django.urls import path

from newsroom.pages import search, text_views

app_name = "text"

urlpatterns = [
    path("", text_views.front, name="front"),
    path("search/", search.search, {"template": "text/search.html"}, name="search"),
    path("polls/<slug:slug>-<row:pk>/", text_views.poll, name="poll"),
    path("topics/<slug:slug>/", text_views.topic, name="topic"),
    path("authors/<slug:slug>/", text_views.author, name="author"),
    path("<slug:slug>/", text_views.section, name="section"),
    path("<slug:section>/<slug:slug>-<row:pk>/", text_views.story, name="story"),
]
