"""Under /text/: the paper without pictures, for slow lines, old telephones and whoever likes it so."""

from django.urls import path

from newsroom.pages import text_views as text_pages

app_name = "text"

urlpatterns = [
    path("", text_pages.front, name="front"),
    path("polls/<slug:slug>-<int:pk>/", text_pages.poll, name="poll"),
    path("<slug:slug>/", text_pages.section, name="section"),
    path("<slug:section>/<slug:slug>-<int:pk>/", text_pages.story, name="story"),
]
