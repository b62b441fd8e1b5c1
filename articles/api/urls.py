from django.urls import path

from articles.api import views

app_name = "api"

urlpatterns = [
    path("", views.index, name="index"),
    path("stories/", views.stories, name="stories"),
    path("stories/<uuid:uuid>/", views.story, name="story"),
    path("stories/<uuid:uuid>/entries/", views.entries, name="entries"),
    path("sections/", views.sections, name="sections"),
    path("topics/", views.topics, name="topics"),
    path("authors/", views.authors, name="authors"),
    path("changes/", views.changes, name="changes"),
]
